"""Why the last backup was not made: kept in the casebook until one is, and said where it is locked."""

from __future__ import annotations

from casebook.base.errors import CasebookError, NoSpace, NotFound
from casebook.services.base import setting
from casebook.services.base.backups.backup_places import BackupsGone, backup_place
from casebook.services.base.session import Session
from casebook.services.vault.lock_remarks import NOT_BACKED_UP

FAILURE = "backup.failure"
"""The setting that names why the last backup was not made."""


def reason_of(session: Session, error: BaseException) -> str:
    """Return the key in `NOT_BACKED_UP` for an error of a backup.

    Args:
        session: whose backup it was; a folder moved away is out of reach of a confined session, too.
        error: why it was not made.
    """
    if isinstance(error.__cause__, PermissionError):
        return "backup-denied" if _is_there(session) else "backup-absent"
    if isinstance(error, BackupsGone):
        return "backup-absent"
    if isinstance(error, NoSpace):
        return "backup-full"
    return "backup-absent" if isinstance(error, NotFound) and not _is_there(session) else "backup-failed"


def _is_there(session: Session) -> bool:
    try:
        return backup_place(session.vault, session.store).path.is_dir()
    except (CasebookError, OSError):
        return False


def note(session: Session, reason: str) -> None:
    """Keep why the last backup was not made, or "" once one was.

    Raises:
        DiskProblem: the disk refuses.
    """
    if noted(session) != reason:
        setting.keep(session, FAILURE, reason or None)


def noted(session: Session) -> str:
    """Return the key in `NOT_BACKED_UP` of why the last backup was not made, or "" where it was."""
    reason = setting.value(session, FAILURE)
    return reason if isinstance(reason, str) and reason in NOT_BACKED_UP else ""
