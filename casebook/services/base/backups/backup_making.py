"""Making a backup and looking one through; from any thread, on connections of their own.

Nothing counts as a backup that was not opened and gone through after it was written.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from casebook.base.clock import Clock
from casebook.base.errors import CasebookError, DiskProblem, VaultDamaged
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.vault import retention
from casebook.store.database_copy import DatabaseState, attachments_in, copy_database, examine
from casebook.vault import BackupFolder, Vault
from casebook.vault.backup import (
    check_copy,
    chosen_for_reading,
    described,
    read_manifest,
    replaced_backup,
    require_sound,
    sound_headers,
    take_files,
    unsound_files,
    write_header,
    write_manifest,
)
from casebook.vault.folder import Folder
from casebook.vault.header import Header
from casebook.vault.keys import VaultKeys
from casebook.vault.manifest import Manifest
from casebook.vault.passing_restore import clear_leftovers

ONE_HEADER_LEFT = gettext_noop(
    "One of the two headers of the backup is damaged, so only the other can be used. Make a new backup, and "
    "check the disk."
)


@entity
class Backup:
    """A backup that was opened and checked.

    Attributes:
        path: its folder.
        made_at: instant, UTC.
        changes: entries in its audit chain.
        audit_head: MAC of the last, hex.
        files: encrypted files in it.
        missing: ids of encrypted files the vault itself did not have whole any more.
        is_header_damaged: one of the two is; known of one that was checked.
    """

    path: Path
    made_at: datetime
    changes: int
    audit_head: str
    files: int
    missing: tuple[str, ...]
    is_header_damaged: bool = False


def make(
    vault: Vault,
    place: BackupFolder,
    clock: Clock,
    *,
    confirmed: Collection[str],
    unconfirmed: Collection[str],
    progress: Progress = silent,
) -> Backup:
    """Copy an open vault, look the copy through, and only then give it its name; old ones go by retention.

    Args:
        vault: open; its database may be read and written meanwhile.
        place: where backups lie.
        clock: what time it is.
        confirmed: names of the backups that may go, see `backup_heads`.
        unconfirmed: names of those that must stay and that no other may take.
        progress: called at least every 100 ms.

    Raises:
        VaultDamaged: the database is damaged, or the copy does not hold what it did; no backup is made.
        DiskProblem: the disk refuses; no backup is made.
        Cancelled: the person stopped; no backup is made.
    """
    with suppress(DiskProblem):
        clear_leftovers(place, {vault.vault_id})
    folder = place.begin(vault.generation, unconfirmed)
    try:
        manifest = _written(vault, place, folder, clock(), progress)
        look_through(folder, place, vault.header, vault.keys, progress=progress)
        path = place.finish(folder)
    except BaseException:
        shutil.rmtree(folder.path, ignore_errors=True)
        with suppress(CasebookError):
            tidy(vault, place)  # A full disk gets back what was copied in vain.
        raise
    thin_out(vault, place, {*confirmed, path.name})
    return backup_of(path, manifest)


def look_through(
    folder: Folder,
    place: BackupFolder,
    header: Header,
    keys: VaultKeys,
    *,
    every_file: bool = False,
    progress: Progress = silent,
) -> Manifest:
    """Verify a backup: key, both integrity checks, counts, audit chain, encrypted files.

    Args:
        folder: of the backup.
        place: of all backups.
        header: of the vault or of the backup; names the vault.
        keys: of the vault.
        every_file: read every encrypted file, not only the new ones and one in twenty of the old.
        progress: called at least every 100 ms.

    Raises:
        VaultDamaged: it is no good.
        VaultTooNew: a later version wrote it.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    manifest = read_manifest(folder.path, keys, header)
    unsound = find_unsound(folder, place, manifest, keys, every_file=every_file, progress=progress)
    require_sound(unsound)
    return manifest


