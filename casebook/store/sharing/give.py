"""Reads records with all their versions, to be given to others."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from casebook.domain.sharing.version import BINNED, RecordVersion
from casebook.store import record_bin
from casebook.store.base import version_tables
from casebook.store.base.table import among
from casebook.store.base.version_tables import link_of
from casebook.store.registry import table_named
from casebook.store.sharing import team_store
from casebook.store.sharing.version_note import is_carried
from casebook.store.sharing.version_state import loaded


def versions_of(connection: Connection, noun: str, ids: Iterable[str]) -> list[RecordVersion]:
    """Return records of a noun with all that stands and was replaced, in the bin or not.

    Those that are not here are left out, as are entries of packs, which are never carried.
    """
    table, link, wanted = table_named(noun), link_of(connection), list(dict.fromkeys(ids))
    rows, hidden = version_tables.rows_of_all(link, noun, wanted), _hidden_at(connection)
    spent = version_tables.spent_of_all(link, noun, wanted)
    versions: list[RecordVersion] = []
    for row in connection.execute(select(table.table).where(among(table.table.c.id, wanted))).mappings():
        record = table.entity(row)
        known = rows.get(record.id, ())
        is_hidden = row["binned_at"] in hidden and all(key != BINNED for key, _, _ in known)
        values = {**table.audited(record), BINNED: None if is_hidden else row["binned_at"]}
        if not is_carried(table, values):
            continue
        version = loaded(noun, record.id, table.merge, values, known)
        version.spent = spent.get(record.id, set())
        versions.append(version)
    return versions


def _hidden_at(connection: Connection) -> set[str]:
    """Return when records went out of sight about which a person decides: nobody moved them to the bin."""
    ats = {
        record_bin.binned_at(connection, table_named(noun), record_id)
        for noun, record_id, _, _ in team_store.purge_requests(connection)
    }
    return {at for at in ats if at}
