"""Maps a noun to its table: rows to frozen records and back, and its searchable text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from itertools import chain
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Dialect,
    RowMapping,
    Select,
    Table,
    bindparam,
    select,
    type_coerce,
)
from sqlalchemy.types import NullType

from casebook.base.errors import RecordNotFound
from casebook.base.message import Message
from casebook.base.structure import stored
from casebook.domain.base.entity import Entity
from casebook.domain.sharing.merge import MergeRules
from casebook.store.base.connection import saved_state
from casebook.store.base.table import among_ids

E = TypeVar("E", bound=Entity)

_KEPT_ENTRIES = "entries"
"""Under which name a connection keeps entries of reference data, with the saved state they were read in."""
_AT_ONCE = 1000
"""Rows fetched together, which is faster than one by one."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SearchText:
    """The searchable text of a record.

    Attributes:
        title: shown in the list of hits.
        body: the searched words.
        case_id: the case it belongs to, or "".
        page: page of a document the body stands on, 0 elsewhere.
    """

    title: str
    body: str
    case_id: str = ""
    page: int = 0


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of a noun's fields; cached, since needed for every row."""
    return tuple(part.name for part in fields(kind))


@cache
def _not_binned(table: Table) -> Select[Any]:
    """Return the base query of others; cached, since building it is as slow as many queries."""
    return select(table).where(table.c.binned_at.is_(None))


@cache
def rows_with_bin(table: Table) -> Select[Any]:
    """Return the query for the rows with the IDs in the JSON list `ids`, those in the bin too."""
    return select(table).where(among_ids(table.c.id))


@cache
def _some(table: Table) -> Select[Any]:
    return rows_with_bin(table).where(table.c.binned_at.is_(None))


@cache
def _one(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("record_id"))


@cache
def _of_case(table: Table) -> Select[Any]:
    """Return the query for the rows of the case `of_case` outside the bin, in date order if they have one."""
    query = _not_binned(table).where(table.c.case_id == bindparam("of_case"))
    order = table.c.get("sorted_on")
    return query.order_by(order, table.c.id) if order is not None else query


@cache
def _once(make: Callable[[Table], Select[Any]], table: Table, *, is_stored: bool) -> Select[Any]:
    """Return a query made once, which SQLAlchemy then knows without going through its parts."""
    query = make(table)
    return _with_stored(query, table) if is_stored else query


def _with_stored(query: Select[Any], table: Table) -> Select[Any]:
    return query.with_only_columns(*_as_stored(table), maintain_column_froms=True)


@cache
def _as_stored(table: Table) -> tuple[ColumnElement[Any], ...]:
    """Return the columns of a table with their values as the database holds them."""
    return tuple(type_coerce(column, NullType()).label(column.name) for column in table.c)


def _readers(table: Table, dialect: Dialect) -> list[tuple[str, Callable[[Any], Any]]]:
    """Return each column's name and what turns its stored value into that of its type."""
    types = ((column.name, column.type.dialect_impl(dialect)) for column in table.c)
    return [(name, kind.result_processor(dialect, None) or _same) for name, kind in types]


