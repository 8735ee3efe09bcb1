"""The details of a person: relationships, cases and matching topics of the library."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Person
from casebook.domain.person.relation import whereabouts_of
from casebook.language.whereabouts import do_differ
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import library
from casebook.services.person import person
from casebook.services.person.person import Bond
from casebook.store.person.person import relations_to


@entity
class PersonDetails:
    """A person with relationships, cases and topics.

    Attributes:
        bonds_from: those in which this person is the relative.
        differing: all that is entered for where they are, where one text states a place abroad and another
            none; else empty.
    """

    person: Person
    bonds: tuple[Bond, ...]
    bonds_from: tuple[Bond, ...]
    cases: tuple[Case, ...]
    topics: tuple[Topic, ...] = ()
    differing: tuple[str, ...] = ()


def find(session: Session, person_id: str) -> PersonDetails:
    """Read a person with relationships, cases and topics.

    Raises:
        NotFound: there is no such person.
    """
    person_record = record.find(session, Person, person_id)
    with session.store.reading() as connection:
        texts = whereabouts_of(person_record, relations_to(connection, person_id))
    return PersonDetails(
        person=person_record,
        differing=texts if do_differ(texts) else (),
        bonds=tuple(person.bonds(session, person_id)),
        bonds_from=tuple(person.bonds_from(session, person_id)),
        cases=tuple(person.cases_of(session, person_id)),
        topics=tuple(library.topics_named(session, person_record.topics)),
    )
