"""The audit chain: each entry carries a MAC over the one before, so that a gap or an edit shows.

Tamper-evident to people without the vault's key. The chain runs over a salted MAC of an entry's values and
not over the values, so that a purge can delete these and the chain still holds; an entry without values is
accepted only where a purge of its record follows.

Source: HMAC-SHA256, RFC 2104 / FIPS 198-1. Why so: docs/decisions/0011-purge.md.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Integer,
    RowMapping,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from casebook.base.errors import VaultDamaged
from casebook.base.message import Message
from casebook.domain.vault.audit import AuditEntry
from casebook.store.base.table import METADATA

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
    Column("salt", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("mac", Text, nullable=False),
)

START = "0" * 64
"""What the first entry is chained to."""


PURGE = ".purge"
"""How the action ends that takes away a record for good, its values in the history too."""
_SALT_BYTES = 16
_UNCHAINED = {"mac", "before", "after", "salt"}


def link(key: bytes, previous: str, entry: Mapping[str, object]) -> str:
    """The chain MAC of an entry: HMAC-SHA256, hex, of the previous MAC and the entry as canonical JSON."""
    chained = {name: value for name, value in entry.items() if name not in _UNCHAINED}
    content = json.dumps(chained, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, f"{previous}\n{content}".encode(), hashlib.sha256).hexdigest()


def entry_mac(key: bytes, entry: Mapping[str, object]) -> str:
    """HMAC-SHA256 of an entry's salt and values, hex; stored in column `digest`.

    Without the salt, which a purge destroys, the values cannot be guessed by trying.
    """
    content = json.dumps([entry["salt"], entry["before"], entry["after"]], ensure_ascii=False)
    return hmac.new(key, content.encode(), hashlib.sha256).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """Number and MAC of the last entry; ``(0, START)`` in a new vault."""
    row = connection.execute(
        select(AUDIT.c.number, AUDIT.c.mac).order_by(AUDIT.c.number.desc()).limit(1)
    ).first()
    return (row.number, row.mac) if row else (0, START)


def newest_at(connection: Connection) -> datetime | None:
    """The latest instant any change was written at."""
    latest = connection.execute(select(func.max(AUDIT.c.at))).scalar()
    return datetime.fromisoformat(latest) if latest else None


def append(connection: Connection, key: bytes, entries: list[dict[str, object]]) -> None:
    """Append entries (all columns but number, salt, digest and mac) to the chain, in order."""
    number, previous = head(connection)
    rows = []
    for entry in entries:
        number += 1
        row = {"number": number, **entry, "salt": secrets.token_hex(_SALT_BYTES)}
        row["digest"] = entry_mac(key, row)
        previous = link(key, previous, row)
        rows.append({**row, "mac": previous})
    if rows:
        connection.execute(insert(AUDIT), rows)


def history(connection: Connection, record_id: str) -> list[AuditEntry]:
    """Every change of a record, oldest first."""
    query = select(AUDIT).where(AUDIT.c.record_id == record_id).order_by(AUDIT.c.number)
    return [_entry(row) for row in connection.execute(query).mappings()]


def every(connection: Connection) -> Iterator[AuditEntry]:
    """The whole chain, oldest first."""
    return (_entry(row) for row in _in_order(connection))


def last_of(connection: Connection, record_ids: Collection[str], most: int) -> list[AuditEntry]:
    """The last changes of these records, newest first."""
    query = select(AUDIT).where(
        AUDIT.c.record_id.in_(
            select(func.json_each(json.dumps(sorted(record_ids))).table_valued("value").c.value)
        )
    )
    return [
        _entry(row)
        for row in connection.execute(query.order_by(AUDIT.c.number.desc()).limit(most)).mappings()
    ]


def last(
    connection: Connection, most: int, *, before: int | None = None, leaving_out: str = ""
) -> list[AuditEntry]:
    """The last changes of all, newest first.

    Args:
        connection: inside a transaction.
        most: so many at most.
        before: older than the entry with this number.
        leaving_out: an action whose entries are passed over, or "".
    """
    query = select(AUDIT).where(AUDIT.c.action != leaving_out)
    if before is not None:
        query = query.where(AUDIT.c.number < before)
    rows = connection.execute(query.order_by(AUDIT.c.number.desc()).limit(most)).mappings()
    return [_entry(row) for row in rows]


def touched(connection: Connection, after: int) -> dict[str, frozenset[str]]:
    """Which records changed after the entry with this number: noun -> ids."""
    ids_by_noun: dict[str, set[str]] = defaultdict(set)
    query = select(AUDIT.c.noun, AUDIT.c.record_id).where(AUDIT.c.number > after)
    for noun, record_id in connection.execute(query):
        ids_by_noun[noun].add(record_id)
    return {noun: frozenset(ids) for noun, ids in ids_by_noun.items()}


def blank(connection: Connection, noun: str, record_id: str) -> None:
    """Take the values out of every entry of a record; that they were there stays in the chain."""
    connection.execute(
        update(AUDIT)
        .where(AUDIT.c.noun == noun, AUDIT.c.record_id == record_id)
        .values(before="", after="", salt="")
    )


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
    blanked: dict[tuple[str, str], int] = {}
    for row in _in_order(connection):
        count += 1
        if row["number"] != count or not hmac.compare_digest(row["mac"], link(key, previous, dict(row))):
            raise VaultDamaged(
                Message("The change history fails its integrity check at entry {number}.", number=count)
            )
        _values_hold(key, row, blanked)
        previous = row["mac"]
        is_held = is_held or previous == holding
    if blanked:
        raise VaultDamaged(
            Message("The change history has lost its values at entry {number}.", number=min(blanked.values()))
        )
    if not is_held:
        raise VaultDamaged(
            "The database is older than the casebook's last normal lock. Changes made by then are "
            "missing from it."
        )
    return count


def _values_hold(key: bytes, row: RowMapping, blanked: dict[tuple[str, str], int]) -> None:
    """Each entry's values are those it was sealed with, or wait in `blanked` for the purge that took them."""
    record = (row["noun"], row["record_id"])
    if row["action"].endswith(PURGE):
        blanked.pop(record, None)
    elif not row["salt"]:
        blanked.setdefault(record, row["number"])
        return
    if not hmac.compare_digest(row["digest"], entry_mac(key, dict(row))):
        raise VaultDamaged(
            Message("The change history fails its integrity check at entry {number}.", number=row["number"])
        )


def _in_order(connection: Connection) -> Iterator[RowMapping]:
    yield from connection.execute(select(AUDIT).order_by(AUDIT.c.number)).mappings()


def _entry(row: RowMapping) -> AuditEntry:
    values = {name: row[name] for name in row if name not in {"salt", "digest"}}
    return AuditEntry(**{**values, "at": datetime.fromisoformat(row["at"]), "fields": tuple(row["fields"])})
