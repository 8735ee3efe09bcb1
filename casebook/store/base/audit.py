"""The audit chain: each entry has a MAC over the previous one, so that gaps and edits are detected.

Tamper-evident to people without the vault's key. The chain runs over a salted MAC of an entry's values and
not over the values, so that a purge can delete these and the chain still holds; an entry without values is
accepted only where a purge of its record follows.

Source: HMAC-SHA256, RFC 2104 / FIPS 198-1. Why so: docs/decisions/0011-purge.md.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

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
from casebook.base.progress import Progress, silent
from casebook.domain.vault.audit import AuditEntry
from casebook.store.base.table import METADATA, among

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
    Column("stamp", Text, nullable=False, server_default=""),
    Column("device", Text, nullable=False, server_default=""),
    Column("written_at", Text, nullable=False, server_default=""),
)
_COLUMNS = tuple(column.name for column in AUDIT.columns)
_FROM_ELSEWHERE = ("device", "stamp", "written_at")
"""Columns of changes that another casebook made; empty ones are not chained, as in all entries before."""

_AT_HOME = dict.fromkeys(_FROM_ELSEWHERE, "")

START = "0" * 64
"""The MAC before the first entry."""


STEP_ENTRIES = 1_000
"""Entries between two progress reports."""
PURGE = ".purge"
"""The ending of the action that deletes a record permanently, with its history values."""
_SALT_BYTES = 16
_quoted = json.encoder.encode_basestring
"""Return a string as JSON, with non-ASCII characters unescaped."""


def link(key: bytes, previous: str, entry: Mapping[str, Any]) -> str:
    """Return the chain MAC of an entry: HMAC-SHA256, hex, of the previous MAC and its canonical JSON.

    That is ``json.dumps(..., ensure_ascii=False, sort_keys=True, separators=(",", ":"))`` of its columns but
    mac, before, after and salt, written out: a check goes through every entry there is. The columns of a
    change made elsewhere come last, and only where there is something in them.
    """
    content = (
        f'{{"action":{_quoted(entry["action"])},"at":{_quoted(entry["at"])},"digest":{_quoted(entry["digest"])},'
        f'"fields":[{",".join(map(_quoted, entry["fields"]))}],"noun":{_quoted(entry["noun"])},'
        f'"number":{entry["number"]},"record_id":{_quoted(entry["record_id"])},"who":{_quoted(entry["who"])}'
    )
    for name in _FROM_ELSEWHERE:
        if value := entry.get(name):
            content += f',"{name}":{_quoted(value)}'
    content += "}"
    return hmac.digest(key, f"{previous}\n{content}".encode(), "sha256").hex()


def entry_mac(key: bytes, entry: Mapping[str, Any]) -> str:
    """Return the HMAC-SHA256 of an entry's salt and values, hex; stored in column `digest`.

    Over ``json.dumps([salt, before, after], ensure_ascii=False)``. Without the salt, which a purge destroys,
    the values cannot be guessed by trying.
    """
    content = f"[{_quoted(entry['salt'])}, {_quoted(entry['before'])}, {_quoted(entry['after'])}]"
    return hmac.digest(key, content.encode(), "sha256").hex()


def head(connection: Connection) -> tuple[int, str]:
    """Return number and MAC of the last entry; ``(0, START)`` in a new vault."""
    row = connection.exec_driver_sql("SELECT number, mac FROM audit ORDER BY number DESC LIMIT 1").first()
    return (row.number, row.mac) if row else (0, START)


def nouns_since(connection: Connection, number: int) -> frozenset[str]:
    """Return of what kinds the records are that were changed after the entry of this number."""
    changed = select(AUDIT.c.noun).where(AUDIT.c.number > number).distinct()
    return frozenset(connection.execute(changed).scalars())


def newest_at(connection: Connection) -> datetime | None:
    """Return the latest instant of any change."""
    latest = connection.execute(select(func.max(AUDIT.c.at))).scalar()
    return datetime.fromisoformat(latest) if latest else None


def append(connection: Connection, key: bytes, entries: list[dict[str, object]]) -> None:
    """Append entries (all columns but number, salt, digest and mac) to the chain, in order."""
    number, previous = head(connection)
    rows = []
    for entry in entries:
        number += 1
        row = {"number": number, **_AT_HOME, **entry, "salt": secrets.token_hex(_SALT_BYTES)}
        row["digest"] = entry_mac(key, row)
        previous = link(key, previous, row)
        rows.append({**row, "mac": previous})
    if rows:
        connection.execute(insert(AUDIT), rows)


def history(connection: Connection, record_id: str) -> list[AuditEntry]:
    """Return every change of a record, oldest first."""
    query = select(AUDIT).where(AUDIT.c.record_id == record_id).order_by(AUDIT.c.number)
    return [_entry(row) for row in connection.execute(query).mappings()]


def beside(
    connection: Connection, mark: AuditEntry, record_ids: Collection[str]
) -> dict[tuple[str, str], AuditEntry]:
    """Return the entries of these records that one write made before this entry of it, by noun and ID."""
    query = select(AUDIT).where(
        among(AUDIT.c.record_id, record_ids),
        AUDIT.c.number < mark.number,
        AUDIT.c.at == mark.at.isoformat(),
        AUDIT.c.action == mark.action,
    )
    rows = connection.execute(query.order_by(AUDIT.c.number)).mappings()
    return {(row["noun"], row["record_id"]): _entry(row) for row in rows}


def after(
    connection: Connection, number: int, record_ids: Collection[str]
) -> dict[tuple[str, str], list[AuditEntry]]:
    """Return the changes of these records after the entry with this number, oldest first, by noun and ID."""
    query = select(AUDIT).where(among(AUDIT.c.record_id, record_ids), AUDIT.c.number > number)
    later: dict[tuple[str, str], list[AuditEntry]] = defaultdict(list)
    for row in connection.execute(query.order_by(AUDIT.c.number)).mappings():
        later[row["noun"], row["record_id"]].append(_entry(row))
    return later


def every(connection: Connection) -> Iterator[AuditEntry]:
    """Return the whole chain, oldest first."""
    return (_entry(row) for row in _in_order(connection))


class TakenEntry(NamedTuple):
    """What an entry says of a change that came, without its values.

    Attributes:
        noun: of the record.
        record_id: its ID.
        fields: names of the fields that changed.
        line: on which it was written, or the device that signed it, in hex.
        is_new: the record was not here before.
        is_binned: it is in the bin since.
    """

    noun: str
    record_id: str
    fields: tuple[str, ...]
    line: str
    is_new: bool
    is_binned: bool


def taken_after(connection: Connection, action: str, number: int) -> list[TakenEntry]:
    """Return the changes by an action after the entry with this number, oldest first; none of purged ones."""
    query = select(
        AUDIT.c.noun,
        AUDIT.c.record_id,
        AUDIT.c.fields,
        AUDIT.c.device,
        (AUDIT.c.before == "").label("is_new"),
        func.json_extract(AUDIT.c.after, "$.binned_at").label("binned_at"),
    ).where(AUDIT.c.number > number, AUDIT.c.action == action, AUDIT.c.salt != "")
    return [
        TakenEntry(
            row.noun,
            row.record_id,
            tuple(row.fields),
            row.device,
            bool(row.is_new),
            row.binned_at is not None,
        )
        for row in connection.execute(query.order_by(AUDIT.c.number))
    ]


def last_of(connection: Connection, record_ids: Collection[str], most: int) -> list[AuditEntry]:
    """Return the last changes of these records, newest first."""
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
    """Return the last changes of all records, newest first.

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
    """Return the records changed after the entry with this number: noun -> IDs."""
    ids_by_noun: dict[str, set[str]] = defaultdict(set)
    query = select(AUDIT.c.noun, AUDIT.c.record_id).where(AUDIT.c.number > after)
    for noun, record_id in connection.execute(query):
        ids_by_noun[noun].add(record_id)
    return {noun: frozenset(ids) for noun, ids in ids_by_noun.items()}


