from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import (
    Cancelled,
    Conflict,
    DamagedSource,
    InvalidInput,
    NotFound,
    Refused,
    VaultTooNew,
)
from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.person.person import Person
from casebook.domain.sharing.stamp import line_of
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.evidence.document import contents
from casebook.services.sharing.line_name import LineNames
from casebook.services.sharing.parcels import register
from casebook.services.sharing.parcels.parcel_look import ParcelView, look, needs_phrase
from casebook.services.sharing.parcels.parcel_take import TakenParcel, take
from casebook.services.sharing.parcels.parcel_undo import undo_take
from casebook.services.sharing.team.purges import refuse_purge
from casebook.services.vault import record_bin
from casebook.store.json_export import rows
from casebook.store.sharing import team_store
from casebook.store.sharing.give import versions_of
from tests.services.sharing.conftest import Opener, introduce
from tests.services.sharing.matters import EXHIBIT, Matter, matter, sent
from tests.services.sharing.travelling import exhibit


@pytest.fixture
def anna(casebook_of: Opener) -> Session:
    return casebook_of("anna")


@pytest.fixture
def ben(casebook_of: Opener, anna: Session) -> Session:
    opened = casebook_of("ben")
    introduce(anna, opened)
    return opened


def _look(session: Session, path: Path, phrase: str = "") -> ParcelView:
    return run_in_line(look(session, path, phrase=phrase))


def _take(session: Session, path: Path) -> TakenParcel:
    view = _look(session, path)
    return run_in_line(take(session, path, view, view.ticked()))


def _states(view: ParcelView, record_id: str) -> dict[str, str]:
    (one,) = (one for one in view.records if one.id == record_id)
    return {field.key: field.state for field in one.fields}


def _first(anna: Session, ben: Session, folder: Path) -> Matter:
    """Ben has taken in Anna's case."""
    of = matter(anna)
    sent(anna, of.case, folder / "first", ben)
    _take(ben, folder / "first")
    return of


def test_what_is_new_is_shown_and_taken_with_its_file(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben)
    view = _look(ben, tmp_path / "p")
    assert (view.sender_state, view.is_recall, view.earlier) == ("compared", False, None)
    assert {one.state for one in view.records} == {"new"}
    assert {field.state for one in view.records for field in one.fields} == {"new"}
    assert record.every(ben, Case) == []
    taken = run_in_line(take(ben, tmp_path / "p", view, view.ticked()))
    assert taken.count == len(view.records)
    assert record.find(ben, Case, of.case.id) == of.case
    assert record.find(ben, Person, of.client.id) == replace(
        of.client, health="", whereabouts="", vulnerability="", safe_contact="", details=()
    )
    exhibit = record.find(ben, Document, of.exhibit.id)
    assert exhibit.attachment_id not in {"", of.exhibit.attachment_id}
    assert replace(exhibit, attachment_id="", has_text=False) == replace(
        of.exhibit, attachment_id="", has_text=False
    )
    with contents(ben, exhibit) as file:
        assert file.read() == EXHIBIT
    assert record.find(ben, DocumentText, of.exhibit.id).case_id == of.case.id
    with pytest.raises(NotFound):
        record.find(ben, Document, of.advice.id)
    assert ben.store.differences() == []


