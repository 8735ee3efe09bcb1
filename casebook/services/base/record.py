"""What can be done with any record: find, list, add, change, put in the bin, restore."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from casebook.base.errors import Conflict, Refused
from casebook.domain.base.entity import Entity
from casebook.domain.base.setting import Draft
from casebook.domain.case.event import Event
from casebook.services.base import draft
from casebook.store.registry import table_for

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from casebook.services.base.session import Session
    from casebook.store.transaction import Transaction

E = TypeVar("E", bound=Entity)
V = TypeVar("V", bound="DataclassInstance")


def find(session: Session, kind: type[E], record_id: str) -> E:
    """The record with this id.

    Raises:
        NotFound: there is none.
    """
    with session.store.reading() as connection:
        return table_for(kind).find(connection, record_id)


def find_in_sight(session: Session, kind: type[E], record_id: str) -> E:
    """The record with this id, in the bin or not.

    Raises:
        NotFound: there is none.
        Refused: another member deleted it permanently, and nobody here decided whether it stays.
    """
    from casebook.store import record_bin

    table = table_for(kind)
    with session.store.reading() as connection:
        shown = table.find(connection, record_id)
        if record_bin.is_undecided(connection, table, record_id):
            raise Refused(
                "This record is out of sight until you decide whether it stays.",
                field="id",
                remedy="It was deleted permanently by another member, or written into what was deleted here. "
                "Confirm or keep it first.",
            )
        return shown


def every(session: Session, kind: type[E]) -> list[E]:
    """All records of a noun outside the bin."""
    with session.store.reading() as connection:
        return table_for(kind).all(connection)


def of_case(session: Session, kind: type[E], case_id: str) -> list[E]:
    """The records of a case outside the bin, in date order if they have dates."""
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
        seen: the record that the new values were made from. Where somebody changed it since, their other
            fields are kept and these go beside them; where both changed the same field, nothing is
            overwritten. Without it the record is replaced as a whole.

    Returns:
        The record as it stands now.

    Raises:
        NotFound: there is no record with its id.
        Conflict: a field was changed by both, or the record is in the bin; the version refused is kept as a
            draft, see `refused`.
    """
    from casebook.store import record_bin

    entity_table = table_for(type(entity))
    try:
        with session.store.write(f"{entity_table.noun}.change") as transaction:
            if seen is not None:
                entity = _beside(transaction, entity, seen)
            record_bin.refuse_binned_case(transaction.connection, entity)
            entity = transaction.replace(entity)
            if isinstance(entity, Event):
                from casebook.services.base.deadline_recalculation import follow  # it loads the rules

                follow(transaction, entity, session.clock())
    except Conflict:
        if seen is not None:
            draft.keep(session, _refused(entity_table.noun, entity.id), entity_table.audited(entity))
        raise
    return entity


def stated_of(session: Session, empty: E) -> E:
    """Return what is stated beside a record, under its ID; this empty one where nothing is yet."""
    with session.store.reading() as connection:
        return table_for(type(empty)).some(connection, [empty.id]).get(empty.id, empty)


def keep_stated(session: Session, now: E, seen: E) -> E:
    """Keep what is stated beside a record; handing the two over the other way round undoes it.

    Args:
        session: the open vault.
        now: as it is to be.
        seen: as it was when the person began.

    Raises:
        Conflict: somebody changed the same field meanwhile.
    """
    if now == seen:
        return now
    with session.store.reading() as connection:
        is_stated = bool(table_for(type(now)).some(connection, [now.id]))
    if is_stated:
        return change(session, now, seen=seen)
    add(session, now)
    return now


def replace_seen(transaction: Transaction, seen: E, now: E) -> None:
    """Give a record new values within a larger change, if it still stands as it was seen.

    Raises:
        Conflict: it was changed or removed since.
    """
    there = table_for(type(seen)).some(transaction.connection, [seen.id]).get(seen.id)
    if there != seen:
        raise Conflict("This record was changed in another window.", remedy="Look at it and try again.")
    transaction.replace(now)


def take_back(session: Session, changed: E, was: E) -> E:
    """Undo a change: only what it changed, each to what it was; what others changed stays.

    Args:
        session: the open vault.
        changed: the record as the change had it.
        was: the record as the change saw it.

    Raises:
        NotFound: there is no record with its id.
        Conflict: a field was changed again since, or the record is in the bin.
    """
    return change(session, was, seen=changed)


def refused(session: Session, kind: type[E], record_id: str) -> Draft | None:
    """The version of a record that a conflict refused; `draft.forget` it once it is settled."""
    return draft.take(session, _refused(table_for(kind).noun, record_id))


def discard_refused(session: Session, entity: Entity) -> None:
    """Delete the conflicting version of a record once the conflict is resolved."""
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
    remedy = "Both versions are kept. Compare them and save the correct one."
    return merged(mine, seen, there, remedy)  # type: ignore[type-var]


