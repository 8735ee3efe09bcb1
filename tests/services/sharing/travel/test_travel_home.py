from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.case.task import Task
from casebook.domain.deadline.closure import Closure
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.dossier.form_answer import FormAnswer
from casebook.domain.dossier.letter_template import LetterTemplate
from casebook.domain.dossier.official_form import FormTraits, OfficialForm
from casebook.domain.evidence.document import Document, DocumentText
from casebook.domain.person.person import Person
from casebook.domain.sharing.part_order import keyed
from casebook.domain.sharing.stamp import stamp, tick_at
from casebook.domain.sharing.version import RecordVersion
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.evidence import document as documents
from casebook.services.sharing import rivals
from casebook.services.sharing.protected_fields import drop_fields
from casebook.services.sharing.team.purges import refuse_purge
from casebook.services.sharing.travel import travel_home, travel_removal, travel_trip
from casebook.services.sharing.travel.travel_home import JoinedTrip, TravelReturn
from casebook.services.sharing.travel.travel_pack import PackedCasebook
from casebook.services.vault import backup, record_bin, unlock_method, vault
from casebook.services.vault.tamper_code import anchor
from casebook.store.evidence.document import DOCUMENT
from casebook.store.sharing import team_store
from casebook.vault import KdfCost
from tests.services.sharing.travelling import BYTES, Home, exhibit, on_the_trip

KILLED = 9
COMING_HOME = """
import os, pathlib, sys
from casebook.services.base.session import open_session
from casebook.services.sharing.travel import travel_home, travel_removal

home_path, code, folder, phrase, calls = sys.argv[1:]
left = int(calls)
def progress(*_):
    global left
    left -= 1
    if left == 0:
        os._exit(9)
home = open_session(pathlib.Path(home_path), code)
travel = open_session(pathlib.Path(folder), phrase)
progress()
found = travel_home.look(home, travel)
travel_home.join(home, travel, progress=progress)
progress()
travel.lock()
travel_removal.remove(home, pathlib.Path(folder), found.trip, progress=progress)
home.lock()
"""


@pytest.fixture
def home(session: Session) -> Home:
    return Home(session)


@pytest.fixture
def packed(home: Home, tmp_path: Path, cheap_cost: KdfCost) -> PackedCasebook:
    (tmp_path / "stick").mkdir()
    return home.packed(tmp_path / "stick" / "trip.casebook", cheap_cost, exhibits=None)


@pytest.fixture
def trip(home: Home, packed: PackedCasebook) -> Iterator[Session]:
    session = on_the_trip(packed, home.session)
    yield session
    session.close()


def _fields(found: TravelReturn) -> dict[str, dict[str, str]]:
    return {one.id: {part.field: part.state for part in one.fields} for one in found.changes}


def _work(home: Home, trip: Session) -> tuple[Note, Document]:
    """Change a fact, add a note and an exhibit on the trip."""
    record.change(trip, replace(record.find(trip, Fact, home.fact.id), statement="abroad"))
    note = Note(id=trip.ids(), text="met", written_at=trip.clock(), case_id=home.case.id)
    record.add(trip, note)
    return note, exhibit(trip, home.case, data=b"photographed " * 100)


def test_nothing_was_changed_and_nothing_is_listed(home: Home, trip: Session) -> None:
    found = travel_home.look(home.session, trip)
    assert (found.changes, found.file_ids) == ((), ())
    joined = travel_home.join(home.session, trip)
    assert joined == JoinedTrip(records=0, both=(), left=(), files=0, unreadable=())


def test_changes_are_listed_by_record_and_field_and_joined(home: Home, trip: Session) -> None:
    note, photograph = _work(home, trip)
    before = record.find(home.session, Person, home.client.id)
    found = travel_home.look(home.session, trip)
    states = {one.id: one.state for one in found.changes}
    assert states == {home.fact.id: "changed", note.id: "new", photograph.id: "new"}
    (change,) = (one for one in found.changes if one.id == home.fact.id)
    (field,) = change.fields
    assert (field.field, field.state) == ("statement", "theirs")
    assert (field.home, field.trip) == ("as it is", "abroad")
    assert found.file_ids == (photograph.id,)
    joined = travel_home.join(home.session, trip)
    assert (joined.records, joined.files, joined.both, joined.is_whole) == (3, 1, (), True)
    assert record.find(home.session, Fact, home.fact.id).statement == "abroad"
    assert record.find(home.session, Note, note.id) == note
    here = record.find(home.session, Document, photograph.id)
    assert documents.contents(home.session, here).read() == b"photographed " * 100
    assert here.attachment_id != photograph.attachment_id
    assert record.find(home.session, DocumentText, here.id).pages == ("words of the page",)
    assert record.find(home.session, Person, home.client.id) == before
    assert travel_home.look(home.session, trip).changes == ()
    assert vault.check(home.session).problems == ()


