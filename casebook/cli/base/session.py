"""Sessions of commands: opened for writing or reading, locked in order, backed up after changes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from casebook.base.errors import CasebookError, DiskFull, InUse, OnlyReadable, WriteProtected
from casebook.base.message import Message
from casebook.cli.base.passphrase import keyfile, passphrase_of

if TYPE_CHECKING:
    from casebook.services.base.session import Session

_FOR_WRITING: dict[type[CasebookError], Message] = {
    InUse: Message("Lock it there first."),
    WriteProtected: Message("Copy it to a disk that can be written to."),
    DiskFull: Message("Free up space and try again."),
}
"""The remedy for a command that changes something, which read-only mode does not help."""


@contextmanager
def advising_who_writes() -> Iterator[None]:
    """Name the remedies that help a command which changes something, where its casebook does not open."""
    try:
        yield
    except (InUse, OnlyReadable) as error:
        error.remedy = _FOR_WRITING[type(error)]
        raise


@contextmanager
def unlocked(vault: Path, key_file: Path | None, with_keyfile: Path | None = None) -> Iterator[Session]:
    """Yield a session on the vault; locked in order afterwards, after a backup if anything changed."""
    from casebook.cli.base.opening import back_up, opened

    secret, file = passphrase_of(vault, key_file), keyfile(with_keyfile)
    with advising_who_writes():
        session = opened(vault, secret, file)
    with session:
        yield session
        if session.has_changed:
            back_up(session)


@contextmanager
def reading(vault: Path, key_file: Path | None, with_keyfile: Path | None = None) -> Iterator[Session]:
    """Yield a session for a command that changes nothing; reads along with an open window."""
    from casebook.cli.base.opening import back_up, opened

    secret, file = passphrase_of(vault, key_file), keyfile(with_keyfile)
    try:
        session = opened(vault, secret, file)
    except (InUse, OnlyReadable) as error:
        session = opened(vault, secret, file, to_read=True)
        if isinstance(error, InUse):
            sys.stderr.write(
                "The casebook is open in another window; it is read in its current state there.\n"
            )
        elif isinstance(error, DiskFull):
            sys.stderr.write("The disk is full; the casebook is opened read-only.\n")
    with session:
        yield session
        if session.has_changed:  # by a session before that was cut short
            back_up(session)
