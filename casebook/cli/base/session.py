"""Sessions of commands: opened for writing or reading, locked in order, backed up after changes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.base.errors import (
    CasebookError,
    DiskFull,
    InUse,
    OnlyReadable,
    RecordsDiffer,
    WriteProtected,
    WrongKey,
)
from casebook.base.message import Message
from casebook.cli.base import key_ahead
from casebook.cli.base.parameter import KEYFILE_VARIABLE
from casebook.cli.base.passphrase import keyfile, passphrase
from casebook.cli.base.progress import Counter
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import rollback, unclean_stop
from casebook.services.vault.vault_info import keyslot_kinds

_FOR_WRITING: dict[type[CasebookError], Message] = {
    InUse: Message("Lock it there first."),
    WriteProtected: Message("Copy it to a disk that can be written to."),
    DiskFull: Message("Free up space and try again."),
}
"""The remedy for a command that changes something, which read-only mode does not help."""


@contextmanager
def unlocked(vault: Path, key_file: Path | None, with_keyfile: Path | None = None) -> Iterator[Session]:
    """Yield a session on the vault; locked in order afterwards, after a backup if anything changed."""
    secret, file = passphrase(key_file), keyfile(with_keyfile)
    try:
        opened = _opened(vault, secret, file)
    except (InUse, OnlyReadable) as error:
        error.remedy = _FOR_WRITING[type(error)]
        raise
    with opened as session:
        yield session
        if session.has_changed:
            _back_up(session)


@contextmanager
def reading(vault: Path, key_file: Path | None, with_keyfile: Path | None = None) -> Iterator[Session]:
    """Yield a session for a command that changes nothing; reads along with an open window."""
    secret, file = passphrase(key_file), keyfile(with_keyfile)
    try:
        session = _opened(vault, secret, file)
    except (InUse, OnlyReadable) as error:
        session = _opened(vault, secret, file, to_read=True)
        if isinstance(error, InUse):
            sys.stderr.write(
                "The casebook is open in another window; it is read in its current state there.\n"
            )
        elif isinstance(error, DiskFull):
            sys.stderr.write("The disk is full; the casebook is opened read-only.\n")
    with session:
        yield session
        if session.has_changed:  # by a session before that was cut short
            _back_up(session)


def _opened(vault: Path, secret: str, with_keyfile: Path | None, *, to_read: bool = False) -> Session:
    who = os.environ.get("CASEBOOK_WHO", "")
    credential = key_ahead.take(vault, secret)
    try:
        session = open_session(
            vault, credential, keyfile=with_keyfile, to_read=to_read, checks_later=True, who=who
        )
    except WrongKey as error:
        if with_keyfile is None and "keyfile" in keyslot_kinds(vault):
            error.remedy = Message(
                "If the passphrase needs its key file, name the file in {variable}.",
                variable=KEYFILE_VARIABLE,
            )
        raise
    _tell(rollback.header_notice(session))
    if session.is_waiting:
        _check(session)
    for notice in (rollback.unsound_notice(session.unsound), *rollback.notices_at_opening(session)):
        _tell(notice)
    return session


def _tell(notice: rollback.Notice | None) -> None:
    if notice:
        sys.stderr.write(f"{notice.title!s} {notice.remedy!s}\n")


def _check(session: Session) -> None:
    """Check the records after an interrupted session; nothing is changed unless all match their history."""
    try:
        differences = run_in_line(unclean_stop.checked(session, progress=Counter()))
    except BaseException:
        session.close()
        raise
    if differences:
        what = f"{unclean_stop.summary(differences)!s} {Message(unclean_stop.WHAT_MAY_HAVE_HAPPENED)!s}"
        sys.stderr.write(f"{what}\n{RecordsDiffer()}\n")


def _back_up(session: Session) -> None:
    """Make a backup; a failure is reported, but the work, already saved, succeeds."""
    from casebook.services.vault import backup  # not loaded to read a vault

    try:
        saved = run_in_line(backup.back_up_if_due(session))
        if saved and saved.missing:
            count = len(saved.missing)
            sys.stderr.write(f"The backup lacks {count} encrypted files that are missing or damaged here.\n")
    except CasebookError as error:
        sys.stderr.write(f"No backup was made. {error}\n")
