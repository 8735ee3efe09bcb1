"""What a space has does not depend on the order in which files and spaces arrive."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casebook.base.errors import Cancelled
from casebook.base.message import Message
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.note import Note
from casebook.domain.person.person import Person
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.sharing.stamp import line_of, stamp, tick_at
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import device, rivals
from casebook.services.sharing.members.deciding import decide
from casebook.services.sharing.members.members import give, join, welcome
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.checkpoints import kept_bodies
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.services.sharing.team.waiting import (
    waiting,
)
from casebook.store.sharing.give import versions_of
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.sampled import sampled
from tests.services.sharing.pair import give as give_by_parcel
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge, space_of
from tests.services.sharing.team.office import OTHER, exchange_all, joined, note, own_id, pair

ORDERS = (("c1", "c2"), ("c2", "c1"))


def _said(
    session: Session, noun: str, record_id: str, *, is_begun: bool = False, **values: object
) -> dict[str, object]:
    at = stamp(tick_at(session.clock() + timedelta(hours=1)), b"evilline")
    version = RecordVersion(noun=noun, id=record_id, is_begun=is_begun, began=at if is_begun else b"")
    version.entries = {key: {at: value} for key, value in values.items()}
    return encoded(version)


def _party(session: Session, person_id: str, place: int = 1) -> dict[str, object]:
    """Return a part of the parties of the shared case that names a person who need not be here."""
    return _party_of(session, "c1", person_id, place)


def _party_of(session: Session, case_id: str, person_id: str, place: int = 1) -> dict[str, object]:
    with session.store.reading() as connection:
        entries = versions_of(connection, "case", ["c1"])[0].entries
    key = next(one for one in entries if one.startswith("parties/"))
    value = json.loads(json.dumps(next(iter(entries[key].values()))).replace("p1", person_id))
    part: dict[str, Any] = {f"{key[:-6]}abcdef": [place, value[1]]}
    return _said(session, "case", case_id, **part)


def _holds(session: Session, text: str) -> bool:
    """Return whether anything that a member can read of the shared case says a text."""
    with session.store.reading() as connection:
        kinds = {CarrierKind.CHANGES, CarrierKind.CHECKPOINT}
        bodies = kept_bodies(connection, require_team(session), space_of(session), kinds)
    return any(text in json.dumps(one) for _, one in bodies)


def _person(record_id: str, whereabouts: str) -> Person:
    return Person(id=record_id, names=(Name(text="Secret", script="Latn"),), whereabouts=whereabouts)


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Return Anna, who has a second case with a hidden client, and Ben, who knows its IDs."""
    anna, ben = pair(new_casebook, tmp_path)
    record.add(anna, _person("sib", "HIDDEN"))
    record.change(anna, replace(record.find(anna, Case, "c2"), parties=(Party(person_id="sib"),)))
    record.add(anna, Note(id="secret", text="secret", written_at=anna.clock(), case_id="c2"))
    exchange_all(anna, ben)
    open_case(anna, "c2")
    put(anna)
    return anna, ben


def _device_with(owner: Session, new_casebook: NewCasebook, folder: Path, order: tuple[str, ...]) -> Session:
    """Return a new device that an owner gives the cases in an order."""
    laptop, out = new_casebook("laptop"), folder / "laptop.casebook-parcel"
    card = device.make_own(laptop, "Laptop")
    welcome(owner, card, member_name="Laptop", role=MemberRole.OWNER, case_ids=[order[0]], to=out)
    put(owner)
    join(laptop, out, folder / "team.casebook-share", allow=True)
    take_all(laptop)
    for case_id in order[1:]:
        give(owner, own_id(laptop), [space_of(owner, case_id).id], allow=True)
        put(owner)
        take_all(laptop)
    return laptop


@pytest.mark.parametrize("order", ORDERS)
def test_a_person_who_began_twice_stays_where_they_were_known_first(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path, order: tuple[str, ...]
) -> None:
    anna, ben = two
    forge(ben, body(r=[_said(ben, "person", "sib", is_begun=True), _party(ben, "sib")]))
    take_all(anna)
    laptop = _device_with(anna, new_casebook, tmp_path, order)
    is_forged_first = order[0] == "c1"
    (asked,) = waiting(laptop)
    said = (asked.kind, asked.record_id, asked.reference, asked.by, asked.known_in, asked.known_by)
    forged, true = ("S-1", "Ben"), ("SECRET-2", "Anna")
    (came, by), (known, known_by) = (true, forged) if is_forged_first else (forged, true)
    assert said == ("change", "sib", came, by, (known,), known_by)
    record.change(laptop, replace(record.find(laptop, Person, "sib"), whereabouts="NEWPLACE"))
    note(laptop, "n1", "an honest note")
    put(laptop)
    take_all(ben)
    assert _holds(ben, "an honest note")
    assert _holds(ben, "NEWPLACE") is is_forged_first  # it is shown as the record that Ben began
    assert not _holds(ben, "HIDDEN")
    take_all(anna)
    assert (
        record.find(anna, Person, "sib").whereabouts == "NEWPLACE"
    )  # whose device lays it in the one or other


