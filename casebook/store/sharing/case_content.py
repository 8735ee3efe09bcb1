"""What belongs to cases, and what of other cases a value may name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, Text, cast, func, or_, select

from casebook.domain.base.entity import Entity
from casebook.domain.sharing.version import BINNED
from casebook.store.base import version_tables
from casebook.store.base.entity_table import EntityTable, rows_with_bin
from casebook.store.base.table import among, among_ids
from casebook.store.base.version_tables import link_of
from casebook.store.record_bin import DOCUMENT_PARTS
from casebook.store.registry import known_table, table_named, tables

E = TypeVar("E", bound=Entity)
_PEOPLE = ("case", "person", "relation", "contact")
"""Nouns that are of cases without naming one."""
_NAMED_BY_CASES = ("official-form", "finding", "source", "argument")
"""Nouns of the office that go along where a case names them."""


def ids_of_cases(connection: Connection, case_ids: Iterable[str]) -> dict[str, list[str]]:
    """Return the IDs of the carried records of cases by noun, those in the bin too, sorted."""
    by_noun: dict[str, list[str]] = {}
    for noun, record_id in connection.exec_driver_sql(_of_cases_query(), (json.dumps([*case_ids]),)):
        by_noun.setdefault(noun, []).append(record_id)
    return {noun: sorted(ids) for noun, ids in by_noun.items()}


@cache
def _of_cases_query() -> str:
    columns = [(one, "id" if one.noun == "case" else "case_id") for one in tables()]
    return _of_each(
        f"SELECT '{one.noun}', id FROM \"{one.table.name}\" WHERE {column} IN"  # noqa: S608 - our names
        for one, column in columns
        if one.merge and column in one.table.c
    )


def _of_each(queries: Iterable[str]) -> str:
    """Return what asks each of these tables for values in a JSON list: one query in place of one a noun."""
    return " UNION ALL ".join(f"{query} (SELECT value FROM json_each(?1))" for query in queries)  # noqa: S608 - our names


def with_bin(connection: Connection, noun: str, ids: Iterable[str]) -> list[Entity]:
    """Return the records of a noun with these IDs, those in the bin too; none of one not known here."""
    entity_table = known_table(noun)
    if entity_table is None:
        return []
    return entity_table.known(connection, rows_with_bin, ids=json.dumps([*ids]))


def all_of_cases(connection: Connection, entity_table: EntityTable[E], case_ids: Iterable[str]) -> list[E]:
    """Return the records of a noun in cases, those in the bin too."""
    return entity_table.known(connection, _rows_of_cases, ids=json.dumps([*case_ids]))


def _rows_of_cases(table: Table) -> Select[Any]:
    return select(table).where(among_ids(table.c.case_id))


def every_id(connection: Connection, noun: str) -> list[str]:
    """Return the IDs of all records of a noun, those in the bin too, sorted."""
    column = table_named(noun).table.c.id
    return list(connection.scalars(select(column).order_by(column)))


def purged_among(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return which of these records were deleted for good."""
    return version_tables.purged_of(link_of(connection), ids)


def values_with_bin(connection: Connection, noun: str, record_id: str) -> dict[str, Any]:
    """Return the values of a record as JSON has them, with when it went to the bin; none where it is not."""
    entity_table = table_named(noun)
    query = select(entity_table.table).where(entity_table.table.c.id == record_id)
    row = connection.execute(query).mappings().first()
    return {**entity_table.audited(entity_table.entity(row)), BINNED: row["binned_at"]} if row else {}


def is_shown(connection: Connection, noun: str, record: Any) -> bool:  # noqa: ANN401 - of any noun with a case
    """Return whether neither a record nor its case is in the bin."""
    case_id = getattr(record, "case_id", "")
    is_case_shown = not case_id or bool(table_named("case").some(connection, [case_id]))
    return is_case_shown and bool(table_named(noun).some(connection, [record.id]))


def binned_ids(connection: Connection) -> set[str]:
    """Return the IDs of all carried records in the bin."""
    return {*connection.exec_driver_sql(_binned_query()).scalars()}


@cache
def _binned_query() -> str:
    return " UNION ALL ".join(
        f'SELECT id FROM "{one.table.name}" WHERE binned_at IS NOT NULL'  # noqa: S608 - our names
        for one in tables()
        if one.merge
    )


def relations_of(connection: Connection, person_ids: Iterable[str]) -> list[Any]:
    """Return the relationships of persons, from either side, those in the bin too."""
    relation, wanted = table_named("relation"), list(person_ids)
    columns = relation.table.c
    named = or_(among(columns.person_id, wanted), among(columns.other_id, wanted))
    return relation.all(connection, select(relation.table).where(named))


