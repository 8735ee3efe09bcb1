"""The details of a person: relationships, cases and matching topics of the library."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import library
from casebook.services.person import person
from casebook.services.person.person import Bond


@entity
class PersonDetails:
    """A person with relationships, cases and topics."""

    person: Person
    bonds: tuple[Bond, ...]
    cases: tuple[Case, ...]
    topics: tuple[Topic, ...] = ()


def find(session: Session, person_id: str) -> PersonDetails:
    """Read a person with relationships, cases and topics.

    Raises:
        NotFound: there is no such person.
    """
    person_record = record.find(session, Person, person_id)
    return PersonDetails(
        person=person_record,
        bonds=tuple(person.bonds(session, person_id)),
        cases=tuple(person.cases_of(session, person_id)),
        topics=tuple(library.topics_named(session, person_record.topics)),
    )
