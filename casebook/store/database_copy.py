"""Copies the encrypted database page by page while it is in use, and checks the copy.

Source: SQLite's online backup API; between two databases with the same raw key the pages go through both
codecs, so that no plain page is ever written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect

from casebook.base.errors import DiskProblem, VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.vault.attachment import Attachment
from casebook.store.base import audit
from casebook.store.base.connection import connect, disk_problem, open_engine
from casebook.store.base.database_check import integrity
from casebook.store.base.migrate import version
from casebook.store.base.settings_store import setting
from casebook.store.vault.attachment import every_attachment

STEP_PAGES = 500
"""2 MB: a step takes a few milliseconds, and others can access the database in between."""
BETWEEN_STEPS_S = 0.001
TRIES = 5
_NOT_COUNTED = {"setting", "draft"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseState:
    """The schema version and audit head of a database.

    Attributes:
        schema_version: of its tables.
        counts: rows by table; settings and drafts are not counted.
        audit_number: of the last change.
        audit_head: its MAC, hex.
    """

    schema_version: int
    counts: dict[str, int]
    audit_number: int
    audit_head: str


def copy_database(
    source: Path, target: Path, raw_key: bytes, *, progress: Progress = silent
) -> DatabaseState:
    """Copy a database into a new file with the same key; from any thread, on connections of its own.

    Returns:
        What stands in both: counted in the source before, and again in the copy.

    Raises:
        VaultDamaged: the source is damaged, or the copy does not hold what the source did.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; the target is to be removed by the caller.
    """
    for _ in range(TRIES):
        before = state(source, raw_key, is_live=True)
        _copy_pages(source, target, raw_key, progress)
        if state(target, raw_key) == before:
            return before
        if state(source, raw_key, is_live=True) == before:
            raise VaultDamaged("The copy of the database does not match the database.")
        target.unlink()  # Something was written meanwhile: the copy is whole, but of a later state.
    raise DiskProblem("The database is being written to constantly and could not be copied.")


def state(path: Path, raw_key: bytes, *, is_live: bool = False) -> DatabaseState:
    """Return the state of a database file, read on a separate connection.

    Args:
        path: the file.
        raw_key: as `open_engine` takes it.
        is_live: this process has it open already.

    Raises:
        VaultDamaged: it does not open.
    """
    with _reading(path, raw_key, is_live=is_live) as (connection, schema_version):
        return _state(connection, schema_version)


def examine(
    path: Path, raw_key: bytes, audit_key: bytes, *, progress: Progress = silent
) -> tuple[DatabaseState, tuple[Attachment, ...]]:
    """Check a database file completely: both integrity checks, the audit chain, the counts.

    Returns:
        What stands in it, and the encrypted files it knows.

    Raises:
        VaultDamaged: something does not hold.
    """
    with _reading(path, raw_key) as (connection, schema_version):
        if integrity(connection, progress=progress):
            raise VaultDamaged("The database fails its own integrity checks.")
        audit.verify(connection, audit_key, progress=progress)
        return _state(connection, schema_version), tuple(every_attachment(connection))


def attachments_in(path: Path, raw_key: bytes) -> tuple[Attachment, ...]:
    """Return the encrypted files that a database file knows, which nobody has open.

    Raises:
        VaultDamaged: it cannot be read.
    """
    with _reading(path, raw_key) as (connection, _):
        return tuple(every_attachment(connection))


def kept_setting(path: Path, raw_key: bytes, name: str) -> object:
    """Return a setting of a database file that nobody has open; None where it has none.

    Raises:
        VaultDamaged: it cannot be read.
    """
    with _reading(path, raw_key) as (connection, _):
        return setting(connection, name)


@contextmanager
def _reading(path: Path, raw_key: bytes, *, is_live: bool = False) -> Iterator[tuple[Connection, int]]:
    from sqlalchemy.exc import DatabaseError

    engine = open_engine(path, raw_key, is_live=is_live)
    try:
        found = version(engine)
        with engine.connect() as connection:
            yield connection, found
    except DatabaseError as error:
        raise VaultDamaged("The database is damaged.") from error
    finally:
        engine.dispose()


def _copy_pages(source: Path, target: Path, raw_key: bytes, progress: Progress) -> None:
    from sqlcipher3 import dbapi2 as driver

    def report(_: int, left: int, total: int) -> None:
        progress(total - left, total, Message("copying the database"))

    try:
        with closing(connect(source, raw_key)) as origin, closing(connect(target, raw_key)) as copy:
            origin.backup(copy, pages=STEP_PAGES, progress=report, sleep=BETWEEN_STEPS_S)
    except driver.OperationalError as error:
        raise disk_problem(error, "The database could not be copied to the disk.") from error
    except driver.DatabaseError as error:
        raise VaultDamaged("The database is damaged and cannot be copied.") from error


def _state(connection: Connection, schema_version: int) -> DatabaseState:
    names = sorted(set(inspect(connection).get_table_names()) - _NOT_COUNTED)
    parts = [f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names]  # noqa: S608 - our own tables
    rows = connection.exec_driver_sql(" UNION ALL ".join(parts)) if parts else ()
    counts = {str(name): int(number) for name, number in rows}
    number, head = audit.head(connection)
    return DatabaseState(schema_version=schema_version, counts=counts, audit_number=number, audit_head=head)
