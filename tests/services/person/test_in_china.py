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
from casebook.services.person.in_china import in_china_of

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
        ("witness", "", False),
        ("relative", "Istanbul, Turkey", False),
        ("witness", "Istanbul, Turkey", False),
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


def test_a_relationship_that_states_a_place_abroad_decides_for_a_witness(session: Session) -> None:
    names = (Name(text="Ceshi Danning", script="Latn"),)
    other = Person(id="other", names=names, whereabouts="Place of detention, wing B")
    bond = Relation(id="r", person_id="client", other_id="other", kind="source", other_is_in="Cyprus")
    record.add(session, CLIENT, other, bond)
    case = CASE.with_party("client", "client").with_party("other", "witness")
    assert in_china_of(session, (CLIENT,), case) == ()
