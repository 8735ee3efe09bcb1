from __future__ import annotations

from datetime import date

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import person
from casebook.store.person.person import standing_in

WEN, SHU = (
    Person(id=person_id, names=(Name(text=name, script="Latn"),))
    for person_id, name in (("p1", "Wen Shu"), ("p2", "Shu Wen"))
)
CASE = Case(
    id="c1",
    reference="R-1",
    title="",
    jurisdiction="CY",
    opened_on=date(2026, 1, 1),
    parties=(Party(person_id="p1"), Party(person_id="p2", standing="co-applicant")),
)


def test_who_is_given_a_standing_again_stays_the_client_whose_case_it_is(session: Session) -> None:
    record.add(session, CASE, WEN, SHU)
    assert person.join(session, "p1", "c1", "client").parties == CASE.parties
    joined = person.join(session, "p1", "c1", "witness")
    assert [(party.person_id, party.standing) for party in joined.parties] == [
        ("p1", "witness"),
        ("p2", "co-applicant"),
    ]


def test_a_new_person_comes_last_in_the_case_and_needs_a_name(session: Session) -> None:
    record.add(session, CASE, WEN, SHU)
    person.join_case(session, "c1", Person(id="p3", names=SHU.names), "relative")
    joined = record.find(session, Case, "c1")
    assert joined.parties[-1] == Party(person_id="p3", standing="relative")
    with pytest.raises(InvalidInput, match="The person has no name"):
        person.join_case(session, "c1", Person(id="p4"), "relative")
    assert record.find(session, Case, "c1") == joined, "neither of the two was written"


def test_persons_are_known_by_a_name_that_stands_in_a_text(session: Session) -> None:
    binned = Person(id="p3", names=(Name(text="Lu Ming", script="Latn"),))
    record.add(session, WEN, SHU, binned)
    record.move_to_bin(session, Person, "p3")
    with session.store.reading() as connection:
        assert standing_in(connection, "Wen Shuling said it to Lu Ming.") == [WEN]
        assert standing_in(connection, "") == []
