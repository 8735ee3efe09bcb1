"""Backups from before new keys: which are left, what they still open with, and their end."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound, VaultDamaged, VaultTooNew
from casebook.base.message import gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session, backup_place
from casebook.vault import slot_kinds
from casebook.vault.backupplace import BackupPlace
from casebook.vault.destroy import destroy

ABOUT = gettext_noop(
    "They were made before the casebook was given new keys. They still open with the unlock methods of that "
    "time, also with those removed since, and are not encrypted again."
)


@entity
class FormerBackups:
    """The backups that one change of keys set aside; each can be restored from there as before.

    Attributes:
        folder: they lie in.
        backups: how many there are.
        opens_with: kinds of the unlock methods in their headers, as `SlotInfo.kind`, sorted.
    """

    folder: Path
    backups: int
    opens_with: tuple[str, ...]


def every(session: Session) -> list[FormerBackups]:
    """Those among the backups of this vault, the oldest first; none where their folder is not at hand.

    Raises:
        DiskProblem: the disk refuses.
    """
    try:
        return _in(backup_place(session))
    except NotFound:
        return []


def beside(vault: Path) -> list[FormerBackups]:
    """Those next to a vault; needs no key, and so knows of no other folder chosen for backups.

    Raises:
        DiskProblem: the disk refuses.
    """
    return _in(BackupPlace.of(vault))


async def delete(session: Session, folder: Path, *, progress: Progress = silent) -> None:
    """Overwrite and remove the backups in a folder that was set aside.

    Raises:
        ReadOnly: another window has the right to write.
        NotFound: it is none of them.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; what is left of it cannot be restored.
    """
    session.store.require_writing()
    if folder not in [former.folder for former in await on_vault(partial(every, session))]:
        raise NotFound("There are no earlier backups in this folder.", field="folder")
    await off_thread(partial(destroy, folder, progress=progress))


def _in(place: BackupPlace) -> list[FormerBackups]:
    return [_seen(folder) for folder in place.former()]


def _seen(folder: Path) -> FormerBackups:
    backups = BackupPlace(folder).backups()
    kinds = {kind for backup in backups for kind in _kinds(backup)}
    return FormerBackups(folder=folder, backups=len(backups), opens_with=tuple(sorted(kinds)))


def _kinds(backup: Path) -> frozenset[str]:
    """Of a header that cannot be read, none: nothing opens it."""
    try:
        return slot_kinds(backup)
    except (NotFound, InvalidInput, VaultDamaged, VaultTooNew):
        return frozenset()