def merged(mine: V, seen: V, there: V, remedy: str) -> V:
    """What I changed of a frozen value beside what others changed, by field.

    Args:
        mine: the value as I want it.
        seen: the value that I changed.
        there: the value as it stands now.
        remedy: of the conflict.

    Raises:
        Conflict: a field was changed by both, in two ways.
    """
    names = [part.name for part in fields(mine) if getattr(mine, part.name) != getattr(seen, part.name)]
    values = {name: _merged(getattr(mine, name), getattr(seen, name), getattr(there, name)) for name in names}
    both = [name for name, value in values.items() if value is _BOTH]
    if both:
        raise Conflict(
            "This record was changed in another window.", field=", ".join(sorted(both)), remedy=remedy
        )
    return replace(there, **values)


_BOTH = object()
"""Changed by both, in two ways."""


def _merged(mine: object, seen: object, there: object) -> object:
    """A value that I changed beside what others made of it; `_BOTH` where they do not go together.

    Parts that have ids, such as the sections of a dossier, are merged one by one.
    """
    if there in (seen, mine) or mine == seen:
        return there if mine == seen else mine
    parts = [_by_id(value) for value in (mine, seen, there)]
    if None in parts:
        return _BOTH
    my_parts, seen_parts, their_parts = (part or {} for part in parts)
    order = _merged_order(*map(tuple, (my_parts, seen_parts, their_parts)))
    ids = {**seen_parts, **my_parts, **their_parts}
    merged = {key: _merged(my_parts.get(key), seen_parts.get(key), their_parts.get(key)) for key in ids}
    if order is None or any(merged[key] is _BOTH for key in merged):
        return _BOTH
    return tuple(merged[key] for key in order if merged[key] is not None)


def _by_id(value: object) -> dict[str, object] | None:
    """Parts by their ids; None for what has no such parts."""
    if not isinstance(value, tuple) or not all(getattr(part, "id", "") for part in value):
        return None
    return {part.id: part for part in value}


def _merged_order(
    mine: tuple[str, ...], seen: tuple[str, ...], there: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The order of the one who changed it; None where both did in two ways."""
    if mine in {seen, there}:
        return there
    return mine if there == seen else None


def move_to_bin(session: Session, kind: type[E], record_id: str) -> None:
    """Take a record out of sight; `restore` brings it back.

    Raises:
        NotFound: it is not there.
        Refused: it is a sealed declaration that stands, or a file that one names.
    """
    with session.store.write(f"{table_for(kind).noun}.remove") as transaction:
        bin_within(session, transaction, kind, record_id)


def move_all_to_bin(session: Session, records: Sequence[tuple[type[Any], str]]) -> None:
    """Take several records out of sight in one change; one that goes with another is left alone.

    Raises:
        NotFound: one is not there.
        Refused: one is a sealed declaration that stands, or a file that one names.
    """
    from casebook.store import record_bin

    with session.store.write("bin.remove") as transaction:
        for kind, record_id in records:
            if not record_bin.is_binned(transaction.connection, table_for(kind), record_id):
                bin_within(session, transaction, kind, record_id)


def bin_within(session: Session, transaction: Transaction, kind: type[Any], record_id: str) -> None:
    """Take a record out of sight within a change.

    Raises:
        NotFound: it is not there.
        Refused: it is a sealed declaration that stands, or a file that one names.
    """
    if table_for(kind).noun in {"declaration", "document"}:
        from casebook.store.declaration.declaration import refuse_held

        refuse_held(transaction.connection, kind, record_id)
    transaction.move_to_bin(kind, record_id)
    if kind is Event:
        from casebook.services.base.deadline_recalculation import orphan

        orphan(transaction, record_id, session.clock())


def restore(session: Session, kind: type[E], record_id: str) -> None:
    """Bring a record back from the bin.

    Raises:
        NotFound: it is not there.
        Conflict: its case is in the bin.
    """
    with session.store.write(f"{table_for(kind).noun}.restore") as transaction:
        restore_within(session, transaction, kind, record_id)


def restore_all(session: Session, records: Sequence[tuple[type[Any], str]]) -> None:
    """Bring several records back from the bin in one change; one that came back with another is left alone.

    Raises:
        NotFound: one is not there.
        Conflict: the case of one is in the bin.
    """
    from casebook.store import record_bin

    with session.store.write("bin.restore") as transaction:
        for kind, record_id in records:
            table_for(kind).find(transaction.connection, record_id)
            if record_bin.is_binned(transaction.connection, table_for(kind), record_id):
                restore_within(session, transaction, kind, record_id)


def restore_within(session: Session, transaction: Transaction, kind: type[Any], record_id: str) -> None:
    """Bring a record back from the bin within a change.

    Raises:
        NotFound: it is not there.
        Conflict: its case is in the bin.
    """
    from casebook.store import record_bin

    entity = table_for(kind).find(transaction.connection, record_id)
    record_bin.refuse_binned_case(transaction.connection, entity)
    transaction.restore(kind, record_id)
    if kind is Event:
        from casebook.services.base.deadline_recalculation import follow

        follow(transaction, table_for(Event).find(transaction.connection, record_id), session.clock())
