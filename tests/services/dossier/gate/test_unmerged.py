"""A copy is not made while a part of its case is not here yet, or while two bear what one should."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.pseudonym import Pseudonym
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.intake import Receipt
from casebook.domain.person.person import Consent, Person
from casebook.services.base import form, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case as cases
from casebook.services.dossier import build as builds
from casebook.services.dossier.precheck import precheck
from casebook.services.evidence.document import contents
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.vault import vault
from tests.absent import take_away, take_files_away
from tests.stubs import bare


@pytest.fixture
def case(session: Session) -> Case:
    consent = Consent(purpose="court", given_on=session.clock().date())
    record.add(session, Person(id="p", consents=(consent,)))
    case = cases.open_case(
        session, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),)
    )
    letter = from_bytes("letter.txt", b"She was held for nine days.")
    run_in_line(take_in(session, case.id, [letter], Receipt()))
    return case


@pytest.fixture
def dossier(session: Session, case: Case) -> Dossier:
    (letter,) = record.of_case(session, Document, case.id)
    letter = record.change(session, replace(letter, exhibit_mark="1"))
    on = StatedDate(edtf="2026-01-02")
    proceeding: Proceeding = bare(Proceeding, id="pr", case_id=case.id)
    fact = Fact(
        id="f", case_id=case.id, statement="Held.", on=on, pinpoints=(Pinpoint(document_id=letter.id),)
    )
    hearing = Event(id="e", case_id=case.id, kind="arrest", title="Arrest", on=on, proceeding_id="pr")
    section = Section(id="t", kind="free-text", text="Submissions.")
    made = Dossier(id="d", case_id=case.id, title="Bundle", sections=(section,), exhibit_ids=(letter.id,))
    record.add(session, proceeding, fact, hearing, made)
    return made


def told(session: Session, copy_kind: CopyKind) -> list[tuple[str, bool]]:
    foreseen = precheck(session, BuildRequest(dossier_id="d", copy_kind=copy_kind)).foreseen
    problems = [one.problem for one in foreseen if one.problem.check in {"absent", "same", "build"}]
    return [(str(problem.what), problem.is_blocking) for problem in problems]


def build(session: Session, folder: Path, copy_kind: CopyKind) -> builds.BuildReport:
    request = BuildRequest(dossier_id="d", copy_kind=copy_kind)
    return run_in_line(builds.build(session, request, folder / "copy.pdf"))


@pytest.mark.usefixtures("dossier")
def test_what_a_copy_lacks_is_told_by_its_kind_and_stops_it(session: Session, tmp_path: Path) -> None:
    assert told(session, "filing") == []
    take_away(session, "proceeding")
    expected = "Events refer to what is not here yet: proceeding."
    assert told(session, "filing") == [(expected, True)]
    assert told(session, "draft") == [(expected, False)]
    with pytest.raises(Refused, match="not here yet: proceeding"):
        build(session, tmp_path, "filing")
    assert build(session, tmp_path, "draft").build.pages


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize("noun", ["case", "document"])
def test_no_copy_is_made_without_its_case_or_an_exhibit(session: Session, tmp_path: Path, noun: str) -> None:
    take_away(session, noun)
    assert told(session, "draft") == [(f"Not here yet: {noun}.", True)]
    with pytest.raises(Refused, match="Not here yet"):
        build(session, tmp_path, "draft")


@pytest.mark.usefixtures("dossier")
def test_no_copy_leaves_while_a_client_is_not_here(session: Session, tmp_path: Path) -> None:
    take_away(session, "person")
    assert ("The case refers to what is not here yet: person.", True) in told(session, "filing")
    with pytest.raises(Refused, match="person"):
        build(session, tmp_path, "filing")


def test_an_exhibit_without_its_file_has_a_page_in_its_place_in_a_draft(
    session: Session, dossier: Dossier, tmp_path: Path
) -> None:
    take_files_away(session)
    assert told(session, "filing") == [("Exhibits refer to what is not here yet: file.", True)]
    with pytest.raises(Refused, match="file"):
        build(session, tmp_path, "filing")
    report = build(session, tmp_path, "draft")
    assert [one.check for one in report.problems if one.check == "placeholder"]
    document = record.find(session, Document, dossier.exhibit_ids[0])
    with pytest.raises(NotFound, match="not here yet"):
        contents(session, document)


@pytest.mark.usefixtures("dossier")
def test_no_copy_is_made_of_a_case_whose_reference_another_has(session: Session, tmp_path: Path) -> None:
    other: Case = bare(Case, id="other", reference="R-1", jurisdiction="CY")
    record.add(session, other)
    assert told(session, "filing") == [("Another case has the same reference: other.", True)]
    with pytest.raises(Refused, match="same reference: other"):
        build(session, tmp_path, "filing")
    (warning,) = vault.check(session).warnings
    assert "other" in warning.where
    assert str(warning.what) == vault.SHARES["reference"]


def test_a_case_that_shares_its_reference_can_be_changed(session: Session, case: Case) -> None:
    record.add(session, bare(Case, id="other", reference="R-1", jurisdiction="CY"))
    assert form.change(session, replace(case, title="Removal"), seen=case).title == "Removal"
    with pytest.raises(InvalidInput, match="already has this reference"):
        form.add(session, bare(Case, id="third", reference="R-1", jurisdiction="CY"))


@pytest.mark.usefixtures("dossier")
def test_no_pseudonymised_copy_is_made_with_one_letter_for_two(
    session: Session, case: Case, tmp_path: Path
) -> None:
    record.add(
        session,
        Person(id="q"),
        Pseudonym(id="a", case_id=case.id, person_id="p", label="A"),
        Pseudonym(id="b", case_id=case.id, person_id="q", label="A"),
        Pseudonym(id="c", case_id=case.id, person_id="q", label="B"),
    )
    assert [what for what, _ in told(session, "pseudonymised")] == [
        "Several people have the letter A in the copies of this case.",
        "One person has several letters in the copies of this case: A, B.",
    ]
    with pytest.raises(Refused, match="letter A"):
        build(session, tmp_path, "pseudonymised")