def test_both_changed_and_two_versions_stand(home: Home, trip: Session) -> None:
    _work(home, trip)
    record.change(home.session, replace(record.find(home.session, Fact, home.fact.id), statement="at home"))
    found = travel_home.look(home.session, trip)
    assert _fields(found)[home.fact.id] == {"statement": "both"}
    joined = travel_home.join(home.session, trip)
    assert joined.both == ((home.fact.id, "statement"),)


def test_what_was_withheld_stays_and_what_was_written_stands_beside(home: Home, trip: Session) -> None:
    client = record.find(trip, Person, home.client.id)
    assert client.health == ""
    record.change(trip, replace(client, birth_place="Limassol", health="better"))
    joined = travel_home.join(home.session, trip)
    assert joined.both == ((home.client.id, "health"),)
    here = record.find(home.session, Person, home.client.id)
    assert here.birth_place == "Limassol"
    assert here.whereabouts == home.client.whereabouts
    assert here.details == home.client.details
    assert here.consents == home.client.consents


def test_what_is_left_is_not_joined(home: Home, trip: Session) -> None:
    note, photograph = _work(home, trip)
    fact = record.find(trip, Fact, home.fact.id)
    record.change(trip, replace(fact, place="Larnaca", statement="further"))
    leave = {f"{home.fact.id}:statement", note.id}
    joined = travel_home.join(home.session, trip, leave)
    assert {*joined.left} == {home.fact.id, note.id}
    assert not joined.is_whole
    here = record.find(home.session, Fact, home.fact.id)
    assert (here.statement, here.place) == ("as it is", "Larnaca")
    with pytest.raises(NotFound):
        record.find(home.session, Note, note.id)
    assert record.find(home.session, Document, photograph.id).title == photograph.title
    with pytest.raises(InvalidInput):
        travel_home.join(home.session, trip, {"0000000000000000"})
    assert travel_home.join(home.session, trip).is_whole
    assert record.find(home.session, Fact, home.fact.id).statement == "further"


def test_a_record_that_was_purged_at_home_stays_away(home: Home, trip: Session) -> None:
    record.change(trip, replace(record.find(trip, Fact, home.fact.id), statement="abroad"))
    record.move_to_bin(home.session, Fact, home.fact.id)
    with home.session.store.write("fact.purge") as transaction:
        transaction.purge(Fact, home.fact.id)
    (change,) = travel_home.look(home.session, trip).changes
    assert change.state == "purged-at-home"
    assert travel_home.join(home.session, trip).is_whole
    with pytest.raises(NotFound):
        record.find(home.session, Fact, home.fact.id)


def _await_decision(session: Session, noun: str, record_id: str) -> None:
    """Put a record out of sight as another member's permanent deletion of it does."""
    with session.store.write("team.take") as transaction:
        team_store.keep_purge_request(
            transaction.connection, noun, record_id, b"device", session.clock().isoformat()
        )
        transaction.hide(noun, record_id)


def test_what_waits_for_a_decision_keeps_the_casebook_that_travelled(home: Home, trip: Session) -> None:
    record.change(trip, replace(record.find(trip, Fact, home.fact.id), statement="abroad"))
    _await_decision(home.session, "fact", home.fact.id)
    found = travel_home.look(home.session, trip)
    assert [one.state for one in found.changes] == ["undecided"]
    assert not found.is_home
    joined = travel_home.join(home.session, trip)
    assert (joined.undecided, joined.left, joined.is_whole) == ((home.fact.id,), (home.fact.id,), False)
    refuse_purge(home.session, home.fact.id)
    assert travel_home.join(home.session, trip).is_whole
    assert record.find(home.session, Fact, home.fact.id).statement == "abroad"


def test_new_records_of_a_case_that_waits_are_joined_once_it_is_kept(home: Home, trip: Session) -> None:
    note, photograph = _work(home, trip)
    _await_decision(home.session, "case", home.case.id)
    joined = travel_home.join(home.session, trip)
    assert (joined.records, joined.files) == (0, 0)
    assert {*joined.undecided} == {home.fact.id, note.id, photograph.id}
    refuse_purge(home.session, home.case.id)
    assert travel_home.join(home.session, trip).is_whole
    assert record.find(home.session, Note, note.id) == note


