"""Temporary restore folders among the backups, and the removal of those left by a stop.

A process that is killed leaves a whole casebook there. It opens with what opened the backup, also after new
keys, so that each backup, each test and each change of keys clears it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from casebook.base.errors import DiskProblem, InUse, VaultDamaged, VaultTooNew
from casebook.base.message import Message
from casebook.host.disk.private_folder import make_private_folder
from casebook.vault.backup_folder import NEW, BackupFolder
from casebook.vault.destroy import destroy
from casebook.vault.disk import disk, is_link
from casebook.vault.folder import Folder
from casebook.vault.header import load_header
from casebook.vault.lockfile import WriterLock


@contextmanager
def passing_restore(path: Path) -> Iterator[Folder]:
    """Yield a folder to restore into, locked like an open vault; it is deleted afterwards.

    Raises:
        Conflict: something is there already.
        DiskProblem: the disk refuses.
    """
    folder, lock = Folder.planned(path), None
    try:
        with disk(Message("restoring a backup")):
            make_private_folder(folder.path)
        with suppress(DiskProblem):  # a disk that knows no locks
            lock = WriterLock.take(folder.lock)
        yield folder
    finally:
        if lock:
            lock.release()
        folder.remove()


def clear_leftovers(place: BackupFolder, vault_ids: Collection[UUID]) -> list[Path]:
    """Destroy what interrupted restores left among the backups.

    Args:
        place: of the backups.
        vault_ids: of the vault now and before. Those that the backups there are of are known besides.

    Returns:
        What stays there under such a name: a restore under way, or something of somebody else's.

    Raises:
        DiskProblem: the disk refuses.
    """
    left = [path for path in place.passing if os.path.lexists(path)]
    if not left:
        return []
    known_ids = {*vault_ids, *place.vault_ids()}
    return [path for path in left if not _cleared(Folder(path), known_ids)]


def _cleared(folder: Folder, vault_ids: Collection[UUID]) -> bool:
    """Return whether it was the rest of a restore and is deleted.

    SECURITY: one that was opened since has a second header, and may hold somebody's work.
    """
    names = {path.name for path in (folder.attachments, folder.database, folder.header, folder.lock)}
    with disk(Message("removing files left by a test")):
        if is_link(folder.path) or not folder.path.is_dir():
            return False
        unfinished = {path.name for path in folder.leftovers()}
        if not {path.name.removesuffix(NEW) for path in folder.path.iterdir()} <= names | unfinished:
            return False
    try:
        if folder.header.exists() and load_header(folder).header.vault_id not in vault_ids:
            return False
        with suppress(DiskProblem):  # a disk that knows no locks
            WriterLock.take(folder.lock).release()
    except (InUse, VaultDamaged, VaultTooNew):
        return False
    destroy(folder.path)
    return True