def test_declining_what_began_twice_is_for_good(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    forge(ben, body(r=[_said(ben, "person", "sib", is_begun=True), _party(ben, "sib")]))
    laptop = _device_with(anna, new_casebook, tmp_path, ("c2", "c1"))
    decide(laptop, [], [one.id for one in waiting(laptop)])
    forge(ben, body(r=[_said(ben, "person", "sib", whereabouts="FALSE"), _party(ben, "sib", 2)]))
    take_all(laptop)
    record.change(laptop, replace(record.find(laptop, Person, "sib"), whereabouts="MOVED"))
    exchange_all(laptop, anna, ben)
    assert waiting(laptop) == []
    assert record.find(anna, Person, "sib").whereabouts == "MOVED"
    assert not _holds(ben, "MOVED")


def test_who_came_later_takes_the_place_of_a_forged_record(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    forged = _said(ben, "person", "sib", is_begun=True, whereabouts="FALSE", birth_place="FALSE")
    forge(ben, body(r=[forged, _party(ben, "sib")]))
    laptop = _device_with(anna, new_casebook, tmp_path, ("c1", "c2"))
    assert record.find(laptop, Person, "sib").whereabouts == "FALSE"
    decide(laptop, [one.id for one in waiting(laptop)], [])
    person = record.find(laptop, Person, "sib")
    assert (person.whereabouts, person.birth_place, person.leading_name) == ("HIDDEN", "", "Secret")
    assert [(one.kind, one.record_id, one.reference) for one in waiting(laptop)] == [("person", "sib", "S-1")]
    record.change(laptop, replace(person, whereabouts="MOVED"))
    exchange_all(laptop, anna, ben)
    assert record.find(anna, Person, "sib").whereabouts == "MOVED"
    assert not _holds(ben, "MOVED")
    assert not _holds(ben, "HIDDEN")


def test_nothing_of_a_forged_record_stays(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    true = _began(anna, "person", "sib")
    forged = RecordVersion(noun="person", id="sib", is_begun=True, began=true.began)
    forged.entries = {key: {true.began: "ZZZ"} for key in ("birth_place", "whereabouts")}
    forged.spent = {(key, true.began) for key in true.entries if key.startswith("names/")}
    forge(ben, body(r=[encoded(forged), _party(ben, "sib")]))
    laptop = _device_with(anna, new_casebook, tmp_path, ("c1", "c2")[:1])
    record.change(laptop, replace(record.find(laptop, Person, "sib"), sex="female"))
    put(laptop)
    give(anna, own_id(laptop), [space_of(anna, "c2").id], allow=True)
    put(anna)
    take_all(laptop)
    decide(laptop, [one.id for one in waiting(laptop)], [])
    person = record.find(laptop, Person, "sib")
    assert (person.whereabouts, person.birth_place, person.leading_name) == ("HIDDEN", "", "Secret")
    assert person.sex == "female", "what was written here stays"
    assert [(one.reference, one.by) for one in waiting(laptop)] == [("S-1", "Ben")]


def test_allowing_both_of_who_came_twice_keeps_what_is_said_of_each(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    ben = joined(anna, new_casebook, "Carl", tmp_path, MemberRole.OWNER)
    outsider = new_casebook("outsider")
    record.add(outsider, _person("twin", ""))
    for session, case_id in ((anna, "c-a"), (ben, "c-b")):
        give_by_parcel(outsider, session, record.find(outsider, Person, "twin"))
        case = replace(record.find(anna, Case, "c1"), id=case_id, reference=case_id.upper())
        record.add(session, replace(case, parties=(Party(person_id="twin", standing="client"),)))
        open_case(session, case_id)
    twin = record.find(anna, Person, "twin")
    record.change(ben, replace(twin, health="BEN-HEALTH"))
    record.change(anna, replace(twin, whereabouts="ANNA-PLACE"))
    exchange_all(anna, ben)
    laptop = _device_with(ben, new_casebook, tmp_path, ("c-b",))
    record.change(laptop, replace(record.find(laptop, Person, "twin"), religion="OWN-RELIGION"))
    exchange_all(laptop, ben, anna)
    give(anna, own_id(laptop), [space_of(anna, "c-a").id], allow=True)
    exchange_all(anna, laptop)
    asked: list[tuple[str, str, bool]] = []
    while questions := waiting(laptop):
        asked.append((questions[0].kind, questions[0].reference, bool(questions[0].known_in)))
        decide(laptop, [questions[0].id], [])
    assert asked == [("change", "C-A", True), ("person", "C-B", False), ("change", "C-B", False)]
    exchange_all(laptop, anna, ben, laptop)
    for session in (laptop, ben):
        person = record.find(session, Person, "twin")
        said = (person.health, person.whereabouts, person.religion)
        assert said == ("BEN-HEALTH", "ANNA-PLACE", "OWN-RELIGION")
        assert rivals.every(session) == ()


def _began(session: Session, noun: str, record_id: str) -> RecordVersion:
    with session.store.reading() as connection:
        return versions_of(connection, noun, [record_id])[0]


@pytest.mark.parametrize("order", ORDERS)
def test_a_guessed_beginning_with_all_declared_replaced_is_another_record(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path, order: tuple[str, ...]
) -> None:
    anna, ben = two
    guessed = _began(anna, "person", "sib")
    forged = RecordVersion(noun="person", id="sib", is_begun=True, began=guessed.began)
    forged.spent = {(key, guessed.began) for key in guessed.entries}
    later = stamp(tick_at(ben.clock() + timedelta(hours=1)), b"evilline")
    forged.entries = {"whereabouts": {later: "FALSE"}}
    forge(ben, body(r=[encoded(forged), _party(ben, "sib")]))
    take_all(anna)
    laptop = _device_with(anna, new_casebook, tmp_path, order)
    (asked,) = waiting(laptop)
    assert (asked.kind, asked.record_id, asked.known_in != ()) == ("change", "sib", True)
    record.change(laptop, replace(record.find(laptop, Person, "sib"), birth_place="NEWPLACE"))
    put(laptop)
    take_all(ben)
    assert _holds(ben, "NEWPLACE") is (order[0] == "c1")
    assert not _holds(ben, "HIDDEN")


def test_a_stamp_on_the_own_line_does_not_say_that_a_record_began_here(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    carl = joined(anna, new_casebook, "Carl", tmp_path, MemberRole.OWNER)
    exchange_all(anna, ben, carl)
    record.add(carl, _person("x", "HIDDEN"))
    case = replace(record.find(carl, Case, "c1"), id="c9", reference="T-9", parties=(Party(person_id="x"),))
    record.add(carl, case)
    own_line = line_of(_began(anna, "person", "p1").began)
    forged = RecordVersion(noun="person", id="x", is_begun=True)
    forged.began = stamp(tick_at(ben.clock()), own_line)
    forge(ben, body(r=[encoded(forged), _party(ben, "x")]))
    take_all(anna)
    open_case(carl, "c9")
    give(carl, own_id(anna), [space_of(carl, "c9").id], allow=True)
    put(carl)
    take_all(anna)
    asked = {(one.kind, one.record_id, one.reference) for one in waiting(anna)}
    assert asked == {("change", "x", "T-9")}
    assert record.find(anna, Person, "x").whereabouts == ""
    record.change(anna, replace(record.find(anna, Person, "x"), birth_place="NEWPLACE"))
    put(anna)
    take_all(ben)
    assert not _holds(ben, "HIDDEN")


@pytest.mark.parametrize("order", [("c1", "c9"), ("c9", "c1")])
def test_a_person_whom_a_reader_of_one_case_named_in_another_is_one(
    new_casebook: NewCasebook, tmp_path: Path, order: tuple[str, ...]
) -> None:
    anna, _ = pair(new_casebook, tmp_path)  # Anna began the client, and does not read the other case
    bela = joined(anna, new_casebook, "Bela", tmp_path, MemberRole.OWNER)
    take_all(bela)
    case = replace(record.find(bela, Case, "c1"), id="c9", reference="T-9", parties=(Party(person_id="p1"),))
    record.add(bela, case)
    open_case(bela, "c9")
    put(bela)
    carl = _device_with(bela, new_casebook, tmp_path, order)
    assert [(w.kind, w.noun, w.record_id, w.reference, w.by, w.says) for w in waiting(carl)] == []
    record.change(carl, replace(record.find(carl, Person, "p1"), birth_place="Aksu"))
    exchange_all(carl, anna, bela)
    assert {record.find(one, Person, "p1").birth_place for one in (anna, bela, carl)} == {"Aksu"}


@pytest.mark.parametrize("order", ORDERS)
def test_a_change_laid_before_its_record_is_asked_about(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path, order: tuple[str, ...]
) -> None:
    anna, ben = two
    forge(ben, body(r=[_said(ben, "note", "secret", text="POISONED")]))
    take_all(anna)
    laptop = _device_with(anna, new_casebook, tmp_path, order)
    assert record.find(laptop, Note, "secret").text == "secret"
    assert [(one.kind, one.record_id, one.by) for one in waiting(laptop)] == [("change", "secret", "Ben")]


@pytest.mark.parametrize("is_early", [True, False])
@pytest.mark.parametrize("rewrites", sampled(("client", "named", "order")))
def test_who_was_named_before_they_came_waits(
    new_casebook: NewCasebook, tmp_path: Path, rewrites: str, *, is_early: bool
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    carl = joined(anna, new_casebook, "Carl", tmp_path, MemberRole.OWNER)
    exchange_all(anna, ben, carl)
    record.add(carl, _person("x", "HIDDEN"))
    case = replace(record.find(carl, Case, "c1"), id="c9", reference="T-9", parties=(Party(person_id="x"),))
    record.add(carl, case)

    def share() -> None:
        open_case(carl, "c9")
        give(carl, own_id(anna), [space_of(carl, "c9").id], allow=True)
        put(carl)
        take_all(anna)

    def name() -> None:
        forge(ben, body(r=[_party(ben, "x")]))
        take_all(anna)

    for step in (name, share) if is_early else (share, name):
        step()
    assert [(one.kind, one.record_id) for one in waiting(anna)] == [("person", "x")]
    shared = record.find(anna, Case, "c1")
    changed = {"client": "p1", "named": "x"}.get(rewrites, "")
    parties = [
        replace(one, standing="witness") if one.person_id == changed else one for one in shared.parties
    ]
    record.change(anna, replace(shared, parties=tuple(parties if changed else parties[::-1])))
    put(anna)
    take_all(ben)
    assert not _holds(ben, "HIDDEN")


@pytest.mark.parametrize("is_begun_first", [True, False])
def test_a_change_is_taken_when_its_record_begins(
    new_casebook: NewCasebook, tmp_path: Path, *, is_begun_first: bool
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    at = ben.clock().isoformat()
    begun = _said(ben, "note", "n1", is_begun=True, case_id="c1", text="one", written_at=at)
    change = _said(ben, "note", "n1", written_by="Ben")
    both = [body(r=[begun]), body(r=[change])]
    forge(ben, *(both if is_begun_first else both[::-1]))
    take_all(anna)
    kept = record.find(anna, Note, "n1")
    assert (kept.text, kept.written_by, waiting(anna)) == ("one", "Ben", [])


@pytest.mark.parametrize("comes_by", ["parcel", "import"])
def test_a_change_laid_before_its_record_comes_otherwise_is_asked_about(
    new_casebook: NewCasebook, tmp_path: Path, comes_by: str
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    forge(ben, body(r=[_said(ben, "note", "later", text="POISONED")]))
    take_all(anna)
    assert waiting(anna) == []
    later = Note(id="later", text="true", written_at=anna.clock(), case_id="c2")
    if comes_by == "parcel":
        sender = new_casebook("sender")
        record.add(sender, OTHER, later)
        give_by_parcel(sender, anna, later)
    else:
        record.add(anna, later)
        take_all(anna)
    assert record.find(anna, Note, "later").text == "true"
    (asked,) = waiting(anna)
    assert (asked.kind, asked.record_id, asked.by) == ("change", "later", "Ben")
    assert asked.says == (("text", "POISONED"),)


def test_whom_a_member_named_before_a_parcel_brings_them_waits(
    two: tuple[Session, Session], new_casebook: NewCasebook
) -> None:
    anna, ben = two
    carl = new_casebook("carl")
    record.add(carl, _person("x", "CARLHIDE"), replace(OTHER, id="c9", parties=(Party(person_id="x"),)))
    forge(ben, body(r=[_party(ben, "x")]))
    take_all(anna)
    with carl.store.reading() as connection:
        sent = [*versions_of(connection, "person", ["x"]), *versions_of(connection, "case", ["c9"])]
    with anna.store.write("parcel.take") as transaction:
        transaction.take(sent, hands_on=True)
    case = record.find(anna, Case, "c1")
    record.change(anna, replace(case, parties=tuple(reversed(case.parties))))  # writes each part again
    put(anna)
    assert {(one.kind, one.record_id, one.by) for one in waiting(anna)} == {("person", "x", "Ben")}
    take_all(ben)
    assert not _holds(ben, "CARLHIDE")


def test_a_stop_after_the_last_file_lets_nobody_in(two: tuple[Session, Session]) -> None:
    anna, ben = two
    forge(ben, body(r=[_party(ben, "sib")]))

    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - as it is called
        if any(one.person_id == "sib" for one in record.find(anna, Case, "c1").parties):
            raise Cancelled("stopped")

    note(ben, "n1")
    note(ben, "n2")
    put(ben)
    with suppress(Cancelled):
        take_all(anna, progress=stop)
    case = record.find(anna, Case, "c1")
    record.change(anna, replace(case, parties=tuple(reversed(case.parties))))
    put(anna)
    take_all(anna)
    put(anna)
    take_all(ben)
    assert not _holds(ben, "HIDDEN")
    assert {(one.kind, one.record_id) for one in waiting(anna)} == {("person", "sib")}
