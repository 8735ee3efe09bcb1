"""The one catalogue of tables, and the columns that every noun's table has."""

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
    """A table for a noun: its id, its columns, and when it went to the bin (ISO instant, or NULL)."""
    return Table(
        name,
        METADATA,
        Column("id", Text, primary_key=True),
        *columns,
        Column("binned_at", Text),
    )


def bin_index(table: Table) -> None:
    """Index apart what lies in the bin of a noun with many records."""
    Index(f"ix_{table.name}_binned_at", table.c.binned_at, sqlite_where=table.c.binned_at.is_not(None))


def text(name: str, *, is_indexed: bool = False) -> Column[str]:
    """A column of text, never NULL."""
    return Column(name, Text, nullable=False, index=is_indexed)


def maybe_text(name: str) -> Column[str | None]:
    """A column of text that may be absent, such as a date not known."""
    return Column(name, Text)


def number(name: str) -> Column[int]:
    """A whole number, never NULL."""
    return Column(name, Integer, nullable=False)


def flag(name: str) -> Column[bool]:
    """A boolean column, never NULL."""
    return Column(name, Boolean(create_constraint=False), nullable=False)


def parts(name: str) -> Column[object]:
    """Values inside a noun (names, custody steps, a stated date), kept as JSON beside it."""
    return Column(name, JSON(none_as_null=True))


def sort_day(name: str = "sorted_on") -> Column[str]:
    """The earliest day a stated date can mean, for ordering; derived, never shown."""
    return Column(name, Text, nullable=False, index=True)


def among(column: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column has one of these values: one parameter however many there are."""
    encoded = json.dumps(list(dict.fromkeys(values)))
    asked = sql("SELECT value FROM json_each(:among)").bindparams(bindparam("among", encoded, unique=True))
    return column.in_(asked)


def undecoded(column: ColumnElement[object]) -> ColumnElement[str]:
    """A column of parts as its JSON text, for lists that look into few of their rows."""
    return type_coerce(column, Text)


def decoded(encoded: str | None) -> tuple[str, ...]:
    """Words out of a column of parts that was read undecoded."""
    return () if encoded in {None, "[]"} else tuple(json.loads(encoded or "[]"))
