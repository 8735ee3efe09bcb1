"""Takes back what came from elsewhere, while nothing was changed of it since.

What others of a team have got by then cannot be made to vanish: there the undo is a change of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from casebook.domain.base.entity import Entity
from casebook.domain.sharing.choice import rule_of, shown_stamp
from casebook.domain.sharing.merge import MergeKind
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import among
from casebook.store.base.version_tables import link_of
from casebook.store.registry import table_named
from casebook.store.sharing.outgoing import withdrawn
from casebook.store.sharing.take import values_of
from casebook.store.sharing.version_state import loaded

Record = tuple[Entity, str | None]
"""A record, and when it went to the bin."""
_ROWS = "SELECT * FROM version WHERE record_id = ? AND noun = ? ORDER BY is_spent, field, stamp"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RecordState:
    """A record with all its versions, as it was at one moment. Its `repr` shows none of its content.

    Attributes:
        noun: of the record.
        id: of the record.
        record: it; None where it was not there.
        rows: of its versions, as the table had them.
    """

    noun: str
    id: str
    record: Record | None
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TakenState:
    """A record before and after something of it was taken. Its `repr` shows none of its content."""

    before: RecordState
    after: RecordState


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class UntakenStates:
    """What came of taking back. Its `repr` shows none of its content.

    Attributes:
        left: what stays as it is, since it was changed.
        back: what is as it was before already, such as after another undo.
        handed_on: what others of a team have: undone by a change, new records by moving them to the bin.
    """

    left: tuple[TakenState, ...] = ()
    back: tuple[TakenState, ...] = ()
    handed_on: tuple[TakenState, ...] = ()


def states_of(connection: Connection, noun: str, ids: Iterable[str]) -> dict[str, RecordState]:
    """Return records of a carried noun as they are, those too that are not there."""
    table, link, wanted = table_named(noun), link_of(connection), list(ids)
    query = select(table.table).where(among(table.table.c.id, wanted))
    records = {
        row["id"]: (table.entity(row), row["binned_at"]) for row in connection.execute(query).mappings()
    }
    return {
        record_id: RecordState(
            noun=noun,
            id=record_id,
            record=records.get(record_id),
            rows=tuple(map(tuple, link.execute(_ROWS, (record_id, noun)))),
        )
        for record_id in wanted
    }


def is_unchanged(connection: Connection, after: RecordState) -> bool:
    """Return whether a record is as it was then, apart from what is of this casebook alone."""
    now = states_of(connection, after.noun, [after.id])[after.id]
    return now.rows == after.rows and _shared(now) == _shared(after)


def handed_on(connection: Connection, states: Sequence[TakenState]) -> list[TakenState]:
    """Return those that others of the team have got; what waits to be laid for them is taken back."""
    link = link_of(connection)
    added = {(one.after.noun, one.after.id): _added(one) for one in states}
    is_new = {
        (one.after.noun, one.after.id) for one in states if not one.before.rows and not one.before.record
    }
    waited = withdrawn(link, {of: None if of in is_new else keys for of, keys in added.items()})
    query = "SELECT 1 FROM space_record WHERE noun = ? AND record_id = ? LIMIT 1"
    return [
        one
        for one in states
        if (of := (one.after.noun, one.after.id)) not in waited and link.execute(query, of).fetchone()
    ]


def earlier(one: TakenState) -> Iterator[tuple[str, list[Any]]]:
    """Yield each key that taking changed, with the values that stood there, the one shown last."""
    before = one.before
    table = table_named(before.noun)
    rows = [(field, stamp, text) for _, _, is_spent, field, stamp, text in before.rows if not is_spent]
    known = loaded(before.noun, before.id, table.merge, values_of(table, before.record), rows)
    for key in sorted({key for key, _ in _added(one)}):
        register = known.entries.get(key, {})
        rule = rule_of(table.merge, key)
        last = shown_stamp(rule, register) if rule and register else b""
        yield key, [register[stamp] for stamp in sorted(register, key=lambda each: (each == last, each))]


def _added(one: TakenState) -> set[tuple[str, bytes]]:
    """Return keys and stamps that came, of values and of those that they replaced."""
    stood = {row[2:5] for row in one.before.rows}
    return {(row[3], row[4]) for row in one.after.rows if row[3] and row[2:5] not in stood}


def put_versions(connection: Connection, states: Sequence[RecordState]) -> None:
    """Give records the versions that they had."""
    link = link_of(connection)
    for one in states:
        link.execute("DELETE FROM version WHERE record_id = ? AND noun = ?", (one.id, one.noun))
        link.executemany("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?)", one.rows)


def _shared(state: RecordState) -> Record | None:
    if state.record is None:
        return None
    table: EntityTable[Any] = table_named(state.noun)
    entity, binned_at = state.record
    local = {name: "" for name, rule in table.merge.items() if rule.kind is MergeKind.LOCAL}
    return replace(entity, **local), binned_at  # type: ignore[type-var]