def blank(connection: Connection, noun: str, record_id: str) -> None:
    """Blank the values in every entry of a record; the chain still proves that they existed."""
    connection.execute(
        update(AUDIT)
        .where(AUDIT.c.noun == noun, AUDIT.c.record_id == record_id)
        .values(before="", after="", salt="")
    )


def holds(connection: Connection, beginning: str) -> bool:
    """Return whether an entry's MAC begins with these hex digits; true of the start of every chain."""
    if START.startswith(beginning):
        return True
    is_it = AUDIT.c.mac.startswith(beginning, autoescape=True)
    if len(beginning) == len(START):
        is_it = AUDIT.c.mac == beginning
    # What is looked for is mostly near the end, and no index leads to it.
    query = select(AUDIT.c.number).where(is_it).order_by(AUDIT.c.number.desc()).limit(1)
    return connection.execute(query).first() is not None


def is_at(connection: Connection, number: int, mac: str) -> bool:
    """Return whether the entry with this number has this MAC; number 0 is the start of every chain."""
    if number == 0:
        return mac == START
    query = "SELECT mac FROM audit WHERE number = ?"
    return connection.exec_driver_sql(query, (number,)).scalar() == mac


def newest_action(connection: Connection) -> str:
    """Return the action of the newest entry, or "" if there is none."""
    query = select(AUDIT.c.action).order_by(AUDIT.c.number.desc()).limit(1)
    return str(connection.execute(query).scalar() or "")