def find_unsound(
    folder: Folder,
    place: BackupFolder,
    manifest: Manifest,
    keys: VaultKeys,
    *,
    every_file: bool = True,
    progress: Progress = silent,
) -> tuple[str, ...]:
    """As `look_through`, but encrypted files that are no good are returned by id: all else can be restored.

    Raises:
        VaultDamaged: header or database are not what the backup was made of.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    check_copy(folder, manifest, keys)
    chosen = chosen_for_reading(manifest, every_file=every_file)
    unsound = unsound_files(manifest, place.pool, chosen, progress)
    progress(0, 1, Message("checking the copy of the database"))
    counts, attachments = examine(folder.database, keys.database.reveal(), keys.audit.reveal())
    wanted = DatabaseState(
        schema_version=manifest.schema_version,
        counts=manifest.counts,
        audit_number=manifest.audit_number,
        audit_head=manifest.audit_head,
    )
    if counts != wanted or {sealed.id for sealed in attachments} != {*manifest.files, *manifest.missing}:
        raise VaultDamaged("The backup does not match the data it was made from.")
    return unsound


def known(vault: Vault, place: BackupFolder) -> list[Backup]:
    """Return the backups of this vault, oldest first, without folders whose manifest does not open.

    Raises:
        DiskProblem: the disk refuses.
    """
    return list(_read(vault, place.backups()))


@entity
class DamagedBackup:
    """A backup that cannot be relied on.

    Attributes:
        path: its folder.
        fault: of its header or manifest.
    """

    path: Path
    fault: Message


def is_header_damaged(path: Path, manifest: Manifest) -> bool:
    """Return whether one of the two headers of a backup is damaged, so that only the other can be used.

    Raises:
        VaultDamaged: neither is sound.
    """
    return len(sound_headers(Folder(path), manifest)) == 1


def damaged(vault: Vault, place: BackupFolder) -> list[DamagedBackup]:
    """Return those whose header or manifest is not what was written, oldest first.

    Raises:
        DiskProblem: the disk refuses.
    """
    faults: list[DamagedBackup] = []
    for path in place.backups():
        try:
            manifest = read_manifest(path, vault.keys, vault.header)
            if is_header_damaged(path, manifest):
                faults.append(DamagedBackup(path=path, fault=Message(ONE_HEADER_LEFT)))
        except CasebookError as error:
            faults.append(DamagedBackup(path=path, fault=error.title))
    faults += [DamagedBackup(path=path, fault=replaced_backup().title) for path in place.replaced()]
    return sorted(faults, key=lambda one: one.path.name)


def newest(vault: Vault, place: BackupFolder) -> Backup | None:
    """The last of the backups of this vault, or None; no older one is looked at.

    Raises:
        DiskProblem: the disk refuses.
    """
    return next(_read(vault, reversed(place.backups())), None)


def _read(vault: Vault, paths: Iterable[Path]) -> Iterator[Backup]:
    for path in paths:
        with suppress(CasebookError):
            yield backup_of(path, read_manifest(path, vault.keys, vault.header))


def thin_out(vault: Vault, place: BackupFolder, confirmed: Collection[str]) -> None:
    """Let old backups go by retention, and the encrypted files that only they held.

    SECURITY: a backup may hold the only copy of what a folder put back has lost: those not confirmed stay,
    and do not count among the last ten.

    Raises:
        DiskProblem: the disk refuses.
    """
    backups = [backup for backup in known(vault, place) if backup.path.name in confirmed]
    kept = retention.kept(backup.made_at for backup in backups)
    for backup in backups:
        if backup.made_at not in kept:
            place.remove(backup.path)
    tidy(vault, place)


def tidy(vault: Vault, place: BackupFolder) -> None:
    """Remove encrypted files that no backup holds.

    SECURITY: where any backup cannot be read, nothing is removed: it may be one of its.

    Raises:
        DiskProblem: the disk refuses.
    """
    wanted: set[str] = set()
    if place.replaced():
        return
    for path in place.backups():
        try:
            wanted |= set(read_manifest(path, vault.keys, vault.header).files)
        except CasebookError:
            return
    for path in place.unfinished():  # one that stays, since it may be a backup that was renamed
        with suppress(CasebookError):
            wanted |= set(read_manifest(path, vault.keys, vault.header).files)
    place.sweep(wanted)


def backup_of(path: Path, manifest: Manifest) -> Backup:
    """A backup as it is listed."""
    return Backup(
        path=path,
        made_at=manifest.made_at,
        changes=manifest.audit_number,
        audit_head=manifest.audit_head,
        files=len(manifest.files),
        missing=manifest.missing,
    )


def _written(vault: Vault, place: BackupFolder, folder: Folder, at: datetime, progress: Progress) -> Manifest:
    state = copy_database(vault.database_path, folder.database, vault.database_key, progress=progress)
    attachments = attachments_in(folder.database, vault.database_key)  # all else is checked once it is whole
    before = place.backups()
    known_files = {}
    if before:
        with suppress(CasebookError):
            known_files = read_manifest(before[-1], vault.keys, vault.header).files
    taken = take_files(vault, place, attachments, known_files, progress=progress)
    write_header(vault, folder, state.audit_head)
    manifest = Manifest(
        name=place.name_of(folder),
        made_at=at,
        generation=vault.generation,
        schema_version=state.schema_version,
        database=described(folder.database),
        header=described(folder.header),
        audit_number=state.audit_number,
        audit_head=state.audit_head,
        counts=state.counts,
        files=taken.files,
        new=taken.new,
        missing=taken.missing,
    )
    write_manifest(vault, folder, manifest)
    return manifest
