"""The database's own checks: every page against its MAC, every index against its table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from casebook.base.errors import Cancelled
from casebook.base.message import Message
from casebook.base.progress import Progress, silent

_STEP = Message("checking the database")
_INSTRUCTIONS = 200_000
"""SQLite virtual machine instructions between two progress reports: about 10 ms of work."""


def integrity(connection: Connection, *, progress: Progress = silent) -> list[str]:
    """Return the findings of SQLCipher's and SQLite's integrity checks; empty for a sound database.

    Args:
        connection: to it.
        progress: called again and again while SQLite checks, without a total: how much is left it does not
            say. SQLCipher's own check comes first, in one go: it runs while its PRAGMA is compiled, before
            there is a machine whose steps could be counted, and nothing interrupts it.

    Raises:
        Cancelled: the person stopped.
    """
    progress(0, 0, _STEP)
    cipher = [str(line) for line in connection.execute(text("PRAGMA cipher_integrity_check")).scalars()]
    with _reported(connection, progress):
        plain = [str(line) for line in connection.execute(text("PRAGMA integrity_check")).scalars()]
    return [*cipher, *(line for line in plain if line != "ok")]


@contextmanager
def _reported(connection: Connection, progress: Progress) -> Iterator[None]:
    """Report progress from within SQLite; a cancellation raises its own error, not SQLite's."""
    link: Any = connection.connection.driver_connection
    stopped: list[Cancelled] = []

    def report() -> int:
        try:
            progress(0, 0, _STEP)
        except Cancelled as error:
            stopped.append(error)
        return len(stopped)

    link.set_progress_handler(report, _INSTRUCTIONS)
    try:
        yield
    except OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        link.set_progress_handler(None, 0)


def clear_journal(engine: Engine) -> None:
    """Have SQLite delete a journal left by a stop; one without content would stay until the next write.

    Raises:
        OperationalError: the disk refuses.
    """
    with engine.begin() as connection:
        version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
        connection.execute(text(f"PRAGMA user_version = {version}"))
