"""Records compared with their history: a row must match its entries in the audit chain.

SQLCipher proves each page by itself, so an old page put back in its place passes its checks and SQLite's. The
chain shows entries that were taken out or edited; what is found here is a row that does not follow from it.
Not compared, since no entry holds them: settings, drafts, fields that stay out of the history
(`EntityTable.unaudited`), derived columns and the search index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection
from sqlalchemy.exc import DatabaseError

from casebook.base.errors import VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.base.structure import stored
from casebook.domain.vault.audit import DifferenceKind, RecordDifference
from casebook.store.base import audit
from casebook.store.base.connection import open_engine
from casebook.store.base.database_check import integrity
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.migrated_history import Values, as_today
from casebook.store.registry import known_table, tables

STEP_ENTRIES = 1_000
"""Entries between two progress reports: about 50 ms of work."""
_STEP = Message("checking the records against their history")
_WALK = "SELECT record_id, noun, after, salt FROM audit ORDER BY record_id, number"
_decode = json.JSONDecoder().raw_decode
"""The JSON decoder without the wrappers of `json.loads`: it is called for every historical value."""


def examined(
    path: Path, raw_key: bytes, audit_key: bytes, holding: str, *, progress: Progress = silent
) -> tuple[RecordDifference, ...]:
    """Check a database open in this process: its pages, the audit chain, each row against the chain.

    Args:
        path: of the database file.
        raw_key: as `open_engine` takes it.
        audit_key: of the chain.
        holding: MAC of an entry that must be in the chain.
        progress: reported from step to step.

    Returns:
        The records that are not what their history adds up to.

    Raises:
        VaultDamaged: a page or the chain does not hold.
        Cancelled: the person stopped.
    """
    engine = open_engine(path, raw_key, to_read=True, is_live=True)
    try:
        with engine.connect() as connection:
            if integrity(connection, progress=progress):
                raise VaultDamaged("The database was damaged when Casebook last stopped.")
            audit.verify(connection, audit_key, holding, progress=progress)
            return tuple(differences(connection, progress=progress))
    except DatabaseError as error:
        raise VaultDamaged("The database is damaged.") from error
    finally:
        engine.dispose()


def differences(connection: Connection, *, progress: Progress = silent) -> list[RecordDifference]:
    """Return all records whose row does not match their history, by noun and ID.

    SECURITY: `audit.verify` has to come first: what an edited entry says is believed here.

    Args:
        connection: on one consistent state.
        progress: reported with entries gone through and in all.

    Raises:
        Cancelled: the person stopped.
    """
    rows = _Rows(connection)
    standing: dict[str, int] = {}
    problems: list[RecordDifference] = []
    for noun, record_id, values in _histories(rows.link, progress):
        kind = None
        row = rows.find(noun, record_id)
        if row is not None:
            standing[noun] = standing.get(noun, 0) + 1
            if values is None:
                kind = DifferenceKind.UNRECORDED
            # None is not noted where a record begins; a field newer than all entries has its default.
            elif row != list(map(values.get, rows.columns(noun), rows.defaults(noun))):
                kind = DifferenceKind.CHANGED
        elif values is not None:
            kind = DifferenceKind.MISSING
        if kind:
            problems.append(RecordDifference(noun=noun, record_id=record_id, kind=kind))
    for entity_table in tables():
        problems += rows.without_history(entity_table, standing.get(entity_table.noun, 0))
    return sorted(problems, key=lambda problem: (problem.noun, problem.record_id))


def compared(connection: Connection, noun: str, record_id: str) -> tuple[Values | None, Values | None]:
    """Return the values of one record according to its history and to its row, by field.

    Returns:
        None where there is to be no row, and where there is none.
    """
    rows = _Rows(connection)
    query = "SELECT after, salt FROM audit WHERE noun = ? AND record_id = ? ORDER BY number"
    values: Values | None = None
    for after, salt in rows.link.execute(query, (noun, record_id)):
        values = _after(values, after, salt)
    values = None if values is None else as_today(noun, values)
    row, names = rows.find(noun, record_id), rows.columns(noun)
    defaults = dict(zip(names, rows.defaults(noun), strict=True))
    return (
        None if values is None else {name: values.get(name, defaults[name]) for name in names},
        None if row is None else dict(zip(names, row, strict=True)),
    )


def _histories(link: Any, progress: Progress) -> Iterator[tuple[str, str, Values | None]]:  # noqa: ANN401 - the driver ships no types
    """Yield noun, ID and values of every record that ever existed; None for deleted ones."""
    total, current = link.execute("SELECT count(*) FROM audit").fetchone()[0], ""
    by_noun: dict[str, Values | None] = {}
    for done, (record_id, noun, after, salt) in enumerate(link.execute(_WALK)):
        if record_id != current:
            for ended, values in by_noun.items():
                yield ended, current, None if values is None else as_today(ended, values)
            by_noun, current = {}, record_id
        by_noun[noun] = _after(by_noun.get(noun), after, salt)
        if done % STEP_ENTRIES == 0:
            progress(done, total, _STEP)
    for ended, values in by_noun.items():
        yield ended, current, None if values is None else as_today(ended, values)
    progress(total, total, _STEP)


def _after(values: Values | None, after: str, salt: str) -> Values | None:
    """Return the values of a record after one more change; None if deleted.

    An entry without values was blanked by a purge (its salt is gone too), or says that the record went.
    """
    if after:
        decoded: Values = _decode(after)[0]
        return {**values, **decoded} if values else decoded
    return None if salt else values


class _Rows:
    """The rows of every noun as plain driver tuples, because all are read.

    Attributes:
        link: the driver's own connection.
    """

    def __init__(self, connection: Connection) -> None:
        link: Any = connection.connection.driver_connection
        self.link, self._cursor = link, link.cursor()

    def find(self, noun: str, record_id: str) -> list[object] | None:
        """Return the values of `columns`, JSON decoded, or None if there is no such row."""
        query, _, encoded, _ = _reader(noun)
        row = self._cursor.execute(query, (record_id,)).fetchone() if query else None
        if row is None:
            return None
        values = list(row)
        for at in encoded:
            values[at] = _part(values[at])
        return values

    @staticmethod
    def columns(noun: str) -> tuple[str, ...]:
        """Return the columns of a noun that are recorded in the history."""
        return _reader(noun)[1]

    @staticmethod
    def defaults(noun: str) -> tuple[object, ...]:
        """Return the values of `columns` before any entry; migrations fill new columns with them."""
        return _reader(noun)[3]

    def without_history(self, entity_table: EntityTable[Any], known: int) -> list[RecordDifference]:
        """Return rows without entries, searched only if there are more rows than histories."""
        noun, name = entity_table.noun, entity_table.table.name
        if self.link.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] == known:  # noqa: S608 - our own names
            return []
        query = f'SELECT id FROM "{name}" WHERE id NOT IN (SELECT record_id FROM audit WHERE noun = ?)'  # noqa: S608
        return [
            RecordDifference(noun=noun, record_id=record_id, kind=DifferenceKind.UNRECORDED)
            for (record_id,) in self.link.execute(query, (noun,))
        ]


@cache
def _reader(noun: str) -> tuple[str, tuple[str, ...], tuple[int, ...], tuple[object, ...]]:
    """Return the query for a row by ID, its columns, which of them are JSON, and their defaults.

    All are empty for a noun this program does not know.
    """
    entity_table = known_table(noun)
    if entity_table is None:
        return "", (), (), ()
    by_name = {part.name: part for part in fields(entity_table.kind)}
    known = by_name.keys() - entity_table.unaudited | {"binned_at"}
    columns = [column for column in entity_table.table.columns if column.name in known]
    quoted = ", ".join(f'"{column.name}"' for column in columns)
    return (
        f'SELECT {quoted} FROM "{entity_table.table.name}" WHERE id = ?',  # noqa: S608 - our own names
        tuple(column.name for column in columns),
        tuple(at for at, column in enumerate(columns) if isinstance(column.type, JSON)),
        tuple(_default(by_name.get(column.name)) for column in columns),
    )


def _default(part: Field[Any] | None) -> object:
    """Return the default of a field as stored in entries, or None."""
    if part is None:
        return None
    value = part.default if part.default_factory is MISSING else part.default_factory()
    return None if value is MISSING else json.loads(json.dumps(stored().unstructure(value)))


def _part(encoded: str | None) -> object:
    """Return the value of a JSON column; long ones are not cached, since few repeat."""
    if encoded is None:
        return None
    return _decode(encoded)[0] if len(encoded) > _SHORT else _short_part(encoded)


_SHORT = 64


@lru_cache(1024)
def _short_part(encoded: str) -> object:
    return _decode(encoded)[0]
