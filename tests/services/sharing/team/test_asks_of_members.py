"""How much one member asks is bounded in the list, and declining it declines nothing of another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.name import Name
from casebook.domain.case.note import Note
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.role import Role
from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.stamp import next_tick, stamp
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members.deciding import decide
from casebook.services.sharing.members.members import give
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.members.sharing_terms import SharingTerms
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.waiting import (
    MAX_LISTED,
    count_waiting,
    listed,
    standing_for,
    waiting,
)
from casebook.store.sharing.give import versions_of
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import exchange_all, joined, own_id, pair

MANY = 40


@pytest.fixture
def three(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session, Session]:
    """Return Anna, who has notes of a case of her own, and Ben and Carl, who know their IDs."""
    anna, ben = pair(new_casebook, tmp_path)
    carl = joined(anna, new_casebook, "Carl", tmp_path)
    for number in range(MANY):
        record.add(anna, Note(id=f"s{number:02}", text="secret", written_at=anna.clock(), case_id="c2"))
    exchange_all(anna, ben, carl)
    return anna, ben, carl


def _lay(session: Session, line: bytes, *ids: str, text: str = "POISONED") -> None:
    at = stamp(next_tick(0, session.clock()), line)
    records = [RecordVersion(noun="note", id=one, entries={"text": {at: text}}) for one in ids]
    forge(session, body(r=[encoded(one) for one in records]))


def test_a_flood_of_one_member_is_one_line_and_is_declined_alone(
    three: tuple[Session, Session, Session],
) -> None:
    anna, ben, carl = three
    _lay(ben, b"line-ben", *(f"s{number:02}" for number in range(1, MANY)))
    _lay(carl, b"linecarl", "s00")
    take_all(anna)
    asked = listed(waiting(anna))
    assert len(asked.records) == MAX_LISTED + 1 == count_waiting(anna) - 1 == team_status(anna).asks - 1
    (rest,) = asked.rests
    assert (rest.by, rest.reference, rest.count) == ("Ben", "S-1", MANY - 1 - MAX_LISTED)
    whole = listed(waiting(anna), most=MANY)
    assert (len(whole.records), whole.rests) == (MANY, ())
    of_ben = [one.id for one in waiting(anna) if one.by == "Ben"]
    assert {*of_ben[MAX_LISTED:]} == standing_for(waiting(anna), [rest.id])
    decide(anna, [], [*of_ben[:MAX_LISTED], rest.id])
    assert [(one.record_id, one.by) for one in waiting(anna)] == [("s00", "Carl")]
    with pytest.raises(InvalidInput, match="not what waits"):
        decide(anna, [rest.id], [])


def test_what_several_laid_of_one_record_names_all_of_them(three: tuple[Session, Session, Session]) -> None:
    anna, ben, carl = three
    _lay(ben, b"line-ben", "s00")
    take_all(anna)
    decide(anna, [], [one.id for one in waiting(anna)])
    _lay(ben, b"line-ben", "s00", text="AGAIN")
    assert take_all(anna).held == 0, "what was declined of a member is not asked about again"
    assert waiting(anna) == []
    _lay(carl, b"linecarl", "s00", text="By Carl")
    assert take_all(anna).held == 1
    (asked,) = waiting(anna)
    assert (asked.by, len(asked.members)) == ("Ben, Carl", 2)


def test_a_contact_that_is_here_already_is_asked_about_once(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    contact = Contact(id="k1", name="Petra Counsel", kind="lawyer", vetting="vetted")
    record.add(anna, contact, Role(id="r1", case_id="c2", contact_id="k1", kind="counsel"))
    for kind, record_id in (("case", "c2"), ("contact", "k1")):
        with anna.store.reading() as connection, ben.store.write("test") as transaction:
            transaction.take(versions_of(connection, kind, [record_id]))
    give(anna, own_id(ben), [open_case(anna, "c2")], allow=True)
    exchange_all(anna, ben)
    (of_case,) = waiting(ben)
    assert of_case.by == "Anna"
    decide(ben, [of_case.id], [], terms=SharingTerms(is_office=True))
    exchange_all(ben)
    (named,) = listed(waiting(ben)).records
    assert (named.kind, named.record_id, count_waiting(ben)) == ("person", "k1", 1)
    decide(ben, [named.id], [])
    exchange_all(ben)
    assert waiting(ben) == []
    assert record.find(ben, Contact, "k1") == contact


def _named_with_a_change(new_casebook: NewCasebook, folder: Path) -> tuple[Session, Session]:
    """Return Anna, who changed a contact of a case that Ben has too, and Ben, who joined it."""
    anna, ben = pair(new_casebook, folder)
    contact = Contact(id="k1", name="Petra Counsel", kind="lawyer", vetting="vetted")
    record.add(anna, contact, Role(id="r1", case_id="c2", contact_id="k1", kind="counsel"))
    for kind, record_id in (("case", "c2"), ("contact", "k1")):
        with anna.store.reading() as connection, ben.store.write("test") as transaction:
            transaction.take(versions_of(connection, kind, [record_id]))
    record.change(anna, replace(contact, body="New chambers"))
    give(anna, own_id(ben), [open_case(anna, "c2")], allow=True)
    exchange_all(anna, ben)
    (of_case,) = waiting(ben)
    decide(ben, [of_case.id], [], terms=SharingTerms(is_office=True))
    exchange_all(ben)
    return anna, ben


def test_a_changed_contact_is_shared_and_its_change_taken_by_one_question(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    _, ben = _named_with_a_change(new_casebook, tmp_path)
    (named,) = waiting(ben)
    assert (named.kind, named.record_id, count_waiting(ben)) == ("person", "k1", 1)
    assert {"body": "New chambers"} in named.values
    decide(ben, [named.id], [])
    exchange_all(ben)
    assert waiting(ben) == []
    assert record.find(ben, Contact, "k1").body == "New chambers"


def test_a_declined_contact_takes_its_change_along(new_casebook: NewCasebook, tmp_path: Path) -> None:
    _, ben = _named_with_a_change(new_casebook, tmp_path)
    decide(ben, [], [one.id for one in waiting(ben)])
    exchange_all(ben)
    assert waiting(ben) == []
    (declined,) = waiting(ben, with_declined=True)
    assert record.find(ben, Contact, "k1").body == ""
    decide(ben, [declined.id], [])
    assert record.find(ben, Contact, "k1").body == "New chambers"


def test_who_named_a_person_is_told_at_saving_too(
    three: tuple[Session, Session, Session],
) -> None:
    anna, ben, carl = three
    at = stamp(next_tick(0, ben.clock()), b"line-ben")
    naming = RecordVersion(noun="case", id="c1", entries={"parties/x": {at: [1, _party("x")]}})
    forge(ben, body(r=[encoded(naming)]))
    note = Note(id="n1", text="by Carl", written_at=carl.clock(), case_id="c1")
    record.add(carl, note)
    put(carl)
    take_all(anna)
    record.add(anna, Person(id="x", names=(Name(text="Person x", script="Latn"),)))
    record.change(anna, Note(id="n1", text="by Anna", written_at=note.written_at, case_id="c1"))
    put(anna)
    assert [(one.kind, one.record_id, one.by) for one in waiting(anna)] == [("person", "x", "Ben")]


def _party(person_id: str) -> dict[str, object]:
    return {"person_id": person_id, "standing": "witness"}