def test_the_register_and_the_author_of_values_are_known_after(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = _first(anna, ben, tmp_path)
    (row,) = register.rows(ben)
    assert (row.handover.kind, row.handover.state) == ("received", "taken")
    assert [one and one.name for one in row.cards] == ["anna"]
    assert of.fact.id in row.handover.all_ids
    with ben.store.reading() as connection:
        (version,) = versions_of(connection, "fact", [of.fact.id])
    assert LineNames(ben).author(line_of(version.began)).name == "anna"
    again = _look(ben, tmp_path / "first")
    assert again.earlier == row.handover
    assert list(again.offered()) == []


def test_each_side_s_changes_are_told_apart(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = _first(anna, ben, tmp_path)
    record.change(ben, replace(of.fact, statement="Ben's words", place="Ben's place"))
    record.change(ben, replace(of.note, text="Ben's note"))
    record.change(anna, replace(of.fact, statement="Anna's words", explanation="Anna's reason"))
    sent(anna, of.case, tmp_path / "second", ben)
    view = _look(ben, tmp_path / "second")
    states = _states(view, of.fact.id)
    assert states["statement"] == "both"
    assert states["=difference"] == "theirs"
    assert states["place"] == "ours"
    assert states["status"] == "same"
    assert _states(view, of.note.id)["text"] == "ours"
    both = next(field for one, field in view.offered() if field.key == "statement")
    assert (both.here, both.came) == ("Ben's words", "Anna's words")
    _take(ben, tmp_path / "second")
    with ben.store.reading() as connection:
        (version,) = versions_of(connection, "fact", [of.fact.id])
    assert sorted(version.entries["statement"].values()) == ["Anna's words", "Ben's words"]
    assert record.find(ben, Fact, of.fact.id).place == "Ben's place"
    assert record.find(ben, Fact, of.fact.id).explanation == "Anna's reason"


def test_a_withheld_field_written_there_stands_beside_ours_on_the_way_back(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = _first(anna, ben, tmp_path)
    there = record.find(ben, Person, of.client.id)
    record.change(ben, replace(there, health="Ben asked", ethnicity="Uyghur"))
    sent(ben, of.case, tmp_path / "back", anna, include=(f"person/{of.client.id}/health",))
    view = _look(anna, tmp_path / "back")
    states = _states(view, of.client.id)
    assert states["ethnicity"] == "theirs"
    assert states["whereabouts"] == "withheld"
    health = next(field for one, field in view.offered() if field.key == "health")
    assert (health.state, health.suspect) == ("both", "never-given")
    assert (("person", of.client.id, "ethnicity") in view.ticked()) is True
    assert (("person", of.client.id, "health") in view.ticked()) is False
    _take(anna, tmp_path / "back")
    now = record.find(anna, Person, of.client.id)
    assert (now.health, now.ethnicity, now.whereabouts) == ("Healthcanary", "Uyghur", "Whereaboutscanary")


def test_a_record_the_sender_was_never_given_is_not_ticked(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = _first(anna, ben, tmp_path)
    # Ben learns the ID of a note that stayed with Anna, and makes a change of it.
    (shut,) = (one for one in record.every(anna, Note) if one.text == "Privnotecanary")
    record.add(ben, replace(shut, text="Ben's invention", is_privileged=False))
    sent(ben, of.case, tmp_path / "back", anna)
    view = _look(anna, tmp_path / "back")
    (one,) = (one for one in view.records if one.id == shut.id)
    assert one.is_suspect
    assert {field.suspect for field in one.fields if field.is_offered} == {"never-given"}
    assert not any(record_id == shut.id for _, record_id, _ in view.ticked())
    _take(anna, tmp_path / "back")
    assert record.find(anna, Note, shut.id) == shut


def test_what_was_declined_is_not_asked_again(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = _first(anna, ben, tmp_path)
    record.change(anna, replace(of.fact, statement="Second", place="There"))
    sent(anna, of.case, tmp_path / "second", ben)
    view = _look(ben, tmp_path / "second")
    chosen = {one for one in view.ticked() if one[2] != "statement"}
    run_in_line(take(ben, tmp_path / "second", view, chosen))
    assert record.find(ben, Fact, of.fact.id).statement == of.fact.statement
    assert record.find(ben, Fact, of.fact.id).place == "There"
    sent(anna, of.case, tmp_path / "third", ben)
    again = _look(ben, tmp_path / "third")
    (asked,) = (field for _, field in again.offered())
    assert (asked.key, asked.is_declined, again.ticked()) == ("statement", True, frozenset())
    record.change(anna, replace(record.find(anna, Fact, of.fact.id), statement="Third"))
    sent(anna, of.case, tmp_path / "fourth", ben)
    assert ("fact", of.fact.id, "statement") in _look(ben, tmp_path / "fourth").ticked()


def test_gone_here_is_said_and_a_purged_record_stays_away(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = _first(anna, ben, tmp_path)
    record.move_to_bin(ben, Fact, of.fact.id)
    with ben.store.write("note.purge") as transaction:
        transaction.purge(Note, of.note.id)
    record.change(anna, replace(of.fact, statement="Second"))
    record.change(anna, replace(of.note, text="Second"))
    sent(anna, of.case, tmp_path / "second", ben)
    view = _look(ben, tmp_path / "second")
    states = {one.id: one.state for one in view.records}
    assert (states[of.fact.id], states[of.note.id]) == ("binned", "purged")
    _take(ben, tmp_path / "second")
    with pytest.raises(NotFound):
        record.find(ben, Note, of.note.id)


def _further(anna: Session, of: Matter, folder: Path, ben: Session) -> tuple[Note, Document]:
    """Ben is sent a new note and a new exhibit of a case that he has."""
    note = replace(of.note, id=anna.ids(), text="Further")
    record.add(anna, note)
    further = exhibit(anna, of.case, data=b"further " * 100)
    sent(anna, of.case, folder, ben)
    return note, further


def test_new_records_of_a_case_deleted_here_are_not_offered(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = _first(anna, ben, tmp_path)
    record.move_to_bin(ben, Case, of.case.id)
    record_bin.purge(ben, "case", of.case.id)
    note, further = _further(anna, of, tmp_path / "second", ben)
    states = {one.id: one.state for one in _look(ben, tmp_path / "second").records}
    assert (states[of.case.id], states[note.id], states[further.id]) == ("purged", "of-purged", "of-purged")
    _take(ben, tmp_path / "second")
    assert record.every(ben, Note) == []


def test_records_of_a_case_that_waits_are_offered_again_once_it_is_kept(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = _first(anna, ben, tmp_path)
    with ben.store.write("team.take") as transaction:
        at = ben.clock().isoformat()
        team_store.keep_purge_request(transaction.connection, "case", of.case.id, b"device", at)
        transaction.hide("case", of.case.id)
    note, further = _further(anna, of, tmp_path / "second", ben)
    states = {one.id: one.state for one in _look(ben, tmp_path / "second").records}
    assert {states[one] for one in (of.case.id, note.id, further.id)} == {"undecided"}
    _take(ben, tmp_path / "second")
    refuse_purge(ben, of.case.id)
    _take(ben, tmp_path / "second")
    assert record.find(ben, Note, note.id) == note
    assert contents(ben, record.find(ben, Document, further.id)).read() == b"further " * 100


def test_a_new_exhibit_of_a_case_in_the_bin_is_taken_with_its_file(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = _first(anna, ben, tmp_path)
    record.move_to_bin(ben, Case, of.case.id)
    _, further = _further(anna, of, tmp_path / "second", ben)
    _take(ben, tmp_path / "second")
    record.restore(ben, Case, of.case.id)
    assert contents(ben, record.find(ben, Document, further.id)).read() == b"further " * 100


def test_all_that_was_taken_can_be_taken_back(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = _first(anna, ben, tmp_path)
    with ben.store.reading() as connection:
        before = {noun: rows(connection, noun) for noun in ("fact", "person", "document", "note", "handover")}
        versions = versions_of(connection, "fact", [of.fact.id])[0].entries
    added = Note(
        id=anna.ids(), text="New", written_at=of.note.written_at, case_id=of.case.id, is_privileged=False
    )
    record.add(anna, added)
    record.change(anna, replace(of.fact, statement="Second"))
    sent(anna, of.case, tmp_path / "second", ben)
    taken = _take(ben, tmp_path / "second")
    assert taken.count == 2
    assert undo_take(ben, taken) == []
    with ben.store.reading() as connection:
        assert {noun: rows(connection, noun) for noun in before} == before
        assert versions_of(connection, "fact", [of.fact.id])[0].entries == versions
    assert ben.store.differences() == []
    assert len(_look(ben, tmp_path / "second").ticked()) >= 2
    _take(ben, tmp_path / "second")
    assert record.find(ben, Note, added.id) == added


def test_a_whole_case_is_taken_back_with_its_files(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben)
    taken = _take(ben, tmp_path / "p")
    undo_take(ben, taken)
    assert record.every(ben, Case) == []
    assert record.every(ben, DocumentText) == []
    assert ben.vault.attachments.sweep([]).removed == ()
    assert ben.store.differences() == []
    _take(ben, tmp_path / "p")
    with contents(ben, record.find(ben, Document, of.exhibit.id)) as file:
        assert file.read() == EXHIBIT


def test_what_was_changed_since_stays_when_the_rest_is_taken_back(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben)
    taken = _take(ben, tmp_path / "p")
    record.change(ben, replace(record.find(ben, Fact, of.fact.id), place="Ben's"))
    assert undo_take(ben, taken) == [("fact", of.fact.id)]
    assert record.find(ben, Fact, of.fact.id).place == "Ben's"
    assert record.every(ben, Note) == []


def test_an_unknown_sender_is_said_and_a_phrase_opens(
    casebook_of: Opener, anna: Session, tmp_path: Path
) -> None:
    of, carl = matter(anna), casebook_of("carl")
    done = sent(anna, of.case, tmp_path / "p")
    assert needs_phrase(tmp_path / "p")
    view = _look(carl, tmp_path / "p", f" {done.phrase.upper()} ")
    assert view.sender_state == "unknown"
    assert view.content.sender.name == "anna"
    with pytest.raises(Refused, match="Nobody compared"):
        run_in_line(take(carl, tmp_path / "p", view, view.ticked(), phrase=done.phrase))
    assert record.every(carl, Case) == []
    taken = run_in_line(take(carl, tmp_path / "p", view, view.ticked(), phrase=done.phrase, allow=True))
    assert taken.count == len(view.records)
    with pytest.raises(Refused):
        _look(carl, tmp_path / "p", "lantern canyon velvet hazelnut trombone drift")


def test_another_file_than_was_shown_is_refused(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "one", ben)
    sent(anna, of.case, tmp_path / "two", ben)
    view = _look(ben, tmp_path / "one")
    with pytest.raises(Conflict, match="another than the one"):
        run_in_line(take(ben, tmp_path / "two", view, view.ticked()))
    assert record.every(ben, Case) == []
    assert register.rows(ben) == []


def test_a_cut_or_changed_parcel_is_refused_in_a_sentence(
    anna: Session, ben: Session, tmp_path: Path
) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben)
    data = (tmp_path / "p").read_bytes()
    for number in range(0, len(data), len(data) // 60):
        changed = bytearray(data)
        changed[number] ^= 0x40
        (tmp_path / "flipped").write_bytes(changed)
        (tmp_path / "cut").write_bytes(data[:number])
        for name in ("flipped", "cut"):
            with pytest.raises((DamagedSource, Refused, InvalidInput, VaultTooNew)) as refusal:
                _look(ben, tmp_path / name)
            assert str(refusal.value).endswith(".")
            assert refusal.value.remedy
    assert record.every(ben, Case) == []


def test_a_cancelled_take_leaves_no_file_and_no_record(anna: Session, ben: Session, tmp_path: Path) -> None:
    of = matter(anna)
    sent(anna, of.case, tmp_path / "p", ben)
    view = _look(ben, tmp_path / "p")

    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        run_in_line(take(ben, tmp_path / "p", view, view.ticked(), progress=stop))
    assert record.every(ben, Case) == []
    assert register.rows(ben) == []
    assert ben.vault.attachments.sweep([]).removed == ()