def packs_of(connection: Connection, noun: str, ids: Iterable[str]) -> dict[str, str]:
    """Return the version of the pack of each entry of the library by ID, "" for the person's own."""
    entity_table = known_table(noun)
    if entity_table is None or "pack" not in entity_table.table.c:
        return {}
    query = f'SELECT id, pack FROM "{entity_table.table.name}" WHERE id IN'  # noqa: S608 - our names
    rows = connection.exec_driver_sql(_of_each([query]), (json.dumps([*ids]),))
    return {record_id: pack or "" for record_id, pack in rows}


def keys_among(connection: Connection, ids: Iterable[str]) -> set[tuple[str, str]]:
    """Return noun and ID of the carried records that are here, in the bin too, and have one of these IDs."""
    wanted = json.dumps(sorted(ids))
    return {(noun, record_id) for noun, record_id in link_of(connection).execute(_keys_query(), (wanted,))}


def noun_of_id(noun: str) -> str:
    """Return the noun that an ID belongs to: parts of a document have its ID."""
    return "document" if noun in DOCUMENT_PARTS else noun


@cache
def _keys_query() -> str:
    return _of_each(
        f"SELECT '{one.noun}', id FROM \"{one.table.name}\" WHERE id IN"  # noqa: S608 - our names
        for one in tables()
        if one.merge
    )


def case_of(connection: Connection, noun: str, record_id: str) -> str | None:
    """Return the case that a record stands in, "" for none; None where its noun has none, or it is away."""
    columns = table_named(noun).table.c
    if "case_id" not in columns:
        return None
    return connection.execute(select(columns.case_id).where(columns.id == record_id)).scalar()


def parties_elsewhere(connection: Connection, person_ids: Iterable[str], case_ids: Iterable[str]) -> set[str]:
    """Return which of these persons are party to a case that is none of these, in the bin or not."""
    wanted, cases = {*person_ids}, table_named("case")
    if not wanted:
        return set()
    named = or_(*(func.instr(cast(cases.table.c.parties, Text), one) > 0 for one in sorted(wanted)))
    others: list[Any] = cases.all(
        connection, select(cases.table).where(named, cases.table.c.id.not_in([*case_ids]))
    )
    return wanted & {party.person_id for one in others for party in one.parties}


def of_cases_among(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return which of these are IDs of something that belongs to cases, or did until it was purged."""
    wanted = list(ids)
    here = connection.exec_driver_sql(_of_any_case_query(), (json.dumps(wanted),)).scalars()
    return {*here} | version_tables.purged_of(link_of(connection), wanted)


@cache
def _of_any_case_query() -> str:
    return _of_each(
        f'SELECT id FROM "{one.table.name}" WHERE id IN'  # noqa: S608 - our names
        for one in tables()
        if one.merge and (one.noun in _PEOPLE or "case_id" in one.table.c)
    )


def is_of_cases(noun: str) -> bool:
    """Return whether records of a noun go with cases; others hold for the whole office.

    A noun of a later version may be either, and is kept without being read.
    """
    if noun in {*_PEOPLE, *_NAMED_BY_CASES}:
        return True
    known = {one.noun: one.table for one in tables()}
    return noun not in known or "case_id" in known[noun].c


def cases_of(connection: Connection, by_noun: Mapping[str, Iterable[str]]) -> list[str]:
    """Return the IDs of the cases that records are of; of persons and contacts, of those that name them."""
    case_ids: set[str] = set()
    for noun, ids in by_noun.items():
        table, wanted = table_named(noun).table, list(ids)
        if noun == "case" or "case_id" in table.c:
            column = table.c.id if noun == "case" else table.c.case_id
            case_ids |= set(connection.scalars(select(column).where(among(table.c.id, wanted))))
            continue
        for other in tables():
            if other.merge and (other.noun == "case" or "case_id" in other.table.c):
                case_ids |= _naming(connection, other.table, wanted)
    return sorted(case_ids - {""})


def _naming(connection: Connection, table: Table, ids: Iterable[str]) -> set[str]:
    column = table.c.get("case_id", table.c.id)
    texts = [one for one in table.c if one.name not in {"id", "binned_at"}]
    return {
        str(case_id)
        for one in ids
        for case_id in connection.scalars(
            select(column).where(or_(*(func.instr(cast(text, Text), one) > 0 for text in texts)))
        )
    }
