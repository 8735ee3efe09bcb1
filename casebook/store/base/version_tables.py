"""The tables of versions, written through the driver, since every save adds to them.

They hold what a row does not say: the stamp of each value that is not as its record began, and the values of
versions that are not shown. A record without a row here is older than the first of them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, Table, Text

from casebook.base.errors import Refused
from casebook.domain.sharing.stamp import (
    CLOCK_END,
    LINE_BYTES,
    is_ahead,
    last_tick_at,
    next_tick,
    stamp,
    tick_of,
)
from casebook.store.base.table import METADATA

VERSION = Table(
    "version",
    METADATA,
    Column("record_id", Text, primary_key=True),
    Column("noun", Text, primary_key=True),
    Column("is_spent", Integer, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("stamp", LargeBinary, primary_key=True),
    Column("value", Text),
    sqlite_with_rowid=False,
)
"""One row for a record's beginning, of field "", and one for each value that did not begin with it.

`value` is NULL where the record's row shows it; of a beginning it is the list of keys it says nothing of. A
row that `is_spent` is of a value that was replaced, which may yet come from elsewhere. Both are kept beside
each other, so that a save writes one page more and not two.
"""
PURGED = Table("purged", METADATA, Column("record_id", Text, primary_key=True), sqlite_with_rowid=False)
OUTGOING = Table(
    "outgoing",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)
"""What saves added to versions, one row a save, until it is laid in the folder of a team; as JSON."""
LINE = Table(
    "line",
    METADATA,
    Column("line", LargeBinary, primary_key=True),
    Column("is_own", Integer, nullable=False),
    Column("tick", Integer, nullable=False),
    sqlite_with_rowid=False,
)

_OWN_LINE = (
    "SELECT line, tick, (SELECT at FROM audit WHERE at < ? ORDER BY number DESC LIMIT 1)"
    " FROM line WHERE is_own"
)
"""Without entries of a clock beyond all stamps, which would be the last for good."""
BEGINNING = ""
"""The field of the row that says how a record began."""
VersionRow = tuple[str, bytes, str | None]
"""Key, stamp and value of a row."""


def link_of(connection: Connection) -> Any:  # noqa: ANN401 - the driver ships no types
    """Return the driver's own connection."""
    return connection.connection.driver_connection


class LineClock:
    """Gives the stamps of one write, on the line of this casebook; the first write begins the line."""

    def __init__(self, link: Any, at: datetime) -> None:  # noqa: ANN401 - the driver ships no types
        self._link, self._at = link, at
        self._line, self._tick = b"", 0

    def next(self) -> bytes:
        """Return the next stamp."""
        tick = self.next_tick()  # which begins the line where there is none
        return stamp(tick, self._line)

    def next_tick(self) -> int:
        """Return the next tick, for what is ordered like stamps and is none.

        Raises:
            Refused: the clock shows a year beyond all stamps.
        """
        if self._at >= CLOCK_END:
            raise Refused(
                "The clock of this computer shows a year in the far future.",
                remedy="Set the date of the computer right, then try again.",
            )
        self._begin()
        self._tick = next_tick(self._tick, self._at)
        return self._tick

    @property
    def line(self) -> bytes:
        """The line of this casebook, 8 bytes."""
        self._begin()
        return self._line

    def pass_over(self, stamps: Iterable[bytes]) -> None:
        """Let later stamps come after these, but for those of a clock that is far ahead."""
        self._begin()
        ticks = [tick_of(one) for one in stamps if not is_ahead(one, self._at)]
        self._tick = max([self._tick, *ticks])

    def _begin(self) -> None:
        if self._line:
            return
        row = self._link.execute(_OWN_LINE, (CLOCK_END.isoformat(),)).fetchone()
        if row is None:
            row = secrets.token_bytes(LINE_BYTES), 0, None
            self._link.execute("INSERT INTO line VALUES (?, 1, 0)", row[:1])
        self._line, tick, last_at = row
        self._tick = max(tick, last_tick_at(datetime.fromisoformat(last_at))) if last_at else tick

    def save(self) -> None:
        """Keep how far the line is ahead of the clock; where it is not, the history says when it was."""
        if self._tick > last_tick_at(self._at):
            self._link.execute("UPDATE line SET tick = ? WHERE is_own", (self._tick,))


def leave_line(link: Any) -> None:  # noqa: ANN401 - the driver ships no types
    """End this casebook's line, as after a restore: others may have seen what it no longer holds."""
    link.execute("UPDATE line SET is_own = 0 WHERE is_own")


def rows_of(link: Any, noun: str, record_id: str) -> list[VersionRow]:  # noqa: ANN401 - the driver ships no types
    """Return the rows of a record."""
    query = "SELECT field, stamp, value FROM version WHERE record_id = ? AND noun = ? AND is_spent = 0"
    return list(link.execute(query, (record_id, noun)))


def rows_of_all(link: Any, noun: str, ids: Iterable[str]) -> dict[str, list[VersionRow]]:  # noqa: ANN401 - as above
    """Return the rows of records of a noun, by ID."""
    query = (
        "SELECT record_id, field, stamp, value FROM version"
        " WHERE noun = ? AND record_id IN (SELECT value FROM json_each(?)) AND is_spent = 0"
    )
    by_id: dict[str, list[VersionRow]] = {}
    for record_id, *row in link.execute(query, (noun, json.dumps([*ids]))):
        by_id.setdefault(record_id, []).append(tuple(row))
    return by_id


def spent_of_all(link: Any, noun: str, ids: Iterable[str]) -> dict[str, set[tuple[str, bytes]]]:  # noqa: ANN401 - as above
    """Return what was replaced of records of a noun, by ID."""
    query = (
        "SELECT record_id, field, stamp FROM version"
        " WHERE noun = ? AND record_id IN (SELECT value FROM json_each(?)) AND is_spent = 1"
    )
    by_id: dict[str, set[tuple[str, bytes]]] = {}
    for record_id, field, one in link.execute(query, (noun, json.dumps([*ids]))):
        by_id.setdefault(record_id, set()).add((field, one))
    return by_id


def unspend(link: Any, noun: str, record_id: str, key: str, stamps: Iterable[bytes]) -> None:  # noqa: ANN401 - as above
    """Let values of a key of a record stand again that were replaced here."""
    query = (
        "DELETE FROM version WHERE record_id = ? AND noun = ? AND is_spent = 1 AND field = ? AND stamp = ?"
    )
    link.executemany(query, [(record_id, noun, key, one) for one in stamps])


def purged_of(link: Any, ids: Iterable[str]) -> set[str]:  # noqa: ANN401 - as above
    """Return which of these records were purged here for good, or elsewhere and wait for a person."""
    query = (
        "SELECT record_id FROM (SELECT record_id FROM purged UNION SELECT record_id FROM purge_request)"
        " WHERE record_id IN (SELECT value FROM json_each(?))"
    )
    return {record_id for (record_id,) in link.execute(query, (json.dumps([*ids]),))}


def purge(link: Any, noun: str, record_id: str) -> None:  # noqa: ANN401 - as above
    """Delete all versions of a record, and keep for good that it is gone."""
    link.execute("DELETE FROM version WHERE record_id = ? AND noun = ?", (record_id, noun))
    link.execute("INSERT OR IGNORE INTO purged VALUES (?)", (record_id,))
