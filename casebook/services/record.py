"""What can be done with any record: find, list, add, change, put in the bin, restore, tell its history."""

from __future__ import annotations

from typing import TypeVar

from casebook.domain.audit import AuditEntry
from casebook.domain.entity import Entity
from casebook.domain.event import Event
from casebook.services.deadline_follow import follow, orphan
from casebook.services.session import Session
from casebook.store import audit
from casebook.store.registry import shelf_of

E = TypeVar("E", bound=Entity)


def find(session: Session, kind: type[E], record_id: str) -> E:
    """The record with this id.

    Raises:
        NotFound: there is none.
    """
    with session.store.reading() as connection:
        return shelf_of(kind).find(connection, record_id)


def every(session: Session, kind: type[E]) -> list[E]:
    """All standing records of a noun."""
    with session.store.reading() as connection:
        return shelf_of(kind).all(connection)


def of_case(session: Session, kind: type[E], case_id: str) -> list[E]:
    """The standing records of a case, in order of day where they have one."""
    with session.store.reading() as connection:
        return shelf_of(kind).of_case(connection, case_id)


def add(session: Session, *entities: Entity) -> None:
    """Put new records in, all or none.

    Raises:
        Conflict: a value that must be unique is taken.
    """
    with session.store.write(f"{shelf_of(type(entities[0])).noun}.add") as transaction:
        for entity in entities:
            transaction.add(entity)


def change(session: Session, entity: Entity) -> None:
    """Give a record new values; the old ones stay in its history. Deadlines follow their event.

    Raises:
        NotFound: there is no record with its id.
    """
    with session.store.write(f"{shelf_of(type(entity)).noun}.change") as transaction:
        transaction.replace(entity)
        if isinstance(entity, Event):
            follow(transaction, entity, session.clock())


def put_in_bin(session: Session, kind: type[E], record_id: str) -> None:
    """Take a record out of sight; `restore` brings it back."""
    with session.store.write(f"{shelf_of(kind).noun}.remove") as transaction:
        transaction.put_in_bin(kind, record_id)
        if kind is Event:
            orphan(transaction, record_id)


def restore(session: Session, kind: type[E], record_id: str) -> None:
    """Bring a record back from the bin."""
    with session.store.write(f"{shelf_of(kind).noun}.restore") as transaction:
        transaction.restore(kind, record_id)
        if kind is Event:
            follow(transaction, shelf_of(Event).find(transaction.connection, record_id), session.clock())


def history(session: Session, record_id: str) -> list[AuditEntry]:
    """Every change of a record, oldest first."""
    with session.store.reading() as connection:
        return audit.history(connection, record_id)
