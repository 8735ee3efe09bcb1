"""Backups from before new keys: which are left, what they still open with, and their end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from casebook.base.errors import NotFound, Refused
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.services.base.backup_places import backup_place
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.vault.backup_folder import BackupFolder
from casebook.vault.destroy import destroy
from casebook.vault.former_backups import FormerBackups, former_backups

__all__ = ["FormerBackups", "delete", "every"]

ABOUT = gettext_noop(
    "They were made before the casebook was given new keys. They still open with the unlock methods of that "
    "time, also with those removed since, and are not encrypted again."
)


def every(session: Session) -> list[FormerBackups]:
    """Those among the backups of this vault, the oldest first; none where their folder is not at hand.

    Raises:
        DiskProblem: the disk refuses.
    """
    try:
        return former_backups(backup_place(session.vault, session.store))
    except NotFound:
        return []


async def delete(session: Session, folder: Path, *, progress: Progress = silent) -> int:
    """Overwrite and remove the backups in a folder that was set aside.

    Returns:
        How many of their files other names share: they were removed, not overwritten.

    Raises:
        ReadOnly: another window has the right to write.
        NotFound: it is none of them.
        Refused: other files lie in it, which would go with it.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; what is left of it cannot be restored.
    """
    session.store.require_writing()
    if folder not in [former.folder for former in await on_vault(partial(every, session))]:
        raise NotFound("There are no earlier backups in this folder.", field="folder")
    if BackupFolder(folder).holds_other_files():
        raise Refused(
            Message("The folder {folder} holds files that are no backups.", folder=folder.name),
            field="folder",
            remedy="Move them elsewhere, then delete the earlier backups again.",
        )
    return await off_thread(partial(destroy, folder, progress=progress))
