"""What can be done with any record: find, list, add, change, put in the bin, restore."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from casebook.base.errors import Conflict
from casebook.domain.base.entity import Entity
from casebook.domain.base.setting import Draft
from casebook.domain.case.event import Event
from casebook.services.base import draft
from casebook.services.base.session import Session
from casebook.store import record_bin
from casebook.store.registry import table_for
from casebook.store.transaction import Transaction

E = TypeVar("E", bound=Entity)


def find(session: Session, kind: type[E], record_id: str) -> E:
    """The record with this id.

    Raises:
        NotFound: there is none.
    """
    with session.store.reading() as connection:
        return table_for(kind).find(connection, record_id)


def every(session: Session, kind: type[E]) -> list[E]:
    """All standing records of a noun."""
    with session.store.reading() as connection:
        return table_for(kind).all(connection)


def of_case(session: Session, kind: type[E], case_id: str) -> list[E]:
    """The standing records of a case, in order of day where they have one."""
    with session.store.reading() as connection:
        return table_for(kind).of_case(connection, case_id)


def add(session: Session, *entities: Entity) -> None:
    """Put new records in, all or none.

    Raises:
        Conflict: a value that must be unique is taken.
    """
    with session.store.write(f"{table_for(type(entities[0])).noun}.add") as transaction:
        for entity in entities:
            transaction.add(entity)


def change(session: Session, entity: E, *, seen: E | None = None) -> E:
    """Give a record new values; the old ones stay in its history. Deadlines follow their event.

    Args:
        session: the open vault.
        entity: the new values.
        seen: the record as the form was filled from. Where somebody changed it since, their other fields are
            kept and these go beside them; where both changed the same field, nothing is overwritten.

    Returns:
        The record as it stands now.

    Raises:
        NotFound: there is no record with its id.
        Conflict: a field was changed by both, or the record is in the bin; the version refused is kept as a
            draft, see `refused`.
    """
    entity_table = table_for(type(entity))
    try:
        with session.store.write(f"{entity_table.noun}.change") as transaction:
            if seen is not None:
                entity = _beside(transaction, entity, seen)
            record_bin.refuse_binned_case(transaction.connection, entity)
            transaction.replace(entity)
            if isinstance(entity, Event):
                from casebook.services.base.deadline_recalculation import follow  # it loads the rules

                follow(transaction, entity, session.clock())
    except Conflict:
        if seen is not None:
            draft.keep(session, _refused(entity_table.noun, entity.id), entity_table.audited(entity))
        raise
    return entity


def refused(session: Session, kind: type[E], record_id: str) -> Draft | None:
    """The version of a record that a conflict refused; `draft.forget` it once it is settled."""
    return draft.take(session, _refused(table_for(kind).noun, record_id))


def discard_refused(session: Session, entity: Entity) -> None:
    """Forget the version of a record that a conflict refused, now that it stands as it should."""
    if refused(session, type(entity), entity.id):
        draft.forget(session, _refused(table_for(type(entity)).noun, entity.id))


def _refused(noun: str, record_id: str) -> str:
    return f"refused/{noun}/{record_id}"


def _beside(transaction: Transaction, mine: E, seen: E) -> E:
    """My changes beside those made since the record was seen.

    Raises:
        Conflict: the same field was changed by both, or the record was removed.
    """
    entity_table = table_for(type(mine))
    there = entity_table.some(transaction.connection, [mine.id]).get(mine.id)
    if there is None:
        raise Conflict(
            "This record was removed in another window.", remedy="Your version was kept as a draft."
        )
    names = [part.name for part in fields(mine)]  # type: ignore[arg-type]
    ours = {name for name in names if getattr(mine, name) != getattr(seen, name)}
    both = [name for name in ours if getattr(there, name) not in (getattr(seen, name), getattr(mine, name))]
    if both:
        raise Conflict(
            "This record was changed in another window.",
            field=", ".join(sorted(both)),
            remedy="Both versions are kept. Compare them and save the correct one.",
        )
    return replace(there, **{name: getattr(mine, name) for name in ours})  # type: ignore[type-var]


def move_to_bin(session: Session, kind: type[E], record_id: str) -> None:
    """Take a record out of sight; `restore` brings it back."""
    with session.store.write(f"{table_for(kind).noun}.remove") as transaction:
        transaction.move_to_bin(kind, record_id)
        if kind is Event:
            from casebook.services.base.deadline_recalculation import orphan

            orphan(transaction, record_id)


def restore(session: Session, kind: type[E], record_id: str) -> None:
    """Bring a record back from the bin.

    Raises:
        NotFound: it is not there.
        Conflict: its case is in the bin.
    """
    with session.store.write(f"{table_for(kind).noun}.restore") as transaction:
        entity = table_for(kind).find(transaction.connection, record_id)
        record_bin.refuse_binned_case(transaction.connection, entity)
        transaction.restore(kind, record_id)
        if kind is Event:
            from casebook.services.base.deadline_recalculation import follow

            follow(transaction, table_for(Event).find(transaction.connection, record_id), session.clock())
