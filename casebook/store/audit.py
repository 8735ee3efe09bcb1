"""The chain of changes: each entry is sealed to the one before by an HMAC, so that a gap or an edit shows.

Tamper-evident to people without the vault's key. Source: HMAC-SHA256, RFC 2104 / FIPS 198-1.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import JSON, Column, Connection, Integer, RowMapping, Table, Text, insert, select

from casebook.base.errors import VaultDamaged
from casebook.domain.audit import AuditEntry
from casebook.store.table import METADATA

AUDIT = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("noun", Text, nullable=False),
    Column("record_id", Text, nullable=False, index=True),
    Column("fields", JSON, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("mac", Text, nullable=False),
)

START = "0" * 64
"""What the first entry is chained to."""


def link(key: bytes, previous: str, told: dict[str, object]) -> str:
    """The MAC of an entry: over the MAC before it and its own columns but the MAC, as canonical JSON."""
    content = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, f"{previous}\n{content}".encode(), hashlib.sha256).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """Number and MAC of the last entry; ``(0, START)`` in a new vault."""
    row = connection.execute(
        select(AUDIT.c.number, AUDIT.c.mac).order_by(AUDIT.c.number.desc()).limit(1)
    ).first()
    return (row.number, row.mac) if row else (0, START)


def append(connection: Connection, key: bytes, entries: list[dict[str, object]]) -> None:
    """Chain entries (columns but number and MAC) to the head, in order."""
    number, previous = head(connection)
    rows = []
    for entry in entries:
        number += 1
        told = {"number": number, **entry}
        previous = link(key, previous, told)
        rows.append({**told, "mac": previous})
    if rows:
        connection.execute(insert(AUDIT), rows)


def history(connection: Connection, record_id: str) -> list[AuditEntry]:
    """Every change of a record, oldest first."""
    query = select(AUDIT).where(AUDIT.c.record_id == record_id).order_by(AUDIT.c.number)
    return [_entry(row) for row in connection.execute(query).mappings()]


def holds(connection: Connection, beginning: str) -> bool:
    """Whether an entry's MAC begins so, in hex; the start of the chain is in every one."""
    if START.startswith(beginning):
        return True
    query = select(AUDIT.c.number).where(AUDIT.c.mac.startswith(beginning, autoescape=True)).limit(1)
    return connection.execute(query).first() is not None


def verify(connection: Connection, key: bytes, holding: str = START) -> int:
    """Walk the whole chain; returns how many entries it has.

    Args:
        connection: inside a transaction.
        key: of the chain.
        holding: MAC of an entry that must be in it.

    Raises:
        VaultDamaged: an entry is missing, edited or out of place, or `holding` is not in the chain.
    """
    previous, count, is_held = START, 0, holding == START
    for row in _in_order(connection):
        count += 1
        told = {name: value for name, value in row.items() if name != "mac"}
        if row["number"] != count or not hmac.compare_digest(row["mac"], link(key, previous, told)):
            raise VaultDamaged(f"The record of changes does not hold at entry {count}.")
        previous = row["mac"]
        is_held = is_held or previous == holding
    if not is_held:
        raise VaultDamaged(
            "The database is older than the vault's last orderly lock: changes it had then are not in it."
        )
    return count


def _in_order(connection: Connection) -> Iterator[RowMapping]:
    yield from connection.execute(select(AUDIT).order_by(AUDIT.c.number)).mappings()


def _entry(row: RowMapping) -> AuditEntry:
    return AuditEntry(**{**row, "at": datetime.fromisoformat(row["at"]), "fields": tuple(row["fields"])})
