"""Who counts as in China, from whichever side a relationship was entered."""

from __future__ import annotations

import pytest

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.gate.reader_consent import words_for
from casebook.services.person.in_china import in_china_of

CLIENT = Person(
    id="client", names=(Name(text="Ceshi Weiming", script="Latn"),), whereabouts="Nicosia, Cyprus"
)


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
    there = in_china_of(session, (CLIENT,))
    assert [one.id for one in there] == (["mother"] if is_there else [])
    assert ("mother" in words_for(session, (CLIENT,), there)) is is_there
