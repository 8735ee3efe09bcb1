"""Exhibit numbers by a pattern: none twice, none for privileged documents, taken back as one."""

from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.base.office import Office
from casebook.domain.evidence.document import Document
from casebook.services.base.office import keep_office
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.exhibit_numbering import Numbering, first_pattern, number, numbered


def _document(key: str, *, dated: str = "", mark: str = "", is_privileged: bool = False) -> Document:
    return Document(
        id=key,
        case_id="c",
        title=f"Paper {key}",
        kind="other",
        attachment_id="a",
        sha256="",
        size_bytes=1,
        media_type="application/pdf",
        dated=StatedDate(edtf=dated) if dated else None,
        exhibit_mark=mark,
        is_privileged=is_privileged,
    )


PAPERS = (
    _document("a"),
    _document("b", dated="2026-03"),
    _document("c", dated="2025"),
    _document("d", dated="2020", is_privileged=True),
    _document("e", mark="mkz-02"),
)
IDS = tuple(one.id for one in PAPERS)


def _marks(numbering: Numbering, chosen: tuple[str, ...] = IDS) -> dict[str, str]:
    return {now.id: now.exhibit_mark for now in numbered(PAPERS, chosen, numbering)}


def test_documents_are_numbered_by_date_around_numbers_that_stand() -> None:
    assert _marks(Numbering(pattern="MKZ-##")) == {"c": "MKZ-01", "b": "MKZ-03", "a": "MKZ-04"}


def test_all_are_numbered_anew_by_title_from_a_first_number() -> None:
    numbering = Numbering(pattern="#", first=5, order="title", keeps_numbers=False)
    assert _marks(numbering) == {"a": "5", "b": "6", "c": "7", "e": "8"}


def test_only_what_was_chosen_is_numbered() -> None:
    numbering = Numbering(pattern="MKZ-##", first=2, keeps_numbers=False)
    assert _marks(numbering, ("a", "d")) == {"a": "MKZ-03"}


@pytest.mark.parametrize("pattern", ["", "MKZ", "#-#"])
def test_a_pattern_needs_one_place_for_the_number(pattern: str) -> None:
    with pytest.raises(InvalidInput, match="one place for the number") as caught:
        Numbering(pattern=pattern)
    assert caught.value.field == "pattern"


def test_the_pattern_of_the_office_comes_before_the_one_used_last(session: Session) -> None:
    case = open_case(session, reference="A-1", title="", jurisdiction="CY")
    assert first_pattern(session) == "#"
    number(session, case.id, (), Numbering(pattern="MKZ-#"))
    assert first_pattern(session) == "MKZ-#"
    keep_office(session, Office(exhibits="EX-##"))
    number(session, case.id, (), Numbering(pattern="ABC-#"))
    assert first_pattern(session) == "EX-##"
