"""Takes in what other casebooks know of records: by the thousand, in any order, with rivals kept.

Nothing else follows from it: no deadline is counted, no task made. Each casebook would do so, and there would
be as many as casebooks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from casebook.base.errors import NotFound
from casebook.domain.base.entity import Entity
from casebook.domain.sharing.merge import MergeRules
from casebook.domain.sharing.version import BINNED, Entries, RecordVersion, Spent
from casebook.store.base import version_tables
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import among
from casebook.store.base.version_tables import link_of
from casebook.store.registry import known_table
from casebook.store.sharing.arrived_values import record_of
from casebook.store.sharing.case_content import keys_among, noun_of_id
from casebook.store.sharing.version_state import Row, loaded, rows_for

AT_ONCE = 500
"""Records read, joined and written together."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TakenRecord:
    """A record of which something came that was not known.

    Attributes:
        noun: of the record.
        id: of the record.
        before: the record and when it went to the bin, as it was; None where there was none.
        after: as it is now; None while its beginning is not here, or it is of a newer version.
        stamp: the latest of what came, that of the beginning where no value did, b"" where neither did.
    """

    noun: str
    id: str
    before: tuple[Entity, str | None] | None
    after: tuple[Entity, str | None] | None
    stamp: bytes


def take(connection: Connection, versions: Iterable[RecordVersion]) -> Iterator[TakenRecord]:
    """Join versions of records with those that are here; yields those of which anything was new.

    Records that were purged here stay away, and so do new ones under the ID of one of another noun: what is
    purged is known by its ID. Those of nouns of a newer version are kept unread.
    """
    by_noun: dict[str, dict[str, RecordVersion]] = {}
    for version in versions:
        by_id = by_noun.setdefault(version.noun, {})
        if version.id in by_id:
            by_id[version.id].take(version)
        else:
            by_id[version.id] = version
    for noun, by_id in by_noun.items():
        ids = list(by_id)
        for start in range(0, len(ids), AT_ONCE):
            some = {record_id: by_id[record_id] for record_id in ids[start : start + AT_ONCE]}
            yield from _take_some(connection, noun, some)


def _take_some(connection: Connection, noun: str, arrived: dict[str, RecordVersion]) -> list[TakenRecord]:
    link, table = link_of(connection), _carried(noun)
    rules = table.merge if table else MergeRules()
    purged = version_tables.purged_of(link, arrived)
    there = _records(connection, table, arrived) if table else {}
    of_others = keys_among(connection, arrived.keys() - there.keys())
    away = purged | {record_id for other, record_id in of_others if noun_of_id(other) != noun_of_id(noun)}
    rows = version_tables.rows_of_all(link, noun, arrived)
    spent = version_tables.spent_of_all(link, noun, arrived)
    new_rows: list[Row] = []
    new_spent: list[tuple[str, str, str, bytes]] = []
    taken: list[TakenRecord] = []
    for record_id, version in arrived.items():
        if record_id in away:
            continue
        before = there.get(record_id)
        known = loaded(noun, record_id, rules, values_of(table, before), rows.get(record_id, ()))
        known.spent = spent.get(record_id, set())
        state = _state(known)
        known.take(version)
        if _state(known) == state:
            continue
        new_spent += ((record_id, noun, *one) for one in known.spent - state[1])
        joined = record_of(table, known, values_of(table, before)) if table else None
        after = joined[:2] if joined else None
        new_rows += rows_for(known, rules, joined[2] if joined else {}, values_of(table, after))
        latest = max(_new_stamps(version, state[0]), default=version.began)
        taken.append(TakenRecord(noun=noun, id=record_id, before=before, after=after, stamp=latest))
    _keep_versions(link, noun, [one.id for one in taken], new_rows, new_spent)
    if table:
        _keep_records(connection, table, taken)
    return taken


def _state(version: RecordVersion) -> tuple[Entries, Spent, bool]:
    entries = {key: dict(register) for key, register in version.entries.items()}
    return entries, set(version.spent), version.is_begun


def _new_stamps(version: RecordVersion, known: Entries) -> Iterator[bytes]:
    """Yield the stamps of what came that was not here: much of it may have been, and be ours."""
    for key, register in version.entries.items():
        yield from register.keys() - known.get(key, {}).keys()


def _carried(noun: str) -> EntityTable[Any] | None:
    """Return the table of a noun that is carried; None for one of a newer version.

    Raises:
        NotFound: it is never carried.
    """
    table = known_table(noun)
    if table is not None and not table.merge:
        raise NotFound(
            "Records of this type are never shared.", field="noun", remedy="Ask for them otherwise."
        )
    return table


def values_of(
    table: EntityTable[Any] | None, record: tuple[Entity, str | None] | None
) -> dict[str, Any] | None:
    """Return the values of a record as JSON has them, with when it went to the bin; None for none."""
    return {**table.audited(record[0]), BINNED: record[1]} if table and record else None


def _records(
    connection: Connection, table: EntityTable[Any], ids: Iterable[str]
) -> dict[str, tuple[Entity, str | None]]:
    """Return the records with these IDs, in the bin or not."""
    rows = connection.execute(select(table.table).where(among(table.table.c.id, ids))).mappings()
    return {row["id"]: (table.entity(row), row["binned_at"]) for row in rows}


def _keep_versions(
    link: Any,  # noqa: ANN401 - the driver ships no types
    noun: str,
    ids: Sequence[str],
    rows: Sequence[Row],
    spent: Sequence[tuple[str, str, str, bytes]],
) -> None:
    standing = "DELETE FROM version WHERE record_id = ? AND noun = ? AND is_spent = 0"
    link.executemany(standing, [(record_id, noun) for record_id in ids])
    link.executemany("INSERT INTO version VALUES (?, ?, 0, ?, ?, ?)", rows)
    link.executemany("INSERT OR IGNORE INTO version VALUES (?, ?, 1, ?, ?, NULL)", spent)


def _keep_records(connection: Connection, table: EntityTable[Any], taken: Sequence[TakenRecord]) -> None:
    """Write the rows of what came."""
    added = [_row(table, one.after) for one in taken if one.after and not one.before]
    changed = [
        _row(table, one.after) for one in taken if one.after and one.before and one.after != one.before
    ]
    if added:
        connection.execute(insert(table.table), added)
    if changed:
        columns: Mapping[str, Any] = {name: bindparam(name) for name in changed[0] if name != "id"}
        connection.execute(
            update(table.table).where(table.table.c.id == bindparam("of_id")).values(columns),
            [{"of_id": row.pop("id"), **row} for row in changed],
        )


def _row(table: EntityTable[Any], record: tuple[Entity, str | None]) -> dict[str, Any]:
    return {**table.row(record[0]), "binned_at": record[1]}
