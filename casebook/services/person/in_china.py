"""Relatives and sources whom what a copy or letter says may be held against in China."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation, related_to, whereabouts_of
from casebook.language.whereabouts import do_differ, is_in_china
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.registry import table_for


@entity
class _Placed:
    """A person other than the clients, or a client whose relationship to another states a place.

    Attributes:
        texts: all that is entered for where the person is.
    """

    person: Person
    texts: tuple[str, ...]


def in_china_of(session: Session, clients: Iterable[Person], case: Case) -> tuple[Person, ...]:
    """Return relatives and sources of the clients, and other persons of their case, who count as in China.

    Whoever has a part in the case or a relationship to a client, entered from either side, counts so until
    every text entered for where they are states another country (`is_in_china`). Of two clients of one case,
    one counts so only by what their relationship states.
    """
    return tuple(one.person for one in _placed(session, clients, case) if is_in_china(one.texts))


def with_differing_whereabouts(session: Session, clients: Iterable[Person], case: Case) -> tuple[Person, ...]:
    """Return those of the same people whom one text states abroad and another does not."""
    return tuple(one.person for one in _placed(session, clients, case) if do_differ(one.texts))


def _placed(session: Session, clients: Iterable[Person], case: Case) -> Iterator[_Placed]:
    ids = {client.id for client in clients}
    relations = record.every(session, Relation)
    bound = {other_id for other_id, _ in related_to(ids, relations)}
    with session.store.reading() as connection:
        people = table_for(Person).some(connection, bound | {one.person_id for one in case.parties})
    for person in people.values():
        if person.id not in ids:
            yield _Placed(person=person, texts=whereabouts_of(person, relations))
            continue
        of_clients = (one for one in relations if one.person_id in ids and one.other_id == person.id)
        if texts := tuple(one.other_is_in for one in of_clients if one.other_is_in.strip()):
            yield _Placed(person=person, texts=texts)
