"""Relatives and sources whom what a copy or letter says may be held against in China."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation, is_in_china
from casebook.domain.person.whereabouts import is_abroad
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.registry import table_for


def in_china_of(session: Session, clients: tuple[Person, ...], case: Case) -> tuple[Person, ...]:
    """Return relatives and sources of the clients, and other persons of their case, who count as in China.

    Of two clients of one case, one counts so only by what their relation states. A relation entered from the
    relative's side states where the client is, so that the relative's own whereabouts decide; so do those of
    a person of the case without a relation, of whom only a relative counts where none are entered.
    """
    ids = {client.id for client in clients}
    relations = record.every(session, Relation)
    bonds = [one for one in relations if one.person_id in ids]
    bonds += [
        replace(one, person_id=one.other_id, other_id=one.person_id, other_is_in="")
        for one in relations
        if one.other_id in ids and one.person_id not in ids
    ]
    related = {one.other_id for one in bonds}
    others = [one for one in case.parties if one.person_id not in related | ids]
    with session.store.reading() as connection:
        people = table_for(Person).some(connection, (*related, *(one.person_id for one in others)))
    there = {
        bond.other_id
        for bond in bonds
        if (bond.other_id not in ids or bond.other_is_in.strip())
        and bond.other_id in people
        and is_in_china(bond, people[bond.other_id].whereabouts)
    }
    there |= {
        one.person_id for one in others if one.person_id in people and _counts(one, people[one.person_id])
    }
    return tuple(person for person in people.values() if person.id in there)


def _counts(party: Party, person: Person) -> bool:
    is_stated = bool(person.whereabouts.strip())
    return not is_abroad(person.whereabouts) and (is_stated or party.standing == "relative")
