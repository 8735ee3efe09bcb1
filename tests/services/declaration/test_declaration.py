"""A declaration is sealed when it is signed, and hard to take away."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casebook.base.errors import CasebookError, InvalidInput, Refused
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import CLAUSES, Declaration, DeclaredLine, ReleaseCondition
from casebook.domain.declaration.seal import annex_text, is_unbroken, sealed_text, sha256_of
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import form, record, search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import declaration_paper, ending, signing
from casebook.services.declaration.declaration_text import grouped, text_of
from casebook.services.sharing.protected_fields import DECLARATIONS, records_kept_back
from casebook.services.vault import record_bin
from casebook.store import record_bin as bins
from tests.pdf.read import texts
from tests.services.declaration.conftest import ALL, add_contact, add_file, sign, take_back


def test_a_signed_declaration_keeps_its_words_and_changes_no_more(
    session: Session, draft: Declaration, signed: Declaration
) -> None:
    assert (draft.state, signed.state, is_unbroken(signed)) == ("draft", "signed", True)
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
        signing.sign(session, signed.id, paper=signed.paper_code)
    record.change(session, replace(signed, place="Beijing"))
    assert not is_unbroken(declarations.named(session, signed.id))


def test_what_it_lacks_is_asked_for_and_said(session: Session, case: Case, client: Person) -> None:
    bare = Declaration(id=session.ids(), case_id=case.id, person_id=client.id)
    draft = declarations.add(session, bare)
    with pytest.raises(InvalidInput, match="when and where"):
        sign(session, draft, without=ALL)
    draft = declarations.edit(session, draft.id, {"made_on": "2026-03-01", "place": "Nicosia"})
    with pytest.raises(
        Refused,
        match=r"no video or sound recording was made.*no witness is named.*no condition.*different days",
    ):
        sign(session, draft)
    signed = sign(session, draft, without=ALL)
    english = [one.english for one in signed.words]
    assert {"No video and no sound recording was made.", "No witness was present."} <= set(english)
    assert any(text.startswith("I set no condition.") for text in english)


FAULTS: dict[str, dict[str, Any]] = {
    "declares nothing": {"clauses": ()},
    "listed twice": {"clauses": ("camera", "camera")},
    "must have happened": {"conditions": (ReleaseCondition(id="c", text="When I am gone"),)},
    "witness who is not named": {"witnessed_on": date(2026, 3, 1)},
    "seen it on another day": {
        "witness_id": "w",
        "made_on": date(2026, 3, 1),
        "witnessed_on": date(2026, 2, 1),
    },
    "before the person was born": {"made_on": date(1899, 1, 1)},
    "has not come yet": {"made_on": date(2026, 3, 3)},
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
    today, counsel_id = session.clock().date(), signed.authorised[0].contact_id
    word: dict[str, Any] = {"heard_by": counsel_id, "place": "Nicosia", "freedom": "free-and-alone"}
    for missing in ({"note": " "}, {"note": "x", "place": ""}, {"note": "x", "heard_by": ""}):
        with pytest.raises(InvalidInput, match="who heard it, where"):
            ending.withdraw(session, signed.id, on=today, **(word | missing))
    with pytest.raises(InvalidInput, match="not come yet"):
        ending.withdraw(session, signed.id, on=today + timedelta(days=1), note="He said so.", **word)
    with pytest.raises(Refused, match="alone to their lawyer"):
        take_back(session, signed, signed.witness_id)
    withdrawn = take_back(session, signed, counsel_id)
    assert (withdrawn.state, is_unbroken(withdrawn)) == ("withdrawn", True)
    doubted = take_back(session, signed, counsel_id, "not-free")
    assert (doubted.state, len(doubted.withdrawals)) == ("signed", 2)
    with pytest.raises(Refused, match="not removed"):
        form.change(session, replace(doubted, withdrawals=doubted.withdrawals[1:]), seen=doubted)
    new = declarations.replacement(session, signed.id)
    assert (new.state, new.replaces_id, new.own_words) == ("draft", signed.id, signed.own_words)
    with pytest.raises(Refused, match="Only a signed declaration is replaced"):
        declarations.replacement(session, new.id)


def test_removing_a_signed_one_needs_a_free_withdrawal(session: Session, signed: Declaration) -> None:
    counsel_id = signed.authorised[0].contact_id
    for _ in range(2):
        with pytest.raises(Refused, match="alone and free"):
            ending.remove(session, signed.id, code=signed.code)
        with pytest.raises(Refused, match="alone and free"):
            record.move_to_bin(session, Declaration, signed.id)
        take_back(session, signed, counsel_id, "not-known")
    take_back(session, signed, counsel_id)
    with pytest.raises(Refused, match="forcing you") as refused:
        ending.remove(session, signed.id)
    assert signed.code not in str(refused.value.message) + str(refused.value.remedy)
    ending.remove(session, signed.id, code=signed.code)
    assert declarations.of_case(session, signed.case_id) == []
    with pytest.raises(Refused, match="the bin keeps it"):
        record_bin.purge(session, "declaration", signed.id)
    with session.store.reading() as connection:
        assert ("declaration", signed.id) in {(one.noun, one.id) for one in bins.listed(connection)}


def test_the_files_of_a_sealed_one_are_not_taken_away(session: Session, signed: Declaration) -> None:
    for remove in (record.move_to_bin, lambda *args: record.move_all_to_bin(args[0], [args[1:]])):
        with pytest.raises(Refused, match=r"names this file: its recording"):
            remove(session, Document, signed.video_id)
    case = record.find(session, Case, signed.case_id)
    scan = add_file(session, case, "letter.txt")
    declarations.link_scan(session, signed.id, scan.id)
    with pytest.raises(Refused, match="the scan of its paper"):
        record.move_to_bin(session, Document, scan.id)
    with session.store.write("document.remove") as transaction:  # as it comes from another device
        transaction.move_to_bin(Document, signed.video_id)
    with pytest.raises(Refused, match="its recording"):
        record_bin.purge(session, "document", signed.video_id)


def test_what_was_printed_is_signed_and_nothing_else(
    session: Session, draft: Declaration, counsel: Contact
) -> None:
    with pytest.raises(Refused, match="not printed"):
        signing.sign(session, draft.id, paper="00000000")
    first = signing.printed(session, draft.id)
    assert signing.printed(session, draft.id) == first
    declarations.edit(session, draft.id, {"own_words": "I go back freely."})
    with pytest.raises(Refused, match="changed after its paper was printed"):
        signing.sign(session, draft.id, paper=first.paper_code)
    second = signing.printed(session, draft.id)
    with pytest.raises(Refused, match="not the code"):
        signing.sign(session, draft.id, paper=first.paper_code)
    renamed = replace(counsel, name="Somebody Else")
    form.change(session, renamed, seen=counsel)
    signed = signing.sign(session, draft.id, paper=second.paper_code)
    assert "Petra Counsel" in next(one.english for one in signed.words if one.id == "authorised")
    assert (signed.words, signed.pack) == (second.words, second.pack)


def test_no_day_before_the_printing_is_sealed(session: Session, draft: Declaration) -> None:
    today = session.clock().date()
    earlier = declarations.edit(session, draft.id, {"made_on": "2026-02-01"})
    with pytest.raises(InvalidInput, match="before the paper was printed"):
        sign(session, earlier, signed_on=today - timedelta(days=1), without=ALL)
    with pytest.raises(Refused, match="different days"):
        sign(session, earlier)
    signed = sign(session, earlier, without=ALL)
    assert (signed.printed_on, signed.signed_on, signed.entered_on) == (today, today, today)
    assert "entered_on" in sealed_text(signed)
    assert not is_unbroken(replace(signed, entered_on=today - timedelta(days=1)))


def test_a_seal_from_before_these_days_were_sealed_still_matches() -> None:
    former = Declaration(id="d", case_id="c", person_id="p", signed_on=date(2026, 3, 1))
    assert not {"entered_on", "printed_on", "transcript"} & json.loads(sealed_text(former)).keys()


def test_no_embassy_and_nobody_who_is_not_to_be_used_has_a_part(session: Session, draft: Declaration) -> None:
    embassy = add_contact(session, "An Embassy", "embassy")
    for name in ("witness_id", "interpreter_id"):
        with pytest.raises(InvalidInput, match="An embassy"):
            declarations.edit(session, draft.id, {name: embassy.id})


def test_a_witness_with_another_part_is_asked_about(
    session: Session, draft: Declaration, counsel: Contact
) -> None:
    same = declarations.edit(session, draft.id, {"witness_id": counsel.id})
    assert same.lacking == ("independent",)
    signed = sign(session, same, without=same.lacking)
    lines = [one.id for one in signed.words]
    assert {"no-independent", "witness-decides"} <= set(lines)


def test_the_annex_alone_says_that_the_witness_decides(
    session: Session, draft: Declaration, counsel: Contact
) -> None:
    alone = declarations.edit(session, draft.id, {"witness_id": counsel.id, "authorised": []})
    assert alone.lacking == ("independent", "authorised")
    signed = sign(session, alone, without=alone.lacking)
    assert "no-independent" not in [one.id for one in signed.words]
    assert "witness-decides" in annex_text(signed)
    assert "witness-decides" not in sealed_text(signed)


def test_a_seal_from_when_the_paper_named_its_annex_still_matches(signed: Declaration) -> None:
    named = DeclaredLine(id="annex-named", kind="text", english="There is an annex.", text="另有附件。")
    former = replace(signed, words=(named, *signed.words))
    kept, annex = json.loads(sealed_text(former)), json.loads(annex_text(former))
    assert (kept["clauses"], "kept_sha256" in kept) == (list(CLAUSES), False)
    assert kept["annex_sha256"] == sha256_of(annex_text(former))
    assert annex.keys() == {"id", "conditions", "words"}


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
    code = declarations.named(session, draft.id).paper_code
    assert code in said
    signed = signing.sign(session, draft.id, paper=code)
    with pytest.raises(InvalidInput, match=r"\.pdf"):
        run_in_line(declaration_paper.write(session, draft.id, tmp_path / "x.txt"))
    run_in_line(declaration_paper.write(session, draft.id, tmp_path / "sealed.pdf"))
    said = "".join(texts(tmp_path / "sealed.pdf"))
    assert "由本人亲手抄写" not in said
    assert signed.seal[:8] in said
    assert "录入" in said


def test_an_unchecked_translation_is_not_for_signature(session: Session, draft: Declaration) -> None:
    declarations.edit(session, draft.id, {"language": "ug"})
    assert not declaration_paper.draft(session, draft.id).may_be_signed
    assert signing.printed(session, draft.id).printed_on is None
    with pytest.raises(Refused, match="not printed"):
        signing.sign(session, draft.id, paper="")


@pytest.mark.parametrize(("name", "line"), [("sound.wav", "sound"), ("film.mp4", "video")])
def test_the_paper_names_a_recording_for_what_it_is(
    session: Session, case: Case, draft: Declaration, name: str, line: str
) -> None:
    recorded = add_file(session, case, name) if name != "film.mp4" else None
    if recorded is not None:
        draft = declarations.edit(session, draft.id, {"video_id": recorded.id})
    signed = sign(session, draft, without=ALL)
    said = {one.id: one for one in signed.words}
    assert {"video", "sound", "no-video"} & said.keys() == {line}
    assert grouped(signed.video_sha256) in said[line].english
    assert ("录音" in said[line].text) is (line == "sound")


def test_a_declaration_stays_at_home_unless_it_is_ticked(
    session: Session, case: Case, signed: Declaration
) -> None:
    kept = {signed.id, signed.video_id}
    assert kept <= records_kept_back(session, [case.id], ())
    assert signed.id not in records_kept_back(session, [case.id], {DECLARATIONS})
    assert signed.id not in records_kept_back(session, [case.id], {f"declaration/{signed.id}"})
    assert signed.video_id in records_kept_back(session, [case.id], {DECLARATIONS})


@pytest.mark.parametrize("field", ["made_on", "witnessed_on"])
def test_no_form_takes_a_day_to_come(session: Session, draft: Declaration, field: str) -> None:
    ahead = replace(draft, **{field: date(2099, 1, 1)})  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="has not come yet") as refused:
        form.change(session, ahead, seen=draft)
    assert refused.value.field == field


def test_an_english_word_for_a_witness_stands_in_english_alone(session: Session, draft: Declaration) -> None:
    witness = record.find(session, Contact, draft.witness_id)
    record.change(session, replace(witness, body="sworn translator"))
    (line,) = (one for one in text_of(session, draft)[1] if one.line.id == "witness")
    assert "Walter Witness, sworn translator" in line.english
    assert "Walter Witness" in line.text
    assert "sworn" not in line.text


def test_two_sealed_records_of_one_case_share_no_code(signed: Declaration) -> None:
    other = replace(signed, id="another")

    def codes(declaration: Declaration) -> set[str]:
        kept = json.loads(sealed_text(declaration))
        contacts = (one["contact_id"] for one in kept["authorised"])
        return {kept["case_id"], kept["person_id"], kept["witness_id"], kept["interpreter_id"], *contacts}

    assert not codes(signed) & {*codes(other), signed.case_id, signed.person_id, *signed.contact_ids} - {""}
    assert "recipient_ids" in annex_text(signed)
    assert not any(one in sealed_text(signed) + annex_text(signed) for one in signed.contact_ids)
    former = replace(signed, pack="5")
    assert json.loads(sealed_text(former))["case_id"] == signed.case_id
