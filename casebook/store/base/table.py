"""The table metadata, and the columns that every noun's table has."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
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


def undecoded(column: ColumnElement[object]) -> ColumnElement[str]:
    """Return a JSON column as text, for lists that decode only a few of their rows."""
    return type_coerce(column, Text)


def decoded(encoded: str | None) -> tuple[str, ...]:
    """Decode text from a JSON column that was read as text."""
    return () if encoded in {None, "[]"} else tuple(json.loads(encoded or "[]"))
