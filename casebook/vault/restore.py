"""Restores a backup into a new folder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound, VaultDamaged, WrongKey
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.vault.backup import (
    MANIFEST,
    check_copy,
    copy_file,
    read_manifest,
    require_sound,
    sound_header,
    unsound_files,
)
from casebook.vault.backup_folder import BackupFolder
from casebook.vault.disk import disk, flush_file, flush_folder, open_carefully, write_new
from casebook.vault.folder import Folder
from casebook.vault.header import Header, LoadedHeader, damaged_header, load_header, load_header_copy
from casebook.vault.keys import VaultKeys
from casebook.vault.keyslot import Credential
from casebook.vault.manifest import Manifest
from casebook.vault.unlocking import unlocked


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBackup:
    """A backup unlocked with a credential.

    Attributes:
        folder: of the backup.
        place: of all backups.
        header: of the backup.
        keys: of the vault it is of.
        manifest: what it holds.
    """

    folder: Folder
    place: BackupFolder
    header: Header
    keys: VaultKeys
    manifest: Manifest


def open_backup(path: Path, credential: Credential) -> OpenBackup:
    """Open a backup with what opened the vault when it was made; writes nothing.

    Raises:
        NotFound: nothing is there.
        InvalidInput: it is no backup.
        WrongKey: it does not open with this.
        VaultDamaged: header or manifest are not what was written.
        VaultTooNew: a later version wrote it.
        DiskProblem: the disk refuses.
    """
    with disk(Message("looking for the backup")):
        if not path.exists():
            raise NotFound(
                "There is no backup at this location.",
                field="backup",
                remedy="Choose a numbered folder inside the backup folder.",
            )
        if not (path / MANIFEST).exists() or path.parent == path:
            raise InvalidInput(
                "This is not a complete backup.",
                field="backup",
                remedy="Choose a numbered folder inside the backup folder.",
            )
    folder = Folder(path.resolve())  # the person may name a link
    loaded, keys = _unlocked(folder, credential)
    manifest = read_manifest(folder.path, keys, loaded.header)
    place = BackupFolder(folder.path.parent)
    return OpenBackup(folder=folder, place=place, header=loaded.header, keys=keys, manifest=manifest)


def _unlocked(folder: Folder, credential: Credential) -> tuple[LoadedHeader, VaultKeys]:
    """As `unlocked`, with the copy of a header that was changed where the checksum does not show it."""
    try:
        loaded = load_header(folder)
    except VaultDamaged as error:
        raise damaged_header() from error
    try:
        return loaded, unlocked(loaded, credential)[1]
    except (WrongKey, VaultDamaged):
        copy = load_header_copy(folder)
        if copy is None or copy.data == loaded.data:
            raise
    return copy, unlocked(copy, credential)[1]


def restore_into(
    backup: OpenBackup, target: Folder, *, without: Collection[str] = (), progress: Progress = silent
) -> None:
    """Copy a backup into a new vault folder, and compare every file with the manifest.

    The header comes last: until then the folder is no vault.

    Args:
        backup: opened.
        target: planned.
        without: ids of the encrypted files that are not in the backup whole; they are left out.
        progress: reported between files and within long ones.

    Raises:
        Conflict: something is there already.
        VaultDamaged: the backup is not what was made; nothing is left.
        DiskProblem: the disk refuses; nothing is left.
        Cancelled: the person stopped; nothing is left.
    """
    target.make()
    try:
        blob_paths = BackupFolder(target.path).pool
        files = {name: file for name, file in backup.manifest.files.items() if name not in without}
        for number, name in enumerate(sorted(files)):
            progress(number, len(files), Message("restoring encrypted files"))
            source = partial(backup.place.pool.open, name)
            copy_file(source, blob_paths.place(name), blob_paths, progress=progress)
        copy_file(partial(open_carefully, backup.folder.database), target.database, blob_paths)
        with disk(Message("restoring a backup")):
            blob_paths.flush(
                files, lambda: progress(len(files), len(files), Message("restoring encrypted files"))
            )
            flush_file(target.database)
            flush_folder(target.path)
        with disk(Message("restoring a backup")):
            write_new(target.restored, b"")
        header = sound_header(backup.folder, backup.manifest)
        copy_file(partial(open_carefully, header), target.header, blob_paths)
        with disk(Message("restoring a backup")):
            flush_file(target.header)
            flush_folder(target.path)
        check_copy(target, backup.manifest, backup.keys)
        require_sound(unsound_files(replace(backup.manifest, files=files), blob_paths, files, progress))
    except BaseException:
        target.remove()
        raise
