"""This device, its seed, whose lines are whose, and what a person declined; of this casebook alone.

Out of history: a seed in it would outlive the device, and the others say nothing of a case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, Connection, Integer, LargeBinary, Table, Text

from casebook.store.base.table import METADATA
from casebook.store.base.version_tables import link_of

OWN_DEVICE = Table(
    "own_device",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("seed", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("made_at", Text, nullable=False),
)
"""The last row is what this device is; the others what it was, which still open what was sealed to them."""
PEER_LINE = Table(
    "peer_line",
    METADATA,
    Column("line", LargeBinary, primary_key=True),
    Column("device", Text, nullable=False),
    sqlite_with_rowid=False,
)
DECLINED = Table(
    "declined",
    METADATA,
    Column("record_id", Text, primary_key=True),
    Column("noun", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("stamp", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)


class OwnDeviceRow(NamedTuple):
    """What this device is, or was.

    Attributes:
        seed: 32 bytes.
        name: as its person calls it.
        made_at: when it was made, UTC.
    """

    seed: bytes
    name: str
    made_at: datetime


class DeclinedStamp(NamedTuple):
    """A value that came and was not taken: it is not asked for again."""

    noun: str
    record_id: str
    field: str
    stamp: bytes


def own_devices(connection: Connection) -> list[OwnDeviceRow]:
    """Return what this device is, first, and what it was before."""
    query = "SELECT seed, name, made_at FROM own_device ORDER BY number DESC"
    rows = link_of(connection).execute(query)
    return [OwnDeviceRow(bytes(seed), name, datetime.fromisoformat(at)) for seed, name, at in rows]


def add_own_device(connection: Connection, device: OwnDeviceRow) -> None:
    """Make this device another one."""
    query = "INSERT INTO own_device (seed, name, made_at) VALUES (?, ?, ?)"
    link_of(connection).execute(query, (device.seed, device.name, device.made_at.isoformat()))


def rename_own_device(connection: Connection, name: str) -> None:
    """Call this device otherwise."""
    query = "UPDATE own_device SET name = ? WHERE number = (SELECT max(number) FROM own_device)"
    link_of(connection).execute(query, (name,))


def own_lines(connection: Connection) -> list[bytes]:
    """Return the lines this casebook writes and wrote on, the current one first."""
    query = "SELECT line FROM line ORDER BY is_own DESC, line"
    return [bytes(line) for (line,) in link_of(connection).execute(query)]


def note_lines(connection: Connection, lines: Iterable[bytes], device: str) -> None:
    """Note whose lines these are; one that is known stays whose it was, and ours stay ours."""
    query = (
        "INSERT OR IGNORE INTO peer_line SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM line WHERE line = ?1)"
    )
    link_of(connection).executemany(query, [(line, device) for line in lines])


def device_of_line(connection: Connection, line: bytes) -> str:
    """Return the device that writes a line, or ""."""
    row = link_of(connection).execute("SELECT device FROM peer_line WHERE line = ?", (line,)).fetchone()
    return str(row[0]) if row else ""


def devices_by_line(connection: Connection) -> dict[bytes, bytes]:
    """Return the device of each line of others that is known, 32 bytes."""
    rows = link_of(connection).execute("SELECT line, device FROM peer_line")
    return {bytes(line): bytes.fromhex(device) for line, device in rows}


def decline(connection: Connection, stamps: Iterable[DeclinedStamp]) -> None:
    """Note values that were not taken."""
    rows = [(one.record_id, one.noun, one.field, one.stamp) for one in stamps]
    link_of(connection).executemany("INSERT OR IGNORE INTO declined VALUES (?, ?, ?, ?)", rows)


def undo_decline(connection: Connection, stamps: Iterable[DeclinedStamp]) -> None:
    """Take back `decline`."""
    query = "DELETE FROM declined WHERE record_id = ? AND noun = ? AND field = ? AND stamp = ?"
    rows = [(one.record_id, one.noun, one.field, one.stamp) for one in stamps]
    link_of(connection).executemany(query, rows)


def declined(connection: Connection) -> set[DeclinedStamp]:
    """Return all values that were not taken."""
    rows = link_of(connection).execute("SELECT noun, record_id, field, stamp FROM declined")
    return {DeclinedStamp(noun, record_id, field, bytes(stamp)) for noun, record_id, field, stamp in rows}


def forget_declined(connection: Connection, noun: str, record_id: str) -> None:
    """Forget what was declined of a record, at its purge."""
    query = "DELETE FROM declined WHERE record_id = ? AND noun = ?"
    link_of(connection).execute(query, (record_id, noun))
