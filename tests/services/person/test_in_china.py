"""Who counts as in China, from whichever side a relationship was entered."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Standing
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.gate.reader_consent import words_for
from casebook.services.person import person_details
from casebook.services.person.in_china import in_china_of, with_differing_whereabouts

CLIENT = Person(
    id="client", names=(Name(text="Ceshi Weiming", script="Latn"),), whereabouts="Nicosia, Cyprus"
)

CASE = Case(id="c", reference="C-1", title="A matter", jurisdiction="CY", opened_on=date(2026, 1, 5))


@pytest.mark.parametrize(
    ("whereabouts", "is_there"), [("", True), ("Kashgar", True), ("Istanbul, Turkey", False)]
)
def test_a_relationship_entered_from_the_relatives_side_counts(
    session: Session, whereabouts: str, *, is_there: bool
) -> None:
    names = (Name(text="Ceshi Danning", script="Latn"),)
    mother = Person(id="mother", names=names, whereabouts=whereabouts)
    bond = Relation(id="r", person_id="mother", other_id="client", kind="son", other_is_in="Nicosia, Cyprus")
    record.add(session, CLIENT, mother, bond)
    there = in_china_of(session, (CLIENT,), CASE)
    assert [one.id for one in there] == (["mother"] if is_there else [])
    assert ("mother" in words_for(session, (CLIENT,), there)) is is_there


@pytest.mark.parametrize(
    ("standing", "whereabouts", "is_there"),
    [
        ("relative", "Kashgar", True),
        ("relative", "", True),
        ("witness", "Kashgar", True),
        ("witness", "", True),
        ("co-applicant", "", True),
        ("dependant", "", True),
        ("relative", "Istanbul, Turkey", False),
        ("witness", "Istanbul, Turkey", False),
        ("co-applicant", "Istanbul, Turkey", False),
        ("client", "Kashgar", False),
    ],
)
def test_a_person_of_the_case_without_a_relationship_counts(
    session: Session, standing: Standing, whereabouts: str, *, is_there: bool
) -> None:
    names = (Name(text="Ceshi Danning", script="Latn"),)
    other = Person(id="other", names=names, whereabouts=whereabouts)
    record.add(session, CLIENT, other)
    case = CASE.with_party("client", "client").with_party("other", standing)
    clients = (CLIENT, other) if standing == "client" else (CLIENT,)
    there = in_china_of(session, clients, case)
    assert [one.id for one in there] == (["other"] if is_there else [])


BROTHER = (Name(text="Ceshi Danning", script="Latn"),)


@pytest.mark.parametrize("standing", ["witness", None])
@pytest.mark.parametrize(
    ("own", "stated", "is_there"),
    [
        ("Kashgar", "Germany", True),
        ("Germany", "Kashgar", True),
        ("Germany", "", False),
        ("", "Germany", False),
        ("", "", True),
        ("Place of detention, wing B", "Cyprus", True),
        ("Cyprus", "Germany", False),
    ],
)
def test_record_and_relationship_must_both_state_a_place_abroad(
    session: Session, standing: Standing | None, own: str, stated: str, *, is_there: bool
) -> None:
    brother = Person(id="brother", names=BROTHER, whereabouts=own)
    bond = Relation(id="r", person_id="client", other_id="brother", kind="brother", other_is_in=stated)
    record.add(session, CLIENT, brother, bond)
    case = CASE.with_party("client", "client")
    if standing:
        case = case.with_party("brother", standing)
    there = in_china_of(session, (CLIENT,), case)
    assert [one.id for one in there] == (["brother"] if is_there else [])


def test_what_another_relative_states_counts_as_well(session: Session) -> None:
    names = (Name(text="Ceshi Peiyun", script="Latn"),)
    brother, sister = Person(id="brother", names=BROTHER), Person(id="sister", names=names)
    bonds = [
        Relation(id="r1", person_id="client", other_id="brother", kind="brother", other_is_in="Germany"),
        Relation(id="r2", person_id="client", other_id="sister", kind="sister", other_is_in="Germany"),
        Relation(id="r3", person_id="sister", other_id="brother", kind="brother", other_is_in="Hotan"),
    ]
    record.add(session, CLIENT, brother, sister, *bonds)
    for read in (in_china_of, with_differing_whereabouts):
        assert [one.id for one in read(session, (CLIENT,), CASE)] == ["brother"]


@pytest.mark.parametrize(
    ("stated", "is_there"), [("", False), (" ", False), ("Kashgar", True), ("Cyprus", False)]
)
def test_of_two_clients_only_their_relationship_says_who_is_in_china(
    session: Session, stated: str, *, is_there: bool
) -> None:
    second = Person(id="second", names=BROTHER, whereabouts="Place of detention, wing B")
    bond = Relation(id="r", person_id="client", other_id="second", kind="brother", other_is_in=stated)
    record.add(session, CLIENT, second, bond)
    case = CASE.with_party("client", "client").with_party("second", "client")
    there = in_china_of(session, (CLIENT, second), case)
    assert [one.id for one in there] == (["second"] if is_there else [])
    assert with_differing_whereabouts(session, (CLIENT, second), case) == ()


def test_whereabouts_that_differ_stand_on_the_page_of_the_person(session: Session) -> None:
    brother = Person(id="brother", names=BROTHER, whereabouts="Kashgar")
    bond = Relation(id="r", person_id="client", other_id="brother", kind="brother", other_is_in="Germany")
    record.add(session, CLIENT, brother, bond)
    assert person_details.find(session, "brother").differing == ("Kashgar", "Germany")
    assert person_details.find(session, "client").differing == ()
