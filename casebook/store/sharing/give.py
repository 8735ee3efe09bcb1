"""Reads records with all their versions, to be given to others."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from casebook.domain.sharing.version import BINNED, RecordVersion
from casebook.store.base import version_tables
from casebook.store.base.table import among
from casebook.store.base.version_tables import link_of
from casebook.store.registry import table_named
from casebook.store.sharing.version_note import is_carried
from casebook.store.sharing.version_state import loaded


def versions_of(connection: Connection, noun: str, ids: Iterable[str]) -> list[RecordVersion]:
    """Return records of a noun with all that stands and was replaced, in the bin or not.

    Those that are not here are left out, as are entries of packs, which are never carried.
    """
    table, link, wanted = table_named(noun), link_of(connection), list(dict.fromkeys(ids))
    rows = version_tables.rows_of_all(link, noun, wanted)
    spent = version_tables.spent_of_all(link, noun, wanted)
    versions: list[RecordVersion] = []
    for row in connection.execute(select(table.table).where(among(table.table.c.id, wanted))).mappings():
        record = table.entity(row)
        values = {**table.audited(record), BINNED: row["binned_at"]}
        if not is_carried(table, values):
            continue
        version = loaded(noun, record.id, table.merge, values, rows.get(record.id, ()))
        version.spent = spent.get(record.id, set())
        versions.append(version)
    return versions
