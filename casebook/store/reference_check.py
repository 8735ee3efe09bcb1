"""References to records that do not exist, which no constraint of the database looks after."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from casebook.store.base.audit import AUDIT, PURGE
from casebook.store.registry import table_named, tables

_REFERS: dict[str, str] = {
    "attachment_id": "attachment",
    "case_id": "case",
    "contact_id": "contact",
    "deadline_id": "deadline",
    "dossier_id": "dossier",
    "event_id": "event",
    "other_id": "person",
    "person_id": "person",
    "proceeding_id": "proceeding",
}
"""Columns that name a record of the work by its id, and its noun. Supplied data has ids of its own."""


def dangling(connection: Connection) -> list[tuple[str, str]]:
    """Noun and id of every record that refers to one which is not there; each once.

    One in the bin is there. One that was purged is not, and may still be referred to: the person was asked.
    """
    return sorted(set(_dangling(connection)))


def _dangling(connection: Connection) -> Iterator[tuple[str, str]]:
    purged = select(AUDIT.c.record_id).where(AUDIT.c.action.endswith(PURGE))
    for entity_table in tables():
        table = entity_table.table
        for name in _REFERS.keys() & table.c.keys():
            column, there = table.c[name], table_named(_REFERS[name]).table.c.id
            missing = column.not_in(select(there)) & column.not_in(purged)
            for record_id in connection.execute(select(table.c.id).where(column != "", missing)).scalars():
                yield entity_table.noun, record_id