def _same(value: object) -> object:
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityTable(Generic[E]):
    """The table of one noun.

    Attributes:
        noun: its name in every layer.
        kind: its dataclass.
        table: its table; columns are named as its fields.
        derived: further columns worked out from it, such as the sort day.
        words: what search finds it by.
        title: tells it from others where search does not find it: the entry of the reference data it is of.
        names: the names it bears, found in every script and spelling.
        found_as: the noun named in hits, where that is another one.
        unaudited: fields whose values stay out of the history, such as keys and extracted text.
        merge: how each field merges with that of another casebook; empty for a noun that is never carried.
        comes_with_packs: whether packs bring records of this noun too, with `pack`; those are never carried.
    """

    noun: str
    kind: type[E]
    table: Table
    derived: Callable[[E], Mapping[str, object]] = field(default=lambda _: {})
    words: Callable[[E], Iterable[SearchText]] = field(default=lambda _: ())
    title: Callable[[E], str] = field(default=lambda _: "")
    names: Callable[[E], Iterable[str]] = field(default=lambda _: ())
    found_as: str = ""
    unaudited: frozenset[str] = frozenset()
    merge: MergeRules = field(default_factory=MergeRules)
    comes_with_packs: bool = False

    def row(self, entity: E) -> dict[str, object]:
        """Return the column values of a record."""
        plain: dict[str, object] = stored().unstructure(entity)
        return {**plain, **self.derived(entity)}

    def audited(self, entity: E) -> dict[str, object]:
        """Return the values stored in the history, JSON-ready, by field."""
        plain: dict[str, object] = stored().unstructure(entity)
        return {name: value for name, value in plain.items() if name not in self.unaudited}

    def entity(self, row: RowMapping | Mapping[str, Any]) -> E:
        """Return the record of a row."""
        return stored().structure(row, self.kind)  # which takes its fields and leaves the other columns

    def prepare(self) -> None:
        """Prepare the conversion of rows to records, for which the first row would otherwise wait."""
        stored().get_structure_hook(self.kind)

    def not_binned(self) -> Select[Any]:
        """Return a query for all rows outside the bin."""
        return _not_binned(self.table)

    def find(self, connection: Connection, record_id: str) -> E:
        """Return the record with this ID, in the bin or not.

        Raises:
            NotFound: there is none.
        """
        row = connection.execute(_one(self.table), {"record_id": record_id}).mappings().first()
        if row is None:
            raise RecordNotFound(
                Message("There is no {noun} with this ID.", noun=Message(self.noun)), field="id"
            )
        return self.entity(row)

    def all(self, connection: Connection, query: Select[Any] | None = None) -> list[E]:
        """Return the records of a query over this table; by default all outside the bin."""
        if query is None:
            return self.known(connection, _not_binned)
        if "pack" in _fields(self.kind):
            return list(self._unchanged(connection.execute(_with_stored(query, self.table))))
        return self._made(connection.execute(query))

    def known(
        self, connection: Connection, make: Callable[[Table], Select[Any]], **values: object
    ) -> list[E]:
        """Return the records of a query that is asked often: it is made once for the table.

        Args:
            connection: of the database.
            make: makes the query, with a parameter for whatever differs from time to time.
            values: of its parameters.
        """
        if "pack" not in _fields(self.kind):
            return self._made(connection.execute(_once(make, self.table, is_stored=False), values))
        query = _once(make, self.table, is_stored=True)
        if values:
            return list(self._unchanged(connection.execute(query, values)))
        state = saved_state(connection)
        kept: dict[object, tuple[object, list[E]]] = connection.info.setdefault(_KEPT_ENTRIES, {})
        before, entries = kept.get(query, (None, []))
        if state is None or before != state:
            entries = list(self._unchanged(connection.execute(query)))
            kept[query] = state, entries
        return [*entries]

    def _made(self, found: CursorResult[Any]) -> list[E]:
        names = tuple(found.keys())
        rows = chain.from_iterable(found.partitions(_AT_ONCE))
        return [self.entity(dict(zip(names, row, strict=True))) for row in rows]

    def _unchanged(self, result: CursorResult[Any]) -> Iterator[E]:
        """Entries of reference data, made anew only where their row is not as this connection last read it.

        They are read by the hundred at every preview, change with an update of a pack and hold no person.
        Rows are compared as they are stored: decoding their JSON would take longer than all else.
        """
        connection = result.connection
        known: dict[object, tuple[tuple[object, ...], E]] = connection.info.setdefault(self.table.name, {})
        readers = _readers(self.table, connection.dialect)
        at = self.table.c.keys().index("id")
        for values in map(tuple, result.all()):
            entry = known.get(values[at])
            if entry is None or entry[0] != values:
                read = {name: reader(value) for (name, reader), value in zip(readers, values, strict=True)}
                entry = known[values[at]] = values, self.entity(read)
            yield entry[1]

    def some(self, connection: Connection, ids: Iterable[str]) -> dict[str, E]:
        """Return the records outside the bin with these IDs, by ID; missing ones are absent."""
        encoded = json.dumps(list(dict.fromkeys(ids)))
        return {entity.id: entity for entity in self.known(connection, _some, ids=encoded)}

    def ids_of_case(self, connection: Connection, case_id: str) -> list[str]:
        """Return the IDs of the records of a case outside the bin, in no order."""
        query = self.not_binned().where(self.table.c.case_id == case_id).with_only_columns(self.table.c.id)
        return list(connection.scalars(query))

    def of_case(self, connection: Connection, case_id: str) -> list[E]:
        """Return the records of a case outside the bin, in date order if the table has one."""
        return self.known(connection, _of_case, of_case=case_id)
