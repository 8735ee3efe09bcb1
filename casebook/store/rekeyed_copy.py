"""A copy of the database with new keys: its pages, its audit chain, the keys of its files.

Source: SQLite's online backup API; the pages go through the codecs of both databases, so that no plain page
is written, and the copy has a salt of its own. The source is only read.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, update
from sqlalchemy.exc import DatabaseError, OperationalError

from casebook.base.errors import CasebookError, Refused, VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.domain.base.setting import Setting
from casebook.domain.vault.attachment import Attachment
from casebook.store.base import audit
from casebook.store.base.audit import AUDIT
from casebook.store.base.connection import connect, disk_problem, open_engine
from casebook.store.base.migrate import SCHEMA_VERSION
from casebook.store.base.settings_store import keep
from casebook.store.database_copy import STEP_PAGES, DatabaseState, examine, state
from casebook.store.vault.attachment import ATTACHMENT, every_attachment

ACTION = "vault.new-keys"
NOUN = "vault"
FILE_KEY_BYTES = 32
_STEP_ENTRIES = 1_000
_NAMES = ", ".join(column.name for column in AUDIT.columns)


@dataclass(frozen=True, slots=True, repr=False)
class DatabaseKeys:
    """The keys of a database.

    Attributes:
        raw: 32 bytes of key and 16 of salt.
        audit: 32 bytes for the audit chain.
    """

    raw: bytes
    audit: bytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeyChange:
    """What the copy records about its creation.

    Attributes:
        vault_id: of the new vault, as a UUID.
        at: instant, UTC.
        who: named in the audit chain.
        fingerprint: of a file under the new keys, given its SHA-256 in hex.
        settings: that hold something else from now on, or nothing.
    """

    vault_id: str
    at: datetime
    who: str
    fingerprint: Callable[[str], str]
    settings: Collection[Setting]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RekeyedCopy:
    """The result of the copy.

    Attributes:
        state: of the copy.
        files: as the old vault has them.
        file_keys: of the new vault, by id.
    """

    state: DatabaseState
    files: tuple[Attachment, ...]
    file_keys: dict[str, bytes]


def rekeyed_copy(  # noqa: PLR0913 - the two databases with their keys, and what is said of it
    source: Path,
    target: Path,
    old: DatabaseKeys,
    new: DatabaseKeys,
    change: KeyChange,
    *,
    holding: str,
    known_keys: Mapping[str, bytes],
    progress: Progress,
) -> RekeyedCopy:
    """Copy a database that no one has open into a new file with new keys, and check the copy.

    The audit chain is checked under the old key and chained anew under the new one, then goes on with an
    entry for each file, whose fingerprint is another, and one that says what was done and what the head was.

    Args:
        source: the database.
        target: a file that is not there.
        old: its keys.
        new: those of the copy.
        change: what the copy says of it.
        holding: MAC, in hex, that the chain must end with.
        known_keys: new keys of files, by id, that a stop left; others are made.
        progress: reported at least every 100 ms.

    Raises:
        VaultDamaged: the source is damaged, or the copy does not hold what the source did.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; the target is to be removed by the caller.
    """
    before = state(source, old.raw)
    if before.schema_version != SCHEMA_VERSION:
        raise Refused(  # its tables are brought up to date by an ordinary opening
            "The casebook was last used with an earlier version of Casebook.",
            remedy="Unlock it and lock it again.",
        )
    if before.audit_head != holding:
        raise VaultDamaged("The database is not the one that was last locked.")
    files = _files(source, old.raw)
    keys = {file.id: known_keys.get(file.id) or secrets.token_bytes(FILE_KEY_BYTES) for file in files}
    _copy_pages(source, target, old.raw, new.raw, progress)
    try:
        _rewrite(source, target, old, new, change, before, files, keys, progress)
    except OperationalError as error:
        raise disk_problem(error, "The database could not be copied to the disk.") from error
    except DatabaseError as error:
        raise VaultDamaged("The database is damaged.") from error
    progress(0, 1, Message("checking the copy of the database"))
    after, copied = examine(target, new.raw, new.audit, progress=progress)
    wanted = {**before.counts, AUDIT.name: before.audit_number + len(files) + 1}
    if after.counts != wanted or {file.id: file.key for file in copied} != keys:
        raise VaultDamaged("The copy of the database does not match the database.")
    with target.open("rb+") as file:  # Windows flushes only what is open for writing
        os.fsync(file.fileno())
    return RekeyedCopy(state=after, files=files, file_keys=keys)


def file_keys(path: Path, raw_key: bytes) -> dict[str, bytes]:
    """Return the file keys in a database by ID; none if it does not exist or does not open."""
    if not path.exists():
        return {}
    try:
        return {file.id: file.key for file in _files(path, raw_key)}
    except (CasebookError, DatabaseError):
        return {}


def _files(path: Path, raw_key: bytes) -> tuple[Attachment, ...]:
    engine = open_engine(path, raw_key, to_read=True)
    try:
        with engine.connect() as connection:
            return tuple(every_attachment(connection))
    finally:
        engine.dispose()


def _copy_pages(source: Path, target: Path, old_key: bytes, new_key: bytes, progress: Progress) -> None:
    from sqlcipher3 import dbapi2 as driver

    def report(_: int, left: int, total: int) -> None:
        progress(total - left, total, Message("copying the database"))

    try:
        with (
            closing(connect(source, old_key, to_read=True)) as origin,
            closing(connect(target, new_key)) as copy,
        ):
            _without_journal(copy)
            origin.backup(copy, pages=STEP_PAGES, progress=report)
    except driver.OperationalError as error:
        raise disk_problem(error, "The database could not be copied to the disk.") from error
    except driver.DatabaseError as error:
        raise VaultDamaged("The database is damaged and cannot be copied.") from error


def _without_journal(link: Any) -> None:  # noqa: ANN401 - the driver ships no types
    """Turn off waiting and journal: a copy left by a stop is made again."""
    link.execute("PRAGMA synchronous = OFF")
    link.execute("PRAGMA journal_mode = OFF")


def _rewrite(  # noqa: PLR0913, PLR0917 - as `rekeyed_copy`
    source: Path,
    target: Path,
    old: DatabaseKeys,
    new: DatabaseKeys,
    change: KeyChange,
    before: DatabaseState,
    files: tuple[Attachment, ...],
    keys: Mapping[str, bytes],
    progress: Progress,
) -> None:
    engine = open_engine(target, new.raw)
    try:
        with closing(connect(source, old.raw, to_read=True)) as origin, engine.connect() as connection:
            link: Any = connection.connection.driver_connection
            _without_journal(link)
            with connection.begin():
                rows = _chained_anew(origin, old.audit, new.audit, before.audit_number, progress)
                link.executemany("UPDATE audit SET digest = ?, mac = ? WHERE number = ?", rows)
                renewed = [_renewed(change, file, keys[file.id]) for file in files]
                _keep_files(connection, renewed)
                entries = [_file_entry(change, *pair) for pair in zip(files, renewed, strict=True)]
                audit.append(connection, new.audit, [*entries, _entry(change, before)])
                for setting in change.settings:
                    keep(connection, setting)
    finally:
        engine.dispose()


def _chained_anew(
    origin: Any,  # noqa: ANN401 - the driver ships no types
    old_key: bytes,
    new_key: bytes,
    total: int,
    progress: Progress,
) -> Iterator[tuple[str, str, int]]:
    """Yield digest, MAC and number of each entry under the new key, after verifying the old one.

    Where values do not fit their digest, it stays as it was: a purge took them, or else the copy is refused
    when it is gone through.

    Raises:
        VaultDamaged: an entry is missing, edited or out of place.
    """
    previous = former = audit.START
    for values in origin.execute(f"SELECT {_NAMES} FROM audit ORDER BY number"):  # noqa: S608 - our own names
        row = dict(zip((column.name for column in AUDIT.columns), values, strict=True))
        row["fields"] = json.loads(row["fields"])
        former = audit.link(old_key, former, row)
        if not hmac.compare_digest(row["mac"], former):
            raise VaultDamaged(
                Message(
                    "The change history fails its integrity check at entry {number}.", number=row["number"]
                )
            )
        if hmac.compare_digest(row["digest"], audit.entry_mac(old_key, row)):
            row["digest"] = audit.entry_mac(new_key, row)
        previous = audit.link(new_key, previous, row)
        if row["number"] % _STEP_ENTRIES == 0:
            progress(row["number"], total, Message("rewriting the change history"))
        yield row["digest"], previous, row["number"]


def _renewed(change: KeyChange, file: Attachment, key: bytes) -> Attachment:
    return replace(file, key=key, fingerprint=change.fingerprint(file.sha256))


def _keep_files(connection: Connection, files: Collection[Attachment]) -> None:
    table, rows = ATTACHMENT.table, [ATTACHMENT.row(file) for file in files]
    if rows:
        changed = update(table).where(table.c.id == bindparam("of_id"))
        connection.execute(changed, [{**row, "of_id": row["id"]} for row in rows])


def _file_entry(change: KeyChange, file: Attachment, renewed: Attachment) -> dict[str, object]:
    return {
        "at": change.at.isoformat(),
        "who": change.who,
        "action": ACTION,
        "noun": ATTACHMENT.noun,
        "record_id": file.id,
        "fields": ["fingerprint"],
        "before": json.dumps({"fingerprint": file.fingerprint}),
        "after": json.dumps({"fingerprint": renewed.fingerprint}),
    }


def _entry(change: KeyChange, before: DatabaseState) -> dict[str, object]:
    return {
        "at": change.at.isoformat(),
        "who": change.who,
        "action": ACTION,
        "noun": NOUN,
        "record_id": change.vault_id,
        "fields": ["audit_head"],
        "before": json.dumps({"audit_head": before.audit_head}),
        "after": "",
    }