def test_new_records_of_a_case_deleted_at_home_are_not_joined(home: Home, trip: Session) -> None:
    note, photograph = _work(home, trip)
    record.move_to_bin(home.session, Case, home.case.id)
    record_bin.purge(home.session, "case", home.case.id)
    states = {one.id: one.state for one in travel_home.look(home.session, trip).changes}
    assert states[home.fact.id] == "purged-at-home"
    assert {one for one, state in states.items() if state == "of-purged"} == {note.id, photograph.id}
    joined = travel_home.join(home.session, trip)
    assert (joined.records, joined.files, joined.is_whole) == (0, 0, False)
    assert {*joined.left} == {note.id, photograph.id}
    assert record.of_case(home.session, Note, home.case.id) == []


def test_a_record_that_was_never_sent_along_is_not_joined(home: Home, trip: Session) -> None:
    (task,) = record.every(home.session, Task)
    record.add(trip, replace(task, step="planted", case_id=home.case.id))
    (change,) = travel_home.look(home.session, trip).changes
    assert change.state == "not-carried"
    joined = travel_home.join(home.session, trip)
    assert (joined.left, joined.is_whole) == ((task.id,), False)
    assert record.every(home.session, Task) == [task]


def test_a_casebook_put_back_or_exchanged_is_refused_before_its_phrase(
    home: Home, packed: PackedCasebook, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    folder = packed.path
    known = travel_home.require_as_packed(home.session, folder)
    assert travel_trip.trips(home.session) == [known]
    with pytest.raises(NotFound):
        travel_home.require_as_packed(home.session, tmp_path / "nothing.casebook")
    with pytest.raises(NotFound, match="no trip"):
        travel_home.require_as_packed(home.session, home.session.vault.path)
    travel_trip.keep(home.session, replace(known, generation=known.generation + 9))
    with pytest.raises(Refused, match="Do not type"):
        travel_home.require_as_packed(home.session, folder)
    travel_trip.keep(home.session, known)
    with on_the_trip(packed, home.session) as trip:
        authority = unlock_method.credential(packed.phrase)
        new = "nine herons count the winter bridges"
        unlock_method.change_passphrase(trip, authority, new, cost=cheap_cost)
    with pytest.raises(Refused, match="unlock methods"):
        travel_home.require_as_packed(home.session, folder)
    assert travel_home.require_as_packed(home.session, folder, has_new_methods=True) == known


def test_an_earlier_state_than_was_noted_on_the_way_is_refused(
    home: Home, packed: PackedCasebook, tmp_path: Path
) -> None:
    shutil.copytree(packed.path, tmp_path / "before.casebook")
    with on_the_trip(packed, home.session) as trip:
        _work(home, trip)
        noted = anchor(trip)
        assert travel_home.look(home.session, trip, noted=noted).changes
    shutil.rmtree(packed.path)
    shutil.copytree(tmp_path / "before.casebook", packed.path)
    with on_the_trip(packed, home.session) as trip:
        assert travel_home.look(home.session, trip).changes == ()
        with pytest.raises(Refused, match="older"):
            travel_home.look(home.session, trip, noted=noted)


def test_a_casebook_of_another_home_is_refused(home: Home, trip: Session) -> None:
    travel_trip.forget(home.session, str(trip.vault.vault_id))
    with pytest.raises(NotFound):
        travel_home.look(home.session, trip)
    with pytest.raises(NotFound):
        travel_home.join(home.session, trip)


def test_it_is_removed_with_its_backups_and_nothing_else(home: Home, packed: PackedCasebook) -> None:
    trip = on_the_trip(packed, home.session)
    _work(home, trip)
    run_in_line(backup.back_up(trip))
    found = travel_home.look(home.session, trip)
    travel_home.join(home.session, trip)
    backups = travel_removal.backups_of(trip)
    trip.lock()
    beside = packed.path.with_name("else.txt")
    beside.write_text("kept")
    removed = travel_removal.remove(home.session, packed.path, found.trip, backups)
    assert (removed.shared, removed.backups_left) == (0, ())
    assert [one.name for one in packed.path.parent.iterdir()] == ["else.txt"]
    (known,) = travel_trip.trips(home.session)
    assert known.home_at == home.session.clock()
    assert known.record_ids


def test_backups_among_files_of_others_are_named_and_stay(home: Home, packed: PackedCasebook) -> None:
    trip = on_the_trip(packed, home.session)
    run_in_line(backup.back_up(trip))
    known = travel_home.look(home.session, trip).trip
    trip.lock()
    place = packed.path.with_name("trip.casebook-backups")
    (place / "letter.pdf").write_bytes(BYTES)
    removed = travel_removal.remove(home.session, packed.path, known)
    assert removed.backups_left == (place,)
    assert (place / "letter.pdf").read_bytes() == BYTES
    assert not packed.path.exists()


def _typed(session: Session, document_id: str, words: str) -> None:
    """Write the words of a document, as a transcript is typed."""
    text = record.find(session, DocumentText, document_id)
    record.change(session, replace(text, pages=(words,)))


def test_words_typed_on_the_trip_come_home(home: Home, trip: Session) -> None:
    _typed(trip, home.carried.id, "typed abroad")
    assert [one.id for one in travel_home.look(home.session, trip).words.coming] == [home.carried.id]
    joined = travel_home.join(home.session, trip)
    assert (joined.words, joined.is_whole) == (1, True)
    assert record.find(home.session, DocumentText, home.carried.id).pages == ("typed abroad",)
    assert travel_home.join(home.session, trip).words == 0


def test_words_typed_at_home_too_stay_and_keep_the_casebook(home: Home, trip: Session) -> None:
    _typed(trip, home.carried.id, "typed abroad")
    _typed(home.session, home.carried.id, "typed at home")
    joined = travel_home.join(home.session, trip)
    assert (joined.rival_words, joined.is_whole) == ((home.carried.id,), False)
    assert record.find(home.session, DocumentText, home.carried.id).pages == ("typed at home",)


def test_the_file_of_a_template_added_on_the_trip_comes_home(home: Home, trip: Session) -> None:
    sealed = trip.vault.attachments.seal(BytesIO(BYTES), trip.ids())
    template = LetterTemplate(
        id=trip.ids(),
        title="own",
        reader="court",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        added_on=trip.clock().date(),
    )
    record.add(trip, sealed, template)
    assert travel_home.join(home.session, trip).left == (template.id,), "it is for the whole office"
    assert travel_home.join(home.session, trip, include={template.id}).files == 1
    here = record.find(home.session, LetterTemplate, template.id)
    kept = record.find(home.session, Attachment, here.attachment_id)
    assert home.session.vault.attachments.read(kept) == BYTES


def test_what_comes_home_into_the_bin_stays_there_with_its_file(home: Home, trip: Session) -> None:
    _, photograph = _work(home, trip)
    record.move_to_bin(home.session, Case, home.case.id)
    assert travel_home.join(home.session, trip).is_whole
    assert travel_home.look(home.session, trip).file_ids == ()
    assert record.every(home.session, Fact) == []
    record.restore(home.session, Case, home.case.id)
    here = record.find(home.session, Document, photograph.id)
    assert documents.contents(home.session, here).read() == b"photographed " * 100
    assert record.find(home.session, Fact, home.fact.id).statement == "abroad"


def test_a_mistyped_folder_ends_no_removal(home: Home, packed: PackedCasebook, tmp_path: Path) -> None:
    (known,) = travel_trip.trips(home.session)
    trip = on_the_trip(packed, home.session)
    trip.lock()
    shutil.copytree(packed.path, tmp_path / "kept.casebook")
    travel_removal.remove(home.session, packed.path, known)
    (gone,) = travel_trip.trips(home.session)
    travel_trip.keep(home.session, replace(gone, home_at=None))
    assert travel_removal.unfinished(home.session, packed.path) == replace(gone, home_at=None)
    assert travel_removal.unfinished(home.session, tmp_path / "trip.casebook") is None
    assert travel_removal.unfinished(home.session, tmp_path) is None


@pytest.mark.parametrize("calls", [1, 2, 3, 4, 5, 6, 7])
def test_a_kill_loses_nothing_and_the_next_call_goes_on(
    home: Home, packed: PackedCasebook, small_code: str, calls: int
) -> None:
    with on_the_trip(packed, home.session) as trip:
        note, photograph = _work(home, trip)
    path = home.session.vault.path
    home.session.lock()
    arguments = (path, small_code, packed.path, packed.phrase, calls)
    command = [sys.executable, "-c", COMING_HOME, *map(str, arguments)]
    killed = subprocess.run(command, cwd=Path(__file__).parents[3], check=False)
    assert killed.returncode == KILLED
    with open_session(path, small_code, clock=home.session.clock) as again:
        pending = travel_removal.unfinished(again, packed.path)
        if pending is None:
            trip = on_the_trip(packed, again)
            pending = travel_home.look(again, trip).trip
            assert travel_home.join(again, trip).is_whole
            trip.lock()
        travel_removal.remove(again, packed.path, pending)
        assert not packed.path.exists()
        assert [one.home_at for one in travel_trip.trips(again)] == [again.clock()]
        assert record.find(again, Fact, home.fact.id).statement == "abroad"
        assert record.find(again, Note, note.id).text == "met"
        here = record.find(again, Document, photograph.id)
        assert documents.contents(again, here).read() == b"photographed " * 100
        assert vault.check(again).problems == ()


def test_names_of_colleagues_that_stayed_are_as_they_were(home: Home, trip: Session) -> None:
    written = (home.role, home.statement, home.deadline, home.carried, home.client)
    kept = [record.find(home.session, type(one), one.id) for one in written]
    assert record.find(trip, Deadline, home.deadline.id).responsible == ""
    assert record.find(trip, Document, home.carried.id).custody == ()
    record.change(trip, replace(record.find(trip, Deadline, home.deadline.id), title="appeal, abroad"))
    found = _fields(travel_home.look(home.session, trip))
    assert found == {home.deadline.id: {"title": "theirs"}}
    travel_home.join(home.session, trip)
    after = [record.find(home.session, type(one), one.id) for one in written]
    assert after == [
        replace(one, title="appeal, abroad") if isinstance(one, Deadline) else one for one in kept
    ]


def test_a_name_that_a_record_needs_is_emptied_and_stands_at_home() -> None:
    at = stamp(tick_at(datetime(2026, 3, 1, 9, tzinfo=UTC)), b"homeline")
    home, trip = (
        RecordVersion(
            noun="rebuttal",
            id="r",
            is_begun=True,
            began=at,
            entries={"who": {at: "Nefeli"}, "text": {at: "so"}},
        )
        for _ in range(2)
    )
    assert drop_fields([trip], frozenset()) == [("rebuttal", "r", "who")]
    assert trip.entries == {"who": {at: ""}, "text": {at: "so"}}
    home.take(trip)
    assert home.entries["who"] == {at: "Nefeli"}


def _forged(trip: Session, noun: str, record_id: str, **values: object) -> None:
    """Lay a record into the casebook that travels as whoever holds it can."""
    at = stamp(tick_at(trip.clock()), b"evilline")
    entries = {key: {at: value} for key, value in values.items()}
    one = RecordVersion(noun=noun, id=record_id, is_begun=True, began=at, entries=entries)
    with trip.store.write("travel.home") as transaction:
        transaction.take([one])


def test_what_is_for_the_office_or_names_what_stayed_has_to_be_included(home: Home, trip: Session) -> None:
    closure, planted = "evilclos00000001", "evilnote00000009"
    _forged(trip, "closure", closure, calendar_id="cy-courts", on="2026-12-07", why="closed")
    _forged(
        trip, "note", planted, text="planted", case_id=home.other.id, written_at="2026-03-01T09:00:00+00:00"
    )
    found = travel_home.look(home.session, trip)
    assert {one.id: one.suspect for one in found.changes} == {
        closure: "office-wide",
        planted: "names-ungiven",
    }
    joined = travel_home.join(home.session, trip)
    assert ({*joined.left}, joined.records, joined.is_whole) == ({closure, planted}, 0, False)
    assert record.every(home.session, Closure) == []
    with pytest.raises(InvalidInput):
        travel_home.join(home.session, trip, include={home.fact.id})
    assert travel_home.join(home.session, trip, include={closure}).left == (planted,)
    assert [one.id for one in record.every(home.session, Closure)] == [closure]


def test_a_case_that_went_to_the_bin_takes_its_records_along_as_one(home: Home, trip: Session) -> None:
    record.move_to_bin(trip, Case, home.case.id)
    found = travel_home.look(home.session, trip)
    alone = {one.id for one in found.changes if not one.with_case}
    along = {one.id for one in found.changes if one.with_case == home.case.id}
    assert alone == {home.case.id}
    assert {home.fact.id, home.note.id, home.carried.id, home.role.id, home.deadline.id} <= along
    assert {one.id for one in found.staying if one.noun == "document"} == {home.privileged.id}
    joined = travel_home.join(home.session, trip, {f"{home.case.id}:binned_at"})
    assert ({*joined.left}, joined.records) == (alone | along, 0)
    assert record.every(home.session, Fact) == [record.find(home.session, Fact, home.fact.id)]
    assert travel_home.join(home.session, trip).is_whole
    assert record.every(home.session, Fact) == []


def test_what_was_changed_before_its_case_was_binned_is_listed_beside_it(home: Home, trip: Session) -> None:
    record.change(trip, replace(record.find(trip, Fact, home.fact.id), statement="abroad"))
    record.move_to_bin(trip, Case, home.case.id)
    found = travel_home.look(home.session, trip)
    assert {one.id for one in found.changes if not one.with_case} == {home.case.id, home.fact.id}


def test_another_file_of_an_exhibit_from_a_trip_stands_beside_that_at_home(home: Home, trip: Session) -> None:
    other = trip.vault.attachments.seal(BytesIO(b"%PDF-1.7 another file"), trip.ids())
    there = record.find(trip, Document, home.carried.id)
    swapped = replace(there, attachment_id=other.id, sha256=other.sha256, size_bytes=other.size_bytes)
    with trip.store.write("record.change") as transaction:
        transaction.add(other)
        transaction.replace(swapped)
    travel_home.join(home.session, trip)
    at_home = record.find(home.session, Document, home.carried.id)
    assert at_home.sha256 == there.sha256
    sealed = record.find(home.session, Attachment, at_home.attachment_id)
    assert home.session.vault.attachments.read(sealed) == BYTES
    assert [one.key for one in rivals.of_record(home.session, "document", at_home.id)] == ["==bytes"]


@pytest.mark.parametrize("is_named", [True, False])
def test_another_file_of_a_form_from_a_trip_takes_no_place_at_home(
    home: Home, tmp_path: Path, cheap_cost: KdfCost, *, is_named: bool
) -> None:
    session = home.session
    sealed = session.vault.attachments.seal(BytesIO(BYTES), session.ids())
    form = OfficialForm(
        id="f1",
        title="Form",
        attachment_id=sealed.id,
        sha256=sealed.sha256,
        size_bytes=sealed.size_bytes,
        traits=FormTraits(page_count=1),
    )
    answer = FormAnswer(id=session.ids(), case_id=home.case.id, official_form_id=form.id)
    record.add(session, sealed, form, answer)
    with on_the_trip(home.packed(tmp_path / "trip.casebook", cheap_cost, exhibits=None), session) as trip:
        other = trip.vault.attachments.seal(BytesIO(b"%PDF-1.7 another form"), trip.ids())
        there = record.find(trip, OfficialForm, form.id)
        if is_named:
            there = replace(there, sha256=other.sha256, size_bytes=other.size_bytes)
        with trip.store.write("record.change") as transaction:
            transaction.add(other)
            transaction.replace(replace(there, attachment_id=other.id))
        travel_home.join(session, trip)
    assert record.find(session, OfficialForm, form.id) == form
    assert bool(rivals.of_record(session, "official-form", form.id)) is is_named


def test_no_step_of_custody_takes_the_place_of_another(home: Home, trip: Session) -> None:
    carried = record.find(home.session, Document, home.carried.id)
    steps: Any = DOCUMENT.audited(carried)["custody"]
    (key,) = keyed(DOCUMENT.merge["custody"], steps)
    forged = [0, {**steps[0], "who": "Another Person"}]
    at = stamp(tick_at(datetime(2027, 1, 1, tzinfo=UTC)), b"\x07" * 8)
    row = (carried.id, "document", 0, f"custody/{key}", at, json.dumps(forged))
    with trip.store.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?)", row)
    travel_home.join(home.session, trip)
    custody = record.find(home.session, Document, carried.id).custody
    assert {one.who for one in custody} == {carried.custody[0].who, "Another Person"}
    assert rivals.every(home.session) == ()


@pytest.mark.parametrize("is_left", [True, False])
def test_text_that_replaces_that_at_home_is_named_and_may_stay(
    home: Home, trip: Session, *, is_left: bool
) -> None:
    before = record.find(home.session, DocumentText, home.carried.id)
    record.change(trip, replace(before, pages=("other words",)))
    found = travel_home.look(home.session, trip)
    assert [(one.id, one.title) for one in found.words.replaced] == [(home.carried.id, home.carried.title)]
    joined = travel_home.join(home.session, trip, [home.carried.id] if is_left else [])
    after = record.find(home.session, DocumentText, home.carried.id).pages
    assert (after, joined.words) == ((before.pages, 0) if is_left else (("other words",), 1))
    assert joined.is_whole is not is_left, "the casebook that travelled stays where its text was left"
