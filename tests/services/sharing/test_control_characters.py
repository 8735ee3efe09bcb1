"""Texts with control characters arrive in full without them, also those saved by an earlier version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.case.fact import Fact
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.sharing.encoding import decoded, encoded
from casebook.domain.sharing.stamp import STAMP_BYTES
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.parcels.parcel_look import look
from casebook.services.sharing.parcels.parcel_take import take
from casebook.services.sharing.travel import travel_home
from casebook.vault import KdfCost
from tests.services.sharing.conftest import Opener, introduce
from tests.services.sharing.matters import matter, sent
from tests.services.sharing.pair import Pair, opened_pair, save, stored
from tests.services.sharing.travelling import Home, on_the_trip

BREAK = "one\x0btwo\x82\u202e"
"""A line break of a word processor, and what changes how a text is shown."""
PERSON = Person(id="p1", birth_place="Xian", tags=("a",))


def _saved_before(session: Session, noun: str, field: str, text: str) -> None:
    """Put a text where an earlier version saved it as it came."""
    with session.store.engine.begin() as connection:
        connection.exec_driver_sql(f'UPDATE "{noun}" SET "{field}" = ?', (text,))  # noqa: S608 - names of the test


@pytest.fixture
def both(small: Path, small_code: str) -> Iterator[Pair]:
    with opened_pair(small, small_code, PERSON) as opened:
        yield opened


def test_no_control_character_is_saved(session: Session) -> None:
    record.add(session, replace(PERSON, birth_place=BREAK, tags=("a", "b\x00c")))
    there = record.find(session, Person, "p1")
    assert (there.birth_place, there.tags) == ("one\ntwo", ("a", "bc"))
    changed = record.change(session, replace(there, tags=("d\x1be",)), seen=there)
    assert changed == record.find(session, Person, "p1")
    assert changed.tags == ("de",)


def test_a_text_saved_before_is_given_in_full(both: Pair) -> None:
    _saved_before(both.first, "person", "birth_place", BREAK)
    _saved_before(both.first, "person", "tags", '["a", "b\\u000bc"]')
    both.swap(PERSON)
    assert stored(both.second, PERSON).birth_place == "one\ntwo"
    assert stored(both.second, PERSON).tags == ("a", "b\nc")


def test_both_write_on_after_such_a_text_and_are_of_one_mind(both: Pair) -> None:
    _saved_before(both.first, "person", "birth_place", BREAK)
    both.swap(PERSON)
    save(both.second, PERSON, birth_place="Kashgar")
    both.swap(PERSON)
    assert stored(both.first, PERSON).birth_place == stored(both.second, PERSON).birth_place == "Kashgar"
    save(both.first, PERSON, religion="x")
    both.swap(PERSON)
    assert stored(both.first, PERSON) == stored(both.second, PERSON)


def test_a_file_with_such_a_text_is_read_in_full() -> None:
    at = bytes(STAMP_BYTES)
    version = RecordVersion(noun="note", id="n1", is_begun=True, entries={"text": {at: BREAK}})
    assert [*decoded(encoded(version)).entries["text"].values()] == ["one\ntwo"]
    begun = {"n": "note", "i": "n1", "b": "", "v": {"text": BREAK}}
    assert [*decoded(begun).entries["text"].values()] == ["one\ntwo"]


def test_a_parcel_brings_a_text_saved_before(casebook_of: Opener, tmp_path: Path) -> None:
    anna, ben = casebook_of("anna"), casebook_of("ben")
    introduce(anna, ben)
    of = matter(anna)
    _saved_before(anna, "note", "text", BREAK)
    for name, is_first in (("first", True), ("second", False)):
        sent(anna, of.case, tmp_path / name, ben)
        view = run_in_line(look(ben, tmp_path / name))
        if is_first:
            run_in_line(take(ben, tmp_path / name, view, view.ticked()))
        else:
            assert {field.state for one in view.records for field in one.fields} <= {"same"}
    assert {one.text for one in record.every(ben, Note)} == {"one\ntwo"}


def test_a_journey_takes_and_brings_home_a_text_saved_before(
    session: Session, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    home = Home(session)
    _saved_before(session, "fact", "statement", BREAK)
    (tmp_path / "stick").mkdir()
    packed = home.packed(tmp_path / "stick" / "trip.casebook", cheap_cost, exhibits=None)
    trip = on_the_trip(packed, session)
    assert record.find(trip, Fact, home.fact.id).statement == "one\ntwo"
    assert travel_home.look(session, trip).changes == ()
    _saved_before(trip, "note", "text", BREAK)
    note = Note(id=trip.ids(), text="met", written_at=trip.clock(), case_id=home.case.id)
    record.add(trip, note)
    _saved_before(trip, "note", "text", BREAK)
    travel_home.join(session, trip)
    trip.close()
    assert record.find(session, Note, note.id).text == "one\ntwo"
