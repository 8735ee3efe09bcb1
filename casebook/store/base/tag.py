"""Tags in the tables of nouns."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, Table
from sqlalchemy import text as sql


def counted(connection: Connection, table: Table) -> list[tuple[str, int]]:
    """Return the tags of the records of a table outside the bin, each with their number."""
    query = sql(
        f"SELECT value, count(*) FROM {table.name}, json_each({table.name}.tags)"  # noqa: S608 - our name
        " WHERE binned_at IS NULL GROUP BY value"
    )
    return [(tag, number) for tag, number in connection.execute(query)]


def ids_with(connection: Connection, table: Table, tags: Iterable[str]) -> list[str]:
    """Return the IDs of the records of a table outside the bin that have one of these tags as written."""
    query = sql(
        f"SELECT DISTINCT {table.name}.id FROM {table.name}, json_each({table.name}.tags)"  # noqa: S608
        " WHERE binned_at IS NULL AND value IN (SELECT value FROM json_each(:tags))"
    )
    return [*connection.execute(query, {"tags": json.dumps([*tags])}).scalars()]
