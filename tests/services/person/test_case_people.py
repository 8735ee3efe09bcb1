from __future__ import annotations

from dataclasses import replace
from datetime import date

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import case_people, person_details

CLIENT, MOTHER, SISTER = (
    Person(id=person_id, names=(Name(text=name, script="Latn"),), whereabouts="Nicosia")
    for person_id, name in (("client", "Wen Shu"), ("mother", "Lin Mei"), ("sister", "Wen Yi"))
)
CASE = Case(
    id="c1",
    reference="R-1",
    title="",
    jurisdiction="CY",
    opened_on=date(2026, 1, 1),
    parties=(Party(person_id="sister", standing="relative"), Party(person_id="client")),
)
TO_MOTHER = Relation(id="r1", person_id="client", other_id="mother", kind="mother", other_is_in="Kashgar")
TO_SISTER = Relation(id="r2", person_id="client", other_id="sister", kind="sister")


def _fill(session: Session) -> None:
    record.add(session, CASE, CLIENT, MOTHER, SISTER, TO_MOTHER, TO_SISTER)


def test_parties_come_in_order_of_the_case_then_the_people_of_clients(session: Session) -> None:
    _fill(session)
    people = case_people.of_case(session, "c1")
    assert [(row.id, row.standing, row.whereabouts) for row in people.rows] == [
        ("sister", "relative", "Nicosia"),
        ("client", "client", "Nicosia"),
        ("mother", "", "Kashgar"),
    ]
    assert {bond.other.id for bond in people.bonds["client"]} == {"mother", "sister"}


def test_who_leaves_a_case_stays_in_the_vault(session: Session) -> None:
    _fill(session)
    left = case_people.leave(session, CASE, "sister")
    assert left.parties == (Party(person_id="client"),)
    assert record.find(session, Person, "sister") == SISTER


def test_who_comes_back_to_a_case_undoes_nothing_others_changed(session: Session) -> None:
    _fill(session)
    record.change(session, replace(CASE, title="Removal"), seen=CASE)
    case_people.leave(session, CASE, "sister")
    assert case_people.come_back(session, CASE, "sister") == replace(CASE, title="Removal")


def test_a_person_is_found_with_relations_and_cases(session: Session) -> None:
    _fill(session)
    details = person_details.find(session, "client")
    assert details.person == CLIENT
    assert [bond.other.id for bond in details.bonds] == ["mother", "sister"]
    assert [case.id for case in details.cases] == ["c1"]
