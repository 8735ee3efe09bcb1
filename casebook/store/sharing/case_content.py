"""What belongs to cases, and what of other cases a value may name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, Text, cast, func, or_, select

from casebook.domain.base.entity import Entity
from casebook.store.base import version_tables
from casebook.store.base.table import among
from casebook.store.base.version_tables import link_of
from casebook.store.registry import table_named, tables

_PEOPLE = ("case", "person", "relation", "contact")
"""Nouns that are of cases without naming one."""


def ids_of_cases(connection: Connection, case_ids: Iterable[str]) -> dict[str, list[str]]:
    """Return the IDs of the carried records of cases by noun, those in the bin too, sorted."""
    wanted = list(case_ids)
    by_noun: dict[str, list[str]] = {}
    for entity_table in tables():
        table = entity_table.table
        column = table.c.id if entity_table.noun == "case" else table.c.get("case_id")
        if entity_table.merge and column is not None:
            ids = connection.scalars(select(table.c.id).where(among(column, wanted)))
            by_noun[entity_table.noun] = sorted(ids)
    return {noun: ids for noun, ids in by_noun.items() if ids}


def with_bin(connection: Connection, noun: str, ids: Iterable[str]) -> list[Entity]:
    """Return the records of a noun with these IDs, those in the bin too."""
    entity_table = table_named(noun)
    return entity_table.all(connection, select(entity_table.table).where(among(entity_table.table.c.id, ids)))


def relations_of(connection: Connection, person_ids: Iterable[str]) -> list[Any]:
    """Return the relationships of persons, from either side, those in the bin too."""
    relation, wanted = table_named("relation"), list(person_ids)
    columns = relation.table.c
    named = or_(among(columns.person_id, wanted), among(columns.other_id, wanted))
    return relation.all(connection, select(relation.table).where(named))


def packs_of(connection: Connection, noun: str, ids: Iterable[str]) -> dict[str, str]:
    """Return the version of the pack of each entry of the library by ID, "" for the person's own."""
    table = table_named(noun).table
    if "pack" not in table.c:
        return {}
    query = select(table.c.id, table.c.pack).where(among(table.c.id, ids))
    return {record_id: pack or "" for record_id, pack in connection.execute(query)}


def of_cases_among(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return which of these are IDs of something that belongs to cases, or did until it was purged."""
    wanted = list(ids)
    among_them = version_tables.purged_of(link_of(connection), wanted)
    for entity_table in tables():
        table = entity_table.table
        if entity_table.merge and (entity_table.noun in _PEOPLE or "case_id" in table.c):
            among_them |= set(connection.scalars(select(table.c.id).where(among(table.c.id, wanted))))
    return among_them


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
