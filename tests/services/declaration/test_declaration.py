"""A declaration is sealed when it is signed, and hard to take away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casebook.base.errors import CasebookError, InvalidInput, Refused
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import CLAUSES, Declaration, ReleaseCondition
from casebook.domain.evidence.document import Document
from casebook.domain.person.person import Person
from casebook.services.base import form, record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import declaration_paper
from casebook.services.declaration.declaration_text import grouped
from casebook.services.sharing.protected_fields import DECLARATIONS, records_kept_back
from casebook.services.vault import record_bin
from casebook.store import record_bin as bins
from tests.pdf.read import texts
from tests.services.declaration.conftest import ALL, add_file


def test_a_signed_declaration_keeps_its_words_and_changes_no_more(
    session: Session, draft: Declaration, signed: Declaration
) -> None:
    assert (draft.state, signed.state, signed.is_unbroken) == ("draft", "signed", True)
    assert signed.video_sha256 == record.find(session, Document, draft.video_id).sha256
    said = {one.id: one for one in signed.words}
    assert set(CLAUSES) <= said.keys()
    assert said["authorised"].english == "Petra Counsel: 在法庭上代表我"
    assert said["own"].text == "我不会自愿回去。"
    assert grouped(signed.video_sha256) in said["video"].english
    for changed in (
        replace(signed, place="Beijing"),
        replace(signed, clauses=("camera",)),
        replace(signed, signed_on=None, seal=""),
    ):
        with pytest.raises(Refused, match="cannot be changed"):
            form.change(session, changed, seen=signed)
    with pytest.raises(Refused, match="cannot be changed"):
        form.edit(session, Declaration, signed.id, {"own_words": "I go back freely."})
    with pytest.raises(Refused, match="signed already"):
        declarations.sign(session, signed.id)
    record.change(session, replace(signed, place="Beijing"))
    assert not declarations.named(session, signed.id).is_unbroken


def test_what_it_lacks_is_asked_for_and_said(session: Session, case: Case, client: Person) -> None:
    bare = Declaration(id=session.ids(), case_id=case.id, person_id=client.id)
    draft = declarations.add(session, bare)
    with pytest.raises(InvalidInput, match="when and where"):
        declarations.sign(session, draft.id, without=ALL)
    draft = declarations.edit(session, draft.id, {"made_on": "2026-03-01", "place": "Nicosia"})
    with pytest.raises(
        Refused, match=r"no video or sound recording was made.*no witness is named.*no condition"
    ):
        declarations.sign(session, draft.id)
    signed = declarations.sign(session, draft.id, without=ALL)
    english = [one.english for one in signed.words]
    assert {"No video and no sound recording was made.", "No witness was present."} <= set(english)
    assert any(text.startswith("I set no condition.") for text in english)


FAULTS: dict[str, dict[str, Any]] = {
    "declares nothing": {"clauses": ()},
    "listed twice": {"clauses": ("camera", "camera")},
    "must have happened": {"conditions": (ReleaseCondition(id="c", text="When I am gone"),)},
    "witness who is not named": {"witnessed_on": date(2026, 3, 1)},
}


@pytest.mark.parametrize(("fault", "values"), FAULTS.items(), ids=FAULTS)
def test_a_declaration_by_halves_is_refused(
    session: Session, case: Case, client: Person, fault: str, values: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput, match=fault):
        declarations.add(session, Declaration(id="d", case_id=case.id, person_id=client.id, **values))
    assert declarations.of_case(session, case.id) == []


def test_it_is_of_a_client_and_of_files_of_the_case(session: Session, draft: Declaration) -> None:
    with pytest.raises(CasebookError):
        declarations.edit(session, draft.id, {"person_id": draft.witness_id})
    with pytest.raises(InvalidInput, match="set by the program"):
        declarations.edit(session, draft.id, {"seal": "0" * 64})
    with pytest.raises(InvalidInput, match="no field"):
        declarations.create(session, {"case_id": draft.case_id, "person_id": draft.person_id, "x": "y"})


def test_recording_and_scan_stay_out_of_ordinary_copies(session: Session, signed: Declaration) -> None:
    case = record.find(session, Case, signed.case_id)
    scan = add_file(session, case, "letter.txt")
    linked = declarations.link_scan(session, signed.id, scan.id)
    for document_id in (linked.video_id, linked.scan_id):
        document = record.find(session, Document, document_id)
        assert (document.is_privileged, document.privilege) == (True, form.SEALED)
    with pytest.raises(Refused, match="cannot be exchanged"):
        declarations.link_scan(session, signed.id, linked.video_id)


def test_it_is_withdrawn_with_a_note_or_replaced(session: Session, signed: Declaration) -> None:
    today = session.clock().date()
    with pytest.raises(InvalidInput, match="note"):
        declarations.withdraw(session, signed.id, on=today, note=" ")
    with pytest.raises(InvalidInput, match="not come yet"):
        declarations.withdraw(session, signed.id, on=today + timedelta(days=1), note="He said so.")
    withdrawn = declarations.withdraw(session, signed.id, on=today, note="He said so in my office.")
    assert (withdrawn.state, withdrawn.is_unbroken) == ("withdrawn", True)
    with pytest.raises(Refused, match="only once"):
        declarations.withdraw(session, signed.id, on=today, note="Again.")
    new = declarations.replacement(session, signed.id)
    assert (new.state, new.replaces_id, new.own_words) == ("draft", signed.id, signed.own_words)
    with pytest.raises(Refused, match="Only a signed declaration is replaced"):
        declarations.replacement(session, new.id)


def test_removing_a_signed_one_is_asked_twice_and_the_bin_keeps_it(
    session: Session, signed: Declaration
) -> None:
    with pytest.raises(Refused, match=signed.code):
        declarations.remove(session, signed.id)
    declarations.remove(session, signed.id, code=signed.code)
    assert declarations.of_case(session, signed.case_id) == []
    with pytest.raises(Refused, match="the bin keeps it"):
        record_bin.purge(session, "declaration", signed.id)
    with session.store.reading() as connection:
        assert ("declaration", signed.id) in {(one.noun, one.id) for one in bins.listed(connection)}
    record.restore(session, Declaration, signed.id)
    declarations.withdraw(session, signed.id, on=session.clock().date(), note="Heard in the office.")
    declarations.remove(session, signed.id, code=signed.code)
    record_bin.purge(session, "declaration", signed.id)


def test_no_search_finds_its_words(session: Session, signed: Declaration) -> None:
    assert signed.own_words
    assert [hit for hit in search.find(session, "自愿回去") if hit.noun == "declaration"] == []


def test_the_paper_has_lines_to_sign_until_it_was_signed(
    session: Session, draft: Declaration, tmp_path: Path
) -> None:
    paper, _ = run_in_line(declaration_paper.write(session, draft.id, tmp_path))
    said = "".join(texts(tmp_path / declaration_paper.FILE_NAME))
    assert paper.may_be_signed
    assert "由本人亲手抄写" in said
    assert "见证人" in said
    signed = declarations.sign(session, draft.id)
    with pytest.raises(InvalidInput, match=r"\.pdf"):
        run_in_line(declaration_paper.write(session, draft.id, tmp_path / "x.txt"))
    run_in_line(declaration_paper.write(session, draft.id, tmp_path / "sealed.pdf"))
    said = "".join(texts(tmp_path / "sealed.pdf"))
    assert "由本人亲手抄写" not in said
    assert signed.seal[:8] in said


def test_an_unchecked_translation_is_not_for_signature(session: Session, draft: Declaration) -> None:
    declarations.edit(session, draft.id, {"language": "ug"})
    assert not declaration_paper.draft(session, draft.id).may_be_signed
    with pytest.raises(Refused, match="not checked"):
        declarations.sign(session, draft.id)


@pytest.mark.parametrize(("name", "line"), [("sound.wav", "audio"), ("film.mp4", "video")])
def test_the_paper_names_a_recording_for_what_it_is(
    session: Session, case: Case, draft: Declaration, name: str, line: str
) -> None:
    recorded = add_file(session, case, name) if name != "film.mp4" else None
    if recorded is not None:
        draft = declarations.edit(session, draft.id, {"video_id": recorded.id})
    signed = declarations.sign(session, draft.id)
    said = {one.id: one for one in signed.words}
    assert {"video", "audio", "no-video"} & said.keys() == {line}
    assert grouped(signed.video_sha256) in said[line].english
    assert ("录音" in said[line].text) is (line == "audio")


def test_a_declaration_stays_at_home_unless_it_is_ticked(
    session: Session, case: Case, signed: Declaration
) -> None:
    kept = {signed.id, signed.video_id}
    assert kept <= records_kept_back(session, [case.id], ())
    assert signed.id not in records_kept_back(session, [case.id], {DECLARATIONS})
    assert signed.id not in records_kept_back(session, [case.id], {f"declaration/{signed.id}"})
    assert signed.video_id in records_kept_back(session, [case.id], {DECLARATIONS})
    record.move_to_bin(session, Declaration, signed.id)
    assert signed.id in records_kept_back(session, [case.id], ())
