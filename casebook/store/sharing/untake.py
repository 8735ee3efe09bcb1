"""Takes back what came from elsewhere, while nothing was changed of it since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from casebook.domain.base.entity import Entity
from casebook.domain.sharing.merge import MergeKind
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import among
from casebook.store.base.version_tables import link_of
from casebook.store.registry import table_named

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
    """Return whether a record is as it was after it was taken, apart from what is of this casebook alone."""
    now = states_of(connection, after.noun, [after.id])[after.id]
    return now.rows == after.rows and _shared(now) == _shared(after)


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