def verify(connection: Connection, key: bytes, holding: str = START, *, progress: Progress = silent) -> int:
    """Verify the whole chain; returns its number of entries.

    Args:
        connection: inside a transaction.
        key: of the chain.
        holding: MAC of an entry that must be in it.
        progress: reported with entries gone through and in all.

    Raises:
        VaultDamaged: an entry is missing, edited or out of place, or `holding` is not in the chain.
        Cancelled: the person stopped.
    """
    previous, count, is_held = START, 0, holding == START
    total, _ = head(connection)
    blanked: dict[tuple[str, str], int] = {}
    for row in _plain_rows(connection):
        count += 1
        if row["number"] != count or not hmac.compare_digest(row["mac"], link(key, previous, row)):
            raise VaultDamaged(
                Message("The change history fails its integrity check at entry {number}.", number=count)
            )
        _values_hold(key, row, blanked)
        previous = row["mac"]
        is_held = is_held or previous == holding
        if count % STEP_ENTRIES == 0:
            progress(count, total, Message("checking the change history"))
    if blanked:
        raise VaultDamaged(
            Message(
                "The values of entry {number} are missing from the change history.",
                number=min(blanked.values()),
            )
        )
    if not is_held:
        raise older()
    return count


def older() -> VaultDamaged:
    """Return the error for a database whose chain ends before an entry noted elsewhere."""
    return VaultDamaged(
        "The database is older than the casebook's last normal lock. Changes made by then are "
        "missing from it."
    )


def _values_hold(key: bytes, row: Mapping[str, Any], blanked: dict[tuple[str, str], int]) -> None:
    """Require that each entry has its original values, or awaits in `blanked` the purge that took them."""
    record = (row["noun"], row["record_id"])
    if row["action"].endswith(PURGE):
        blanked.pop(record, None)
    elif not row["salt"]:
        blanked.setdefault(record, row["number"])
        return
    if not hmac.compare_digest(row["digest"], entry_mac(key, row)):
        raise VaultDamaged(
            Message("The change history fails its integrity check at entry {number}.", number=row["number"])
        )


def _plain_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """Yield every entry in order, bypassing SQLAlchemy, which is slower per row than the ciphers."""
    link_to: Any = connection.connection.driver_connection
    there = {name for (name,) in link_to.execute("SELECT name FROM pragma_table_info('audit')")}
    names = [name for name in _COLUMNS if name in there]  # a script may have yet to add some
    for row in link_to.execute(f"SELECT {', '.join(names)} FROM audit ORDER BY number"):  # noqa: S608 - our own names
        entry = dict(zip(names, row, strict=True))
        entry["fields"] = _field_names(entry["fields"])
        yield entry


@lru_cache(1024)
def _field_names(encoded: str) -> tuple[str, ...]:
    """Return a cached list of names: nearly every entry uses the same few."""
    return tuple(json.loads(encoded))


def _in_order(connection: Connection) -> Iterator[RowMapping]:
    yield from connection.execute(select(AUDIT).order_by(AUDIT.c.number)).mappings()


def _entry(row: RowMapping) -> AuditEntry:
    values = {name: row[name] for name in row if name not in {"salt", "digest"}}
    written_at = datetime.fromisoformat(row["written_at"]) if row["written_at"] else None
    at, names = datetime.fromisoformat(row["at"]), tuple(row["fields"])
    return AuditEntry(**{**values, "at": at, "fields": names, "written_at": written_at})
