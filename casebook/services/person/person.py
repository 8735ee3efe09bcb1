"""Persons: their list, relationships and cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case, Standing
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.store.case import case as cases
from casebook.store.person import person as people
from casebook.store.registry import table_for


@entity
class PersonRow:
    """A row of the list of persons.

    Attributes:
        name: the leading name.
        names: names in other scripts.
        cases: references of the cases they have a part in, then of the people whose relatives they are.
    """

    id: str
    name: str
    names: tuple[str, ...]
    born: StatedDate | None
    nationalities: tuple[str, ...]
    ethnicity: str
    cases: tuple[str, ...]
    tags: tuple[str, ...] = ()


@entity
class Bond:
    """A relationship as seen from one person: the other person, and its type."""

    relation: Relation
    other: Person


def rows(session: Session) -> list[PersonRow]:
    """Return all people outside the bin, by main name."""
    with session.store.reading() as connection:
        persons = list(people.listed(connection))
        standings = _with_relatives(cases.standings(connection), table_for(Relation).all(connection))
    person_rows = [
        PersonRow(
            id=person_id,
            name=name,
            names=names,
            born=born,
            nationalities=nationalities,
            ethnicity=ethnicity,
            cases=standings.get(person_id, ()),
            tags=tags,
        )
        for person_id, name, names, born, nationalities, ethnicity, tags in persons
    ]
    return sorted(person_rows, key=lambda row: row.name.casefold())


def _with_relatives(
    standings: Mapping[str, tuple[str, ...]], relations: Iterable[Relation]
) -> dict[str, tuple[str, ...]]:
    """Return the references with those of the people whose relatives each is."""
    references = dict(standings)
    for relation in relations:
        of_other = (*references.get(relation.other_id, ()), *standings.get(relation.person_id, ()))
        references[relation.other_id] = tuple(dict.fromkeys(of_other))
    return references


def clients_of(session: Session, case: Case) -> tuple[Person, ...]:
    """Return the clients among the people of a case."""
    return tuple(person for person in of_case(session, case) if person.id in case.client_ids)


def other_clients(session: Session, case: Case) -> tuple[Person, ...]:
    """Return the clients of other cases who are no clients of this one, such as its witnesses."""
    ids = {id_ for other in record.every(session, Case) for id_ in other.client_ids} - {*case.client_ids}
    with session.store.reading() as connection:
        return tuple(table_for(Person).some(connection, sorted(ids)).values())


def of_case(session: Session, case: Case) -> list[Person]:
    """Return the persons with a role in a case, in its order."""
    with session.store.reading() as connection:
        found = table_for(Person).some(connection, (party.person_id for party in case.parties))
    return [found[party.person_id] for party in case.parties if party.person_id in found]


def bonds(session: Session, person_id: str) -> list[Bond]:
    """Return the relationships of a person."""
    with session.store.reading() as connection:
        relations = people.relations_of(connection, person_id)
        others = table_for(Person).some(connection, (relation.other_id for relation in relations))
    return [
        Bond(relation=relation, other=others[relation.other_id])
        for relation in relations
        if relation.other_id in others
    ]


def bonds_from(session: Session, person_id: str) -> list[Bond]:
    """Return the relationships in which a person is the relative; `other` is whose relative they are."""
    with session.store.reading() as connection:
        relations = people.relations_to(connection, person_id)
        people_by_id = table_for(Person).some(connection, (relation.person_id for relation in relations))
    return [
        Bond(relation=relation, other=people_by_id[relation.person_id])
        for relation in relations
        if relation.person_id in people_by_id
    ]


def cases_of(session: Session, person_id: str) -> list[Case]:
    """Return the cases in which a person has a role."""
    with session.store.reading() as connection:
        return cases.of_person(connection, person_id)


def join_case(session: Session, case_id: str, person: Person, standing: Standing = "client") -> Person:
    """Add a new person and their role in a case in one change.

    Raises:
        InvalidInput: the person contradicts itself or has no name.
        NotFound: there is no such case.
    """
    form.refuse_contradiction(session, person)
    case = record.find(session, Case, case_id)
    with session.store.write("person.add") as transaction:
        transaction.add(person)
        transaction.replace(case.with_party(person.id, standing))
    return person


def join(session: Session, person_id: str, case_id: str, standing: Standing) -> Case:
    """Give a person a role in a case, replacing their current one.

    Who is in the case already keeps their place among the parties: the first client is the one a case is
    known by.

    Raises:
        NotFound: the person or the case is not there.
    """
    person, case = record.find(session, Person, person_id), record.find(session, Case, case_id)
    return record.change(session, case.with_party(person.id, standing), seen=case)
