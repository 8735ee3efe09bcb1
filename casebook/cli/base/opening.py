"""Opens the vault of a command and backs it up; only a command that has a vault loads this."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from casebook.base.errors import CasebookError, RecordsDiffer, WrongKey
from casebook.base.message import Message
from casebook.cli.base import key_ahead
from casebook.cli.base.answer import counted
from casebook.cli.base.parameter import KEYFILE_VARIABLE
from casebook.cli.base.progress import Counter
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import rollback, unclean_stop
from casebook.services.vault.vault_info import keyslot_kinds


def opened(vault: Path, secret: str, with_keyfile: Path | None, *, to_read: bool = False) -> Session:
    """Return a session on the vault, its records checked if it was not locked in order.

    Raises:
        WrongKey: it does not open; what is said depends on what opens it, and on a key file that was named.
        InUse: another window has it open, and it was to be written.
        OnlyReadable: it cannot be written.
    """
    who = os.environ.get("CASEBOOK_WHO", "")
    credential = key_ahead.take(vault, secret)
    try:
        session = open_session(
            vault, credential, keyfile=with_keyfile, to_read=to_read, checks_later=True, who=who
        )
    except WrongKey as error:
        kinds = {*keyslot_kinds(vault)}
        if kinds == {"guardians"}:
            error.remedy = Message(
                "Nothing but shares of its guardians opens it: `{command}`.",
                command=f"casebook guardian recover {vault} --share-file share-1.txt",
            )
        elif with_keyfile is None and "keyfile" in kinds:
            error.remedy = Message(
                "If the passphrase needs its key file, name the file in {variable}.",
                variable=KEYFILE_VARIABLE,
            )
        raise
    _tell(rollback.header_notice(session))
    if session.vault.false_shares:
        tell_false_shares(session)
    if session.is_waiting:
        _check(session)
    for notice in (rollback.unsound_notice(session.unsound), *rollback.notices_at_opening(session)):
        _tell(notice)
    return session


def _tell(notice: rollback.Notice | None) -> None:
    if notice:
        sys.stderr.write(f"{notice.title!s} {notice.remedy!s}\n")


def tell_false_shares(session: Session) -> None:
    """Name the false ones among shares of guardians that opened the vault, by their places."""
    from casebook.services.vault import guardian  # not loaded where a passphrase opens the vault

    _tell(guardian.false_shares(session))


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


def back_up(session: Session) -> None:
    """Make a backup; a failure is reported, but the work, already saved, succeeds."""
    from casebook.services.vault import backup  # not loaded to read a vault

    try:
        saved = run_in_line(backup.back_up_if_due(session))
        if saved and saved.missing:
            files = counted(len(saved.missing), "encrypted file", "encrypted files")
            sys.stderr.write(f"The backup lacks {files}, missing or damaged here.\n")
    except CasebookError as error:
        sys.stderr.write(f"No backup was made. {error}\n")
