"""Who checked a translation is said in the office; the paper has the day and what was checked, no name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casebook.domain.declaration.declaration import Declaration
from casebook.domain.declaration.seal import sealed
from casebook.domain.person.contact import Contact
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import declaration_paper, release_pack
from casebook.services.declaration.declaration_text import PAPER
from casebook.services.declaration.release_gate import ReleaseFor
from casebook.services.dossier.client_papers import paper_wording
from tests.pdf.read import texts
from tests.services.declaration.conftest import sign

CHECKER = "Roza Checker"


@pytest.fixture
def uyghur(session: Session, draft: Declaration) -> Declaration:
    """A draft in Uyghur whose translation was checked."""
    template = paper_wording.template_named(PAPER)
    wording = paper_wording.wording_of(session, template, "ug")
    lines = {line.id: line.english for line in template.lines if line.id in wording.untranslated}
    paper_wording.keep_wording(session, PAPER, "ug", lines)
    check(session, 1)
    return declarations.edit(session, draft.id, {"language": "ug"})


def check(session: Session, days_ago: int) -> None:
    """Record that somebody checked the whole of it."""
    day = session.clock().date() - timedelta(days=days_ago)
    paper_wording.record_check(session, PAPER, "ug", checked_by=CHECKER, checked_on=day)


def told(session: Session, declaration: Declaration, counsel: Contact) -> list[str]:
    """What a release says of the translation."""
    wanted = ReleaseFor(contact_id=counsel.id, purpose="court", condition_id="c1", decided_by=counsel.id)
    (preview,) = release_pack.preview(session, declaration.id, [wanted])
    return [str(one.what) for one in preview.problems if "standard wording" in str(one.what)]


def printed(session: Session, declaration: Declaration, out: Path, *, is_english: bool = False) -> str:
    """The text of its paper."""
    paper, file = declaration_paper.draft(session, declaration.id), out / "declaration.pdf"
    file.write_bytes(declaration_paper.as_pdf(paper, "A4", is_english=is_english))
    return " ".join(" ".join(texts(file)).split())


def test_the_paper_has_the_day_of_the_check_and_no_name(
    session: Session, uyghur: Declaration, tmp_path: Path
) -> None:
    draft = printed(session, uyghur, tmp_path)
    signed = sign(session, uyghur)
    day = (session.clock().date() - timedelta(days=1)).isoformat()
    for paper in (draft, printed(session, signed, tmp_path)):
        assert day in paper
        assert "Checker" not in paper
    (said,) = (one.english for one in signed.words if one.id == "translation")
    assert "this translation was checked on 1 March 2026" in said
    assert "were not part of that check" in said


def test_a_release_tells_the_office_who_checked(
    session: Session, uyghur: Declaration, counsel: Contact
) -> None:
    signed = sign(session, uyghur)
    (known,) = told(session, signed, counsel)
    assert f"was checked by {CHECKER} on" in known
    assert "after the paper was printed" not in known
    record.change(session, sealed(replace(signed, pack="0")))
    assert told(session, signed, counsel) == [
        "Who checked the translation of the standard wording is not recorded here."
    ]


def test_a_check_after_the_printing_is_not_taken_for_the_one_before(
    session: Session, uyghur: Declaration, counsel: Contact
) -> None:
    signed = sign(session, uyghur)
    record.change(session, sealed(replace(signed, printed_on=session.clock().date() - timedelta(days=9))))
    assert "after the paper was printed" in told(session, signed, counsel)[0]


def test_chinese_claims_no_check(
    session: Session, signed: Declaration, counsel: Contact, tmp_path: Path
) -> None:
    assert "is not recorded" in told(session, signed, counsel)[0]
    assert "without a certificate of a translator" in printed(session, signed, tmp_path, is_english=True)


def test_an_earlier_paper_says_what_is_not_sealed(
    session: Session, uyghur: Declaration, tmp_path: Path
) -> None:
    signed = sign(session, uyghur)
    words = tuple(one for one in signed.words if one.id != "translation")
    record.change(session, sealed(replace(signed, words=words)))
    assert "does not say when the translation of the standard wording was checked" in printed(
        session, signed, tmp_path
    )
