"""The table metadata, and the columns that every noun's table has."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    TextualSelect,
    bindparam,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy import text as sql
from sqlalchemy.schema import SchemaItem

METADATA = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s"}
)


def noun_table(name: str, *columns: SchemaItem) -> Table:
    """Return a table for a noun: ID, columns, and when it went to the bin (ISO instant, or NULL)."""
    return Table(
        name,
        METADATA,
        Column("id", Text, primary_key=True),
        *columns,
        Column("binned_at", Text),
    )


def bin_index(table: Table) -> None:
    """Add an index of the bin only to the table of a noun with many records."""
    Index(f"ix_{table.name}_binned_at", table.c.binned_at, sqlite_where=table.c.binned_at.is_not(None))


def text(name: str, *, is_indexed: bool = False) -> Column[str]:
    """Return a text column, never NULL."""
    return Column(name, Text, nullable=False, index=is_indexed)


def maybe_text(name: str) -> Column[str | None]:
    """Return a nullable text column, for instance for an unknown date."""
    return Column(name, Text)


def number(name: str) -> Column[int]:
    """Return an integer column, never NULL."""
    return Column(name, Integer, nullable=False)


def flag(name: str) -> Column[bool]:
    """Return a boolean column, never NULL."""
    return Column(name, Boolean(create_constraint=False), nullable=False)


def parts(name: str) -> Column[object]:
    """Return a JSON column for nested values (names, custody steps, a stated date)."""
    return Column(name, JSON(none_as_null=True))


def sort_day(name: str = "sorted_on") -> Column[str]:
    """Return a column with the earliest day of a stated date, for sorting; derived, never shown."""
    return Column(name, Text, nullable=False, index=True)


def among(column: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Return whether a column has one of these values, as one parameter for any number of them."""
    encoded = json.dumps(list(dict.fromkeys(values)))
    asked = sql("SELECT value FROM json_each(:among)").bindparams(bindparam("among", encoded, unique=True))
    return column.in_(asked)


def among_ids(column: ColumnElement[str]) -> ColumnElement[bool]:
    """Return whether a column has a value of the JSON list `ids`, a parameter of a query made once."""
    return column.in_(sql("SELECT value FROM json_each(:ids)").bindparams(bindparam("ids")))


def ids_among(connection: Connection, table: Table, ids: Iterable[str]) -> set[str]:
    """Return which of these IDs rows of a table have, those in the bin too."""
    query = f'SELECT id FROM "{table.name}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608 - our names
    return {*connection.exec_driver_sql(query, (json.dumps([*ids]),)).scalars()}


def not_binned(*columns: Column[Any]) -> Select[Any]:
    """Return a query for columns of all rows of a table outside the bin, in the order they were added."""
    return select(*columns).where(columns[0].table.c.binned_at.is_(None)).order_by(sql("rowid"))


def as_one_row(query: Select[Any] | TextualSelect) -> Select[Any]:
    """Return a query for `read_as_one`: each column of all rows of a query as one JSON list."""
    columns: list[ColumnElement[Any]] = [_as_list(column) for column in query.subquery().c]
    return select(*columns)


def _as_list(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Return the values of a column as one JSON list; those of a JSON column are not parsed for it."""
    if not isinstance(column.type, JSON):
        return func.json_group_array(column)
    values = func.group_concat(func.coalesce(type_coerce(column, Text), "[]"))
    return literal("[", Text).concat(func.coalesce(values, "")).concat("]")


def read_as_one(
    connection: Connection, query: Select[Any], pick: Callable[[dict[str, Any]], object] | None = None
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query made by `as_one_row`, in its order, with JSON columns decoded, NULL as `[]`.

    For thousands of rows this is several times faster than to fetch and decode each.

    Args:
        connection: to the database.
        query: made by `as_one_row`.
        pick: what is kept of every JSON object, so that thousands of them do not fill the memory.
    """
    lists = (json.loads(column, object_hook=pick) for column in connection.execute(query).one())
    yield from zip(*lists, strict=True)
