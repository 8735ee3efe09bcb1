"""Parts of a backup: encrypted files in the pool, the header of the copy, and verification."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import SystemRandom
from typing import BinaryIO

from casebook.base.errors import DiskProblem, VaultDamaged
from casebook.base.message import Message, gettext_noop
from casebook.base.progress import Progress, silent
from casebook.domain.vault.attachment import Attachment
from casebook.vault.backup_folder import BackupFolder
from casebook.vault.blob_paths import NEW, BlobPaths
from casebook.vault.blob_store import NORMAL_TIME_NS, BlobStore
from casebook.vault.database import check_database, database_digest
from casebook.vault.disk import (
    create_carefully,
    disk,
    is_link,
    is_unreadable,
    open_carefully,
    read_bounded,
)
from casebook.vault.disk import write_durably as write
from casebook.vault.folder import Folder
from casebook.vault.header import Header, authentic_header, damaged_header, encode
from casebook.vault.keys import VaultKeys
from casebook.vault.keyslot import SlotKind
from casebook.vault.manifest import MAX_BYTES, FileDigest, Manifest, open_manifest, seal_manifest
from casebook.vault.vault import Vault

MANIFEST = "manifest"
BLOCK_BYTES = 1024 * 1024
_MAX_NAMED = 20
SHARE = 0.05
"""The reciprocal share of encrypted files from earlier backups that is read again each time."""
UNSOUND_REMEDY = gettext_noop(
    "If you still have the casebook, move them out of the folder att among the backups and back up again: "
    "they are copied from the casebook. Then test the backup, which reads every file. If the casebook is "
    "lost, restore the backup anyway: everything but these files is restored."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupContents:
    """The encrypted files of a backup.

    Attributes:
        files: what lies in the pool, by id.
        new: ids of those not known from the backup before.
        missing: ids of those neither vault nor pool has whole.
    """

    files: dict[str, FileDigest]
    new: tuple[str, ...]
    missing: tuple[str, ...]


def take_files(
    vault: Vault,
    place: BackupFolder,
    attachments: Sequence[Attachment],
    known: Mapping[str, FileDigest],
    *,
    progress: Progress = silent,
) -> BackupContents:
    """Copy missing files into the pool; never as links, which would share any damage.

    Each copy is opened and compared with the digest of the file as it was received.

    Args:
        vault: open.
        place: of the backups.
        attachments: to be in the backup.
        known: the files of the backup before.
        progress: reported between files and within long ones.

    Raises:
        DiskProblem: the disk refuses.
        Cancelled: the person stopped; what was copied stays for the next time.
    """
    copies = BlobStore(place.pool.folder, vault.vault_id, vault.keys.dedupe)
    files: dict[str, FileDigest] = {}
    new, missing = [], []
    for number, attachment in enumerate(attachments):
        progress(number, len(attachments), Message("copying encrypted files"))
        target = place.pool.place(attachment.id)
        if attachment.id in known and _has_size(target, known[attachment.id].size_bytes):
            files[attachment.id] = known[attachment.id]
            continue
        try:
            _take_file(vault, attachment, target, place.pool, copies, progress)
            files[attachment.id] = described(target, progress=progress)
        except VaultDamaged:
            place.pool.place(attachment.id).unlink(missing_ok=True)
            missing.append(attachment.id)
        else:
            new.append(attachment.id)
    with disk(Message("copying an encrypted file")):
        place.pool.flush(new, lambda: progress(len(files), len(files), Message("copying encrypted files")))
    return BackupContents(files=files, new=tuple(new), missing=tuple(missing))


def _has_size(path: Path, size_bytes: int) -> bool:
    """Return whether a regular file of this size exists, without reading it."""
    with disk(Message("checking a backup")):
        return path.is_file() and not is_link(path) and path.stat().st_size == size_bytes


def _take_file(
    vault: Vault, attachment: Attachment, target: Path, pool: BlobPaths, copies: BlobStore, progress: Progress
) -> None:
    """Ensure that the pool has an intact file; a damaged one is replaced by the vault's.

    Raises:
        VaultDamaged: neither is whole.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    if os.path.lexists(target):
        with suppress(VaultDamaged):
            copies.check(attachment, progress=progress)
            return
        with disk(Message("copying an encrypted file")):
            if target.is_dir() and not is_link(target):
                target.rename(target.with_name(f"{target.name}.damaged"))  # nobody knows what is in it
            else:
                target.unlink()
    copy_file(partial(vault.attachments.descriptor, attachment.id), target, pool, progress=progress)
    copies.check(attachment, progress=progress)


def copy_file(
    source: Callable[[], int], target: Path, blob_paths: BlobPaths, *, progress: Progress = silent
) -> None:
    """Copy an encrypted file completely or not at all; the caller flushes it.

    Args:
        source: opens it for reading, with care.
        target: where to.
        blob_paths: the folder of the target.
        progress: reported in bytes.

    Raises:
        VaultDamaged: it is missing, or something else stands in its place.
        DiskProblem: the disk refuses.
    """
    with disk(Message("copying an encrypted file")):
        try:
            descriptor = source()
        except FileNotFoundError as error:
            raise VaultDamaged("An encrypted file is missing.", field=target.name) from error
        with os.fdopen(descriptor, "rb") as origin:
            blob_paths.make_room(target, is_flushed=False)
            growing = target.with_name(target.name + NEW)
            growing.unlink(missing_ok=True)
            try:
                with create_carefully(growing) as copy:
                    for block in _blocks(origin, progress):
                        copy.write(block)
                os.utime(growing, ns=(NORMAL_TIME_NS, NORMAL_TIME_NS))
            except BaseException:
                growing.unlink(missing_ok=True)
                raise
        growing.rename(target)


def write_header(vault: Vault, folder: Folder, audit_head: str) -> None:
    """Write the header of a copied database, twice: the vault's own, with the copy's digest, locked in order.

    The keychain's slot is left out: what the keychain forgets must not open an old backup.

    Raises:
        DiskProblem: the disk refuses.
    """
    size_bytes, sha256 = database_digest(folder.database)
    header = replace(
        vault.header,
        is_clean=True,
        database_bytes=size_bytes,
        database_sha256=sha256,
        audit_head=bytes.fromhex(audit_head),
        slots=tuple(slot for slot in vault.slots if slot.kind is not SlotKind.KEYCHAIN),
    )
    with disk(Message("writing a backup's header")):
        for path in (folder.header, folder.header_backup):
            write(path, encode(header, vault.keys.header))


def write_manifest(vault: Vault, folder: Folder, manifest: Manifest) -> None:
    """Write the manifest.

    Raises:
        DiskProblem: the disk refuses.
    """
    with disk(Message("writing a backup's manifest")):
        write(folder.path / MANIFEST, seal_manifest(manifest, vault.keys.backup, vault.vault_id))


def read_manifest(backup: Path, keys: VaultKeys, header: Header) -> Manifest:
    """Return the manifest of a backup, stored under its own name.

    SECURITY: an older backup under the name of a newer one would be restored, and counted on, as the newer.

    Raises:
        VaultDamaged: it is missing or was changed, or the folder bears the name of another backup.
        VaultTooNew: a later version wrote it.
        DiskProblem: the disk refuses.
    """
    with disk(Message("reading a backup's manifest")):
        try:
            data = read_bounded(backup / MANIFEST, MAX_BYTES)
        except FileNotFoundError as error:
            raise VaultDamaged("The backup manifest is missing.") from error
    manifest = open_manifest(data, keys.backup, header.vault_id)
    name = backup.name.removesuffix(NEW)
    number = f"{manifest.generation:012}"  # all that version 1 says
    if name != (manifest.name or number + name[len(number) :]):
        raise VaultDamaged(
            Message(
                "This folder contains backup {name}, not the one its name states.",
                name=manifest.name or number,
            ),
            remedy="If you renamed the folder, restore its original name. Otherwise do not rely on this "
            "backup.",
        )
    return manifest


def replaced_backup() -> VaultDamaged:
    """Return the error on a link or file in the place of a backup."""
    return VaultDamaged(
        "The backup was replaced by a link or a file.",
        remedy="Put the folder of the backup itself back in its place.",
    )


def sound_header(folder: Folder, manifest: Manifest) -> Path:
    """Return the file with the header of a backup: the copy where the first is damaged.

    Raises:
        VaultDamaged: neither is what was written.
    """
    return sound_headers(folder, manifest)[0]


def sound_headers(folder: Folder, manifest: Manifest) -> list[Path]:
    """Return which of the two files with the header of a backup are what was written.

    Raises:
        VaultDamaged: neither is.
    """
    sound: list[Path] = []
    for path in (folder.header, folder.header_backup):
        with suppress(VaultDamaged, DiskProblem):
            _same(path, manifest.header)
            sound.append(path)
    if not sound:
        raise damaged_header()
    return sound


def described(path: Path, *, progress: Progress = silent) -> FileDigest:
    """Return size in bytes and SHA-256 of a file on disk.

    Raises:
        VaultDamaged: it is missing.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    digest = hashlib.sha256()
    with disk(Message("reading a backup")):
        try:
            with os.fdopen(open_carefully(path), "rb") as file:
                for block in _blocks(file, progress):
                    digest.update(block)
                return FileDigest(size_bytes=file.tell(), sha256=digest.hexdigest())
        except FileNotFoundError as error:
            raise VaultDamaged("A file is missing from the backup.", field=path.name) from error


def _blocks(file: BinaryIO, progress: Progress) -> Iterator[bytes]:
    """Yield the file in blocks of one megabyte, each a few milliseconds of work."""
    total = os.fstat(file.fileno()).st_size
    while block := file.read(BLOCK_BYTES):
        yield block
        progress(file.tell(), total, Message("copying or checking a file"))


def check_copy(folder: Folder, manifest: Manifest, keys: VaultKeys) -> None:
    """Compare header and database with the manifest.

    Raises:
        VaultDamaged: they are not what the backup was made of.
        DiskProblem: the disk refuses.
    """
    header = authentic_header(sound_header(folder, manifest), keys.header)
    check_database(folder, header)
    _same(folder.database, manifest.database)
    require_match(header, manifest)


def require_match(header: Header, manifest: Manifest) -> None:
    """Require that header and manifest are of the same backup.

    Raises:
        VaultDamaged: they are not.
    """
    if (header.generation, header.audit_head.hex()) != (manifest.generation, manifest.audit_head):
        raise VaultDamaged("The header and the manifest of the backup do not match.")


def unsound_files(
    manifest: Manifest, pool: BlobPaths, ids: Iterable[str], progress: Progress
) -> tuple[str, ...]:
    """Return the IDs of the encrypted files that differ from the manifest, sorted.

    One that the disk itself cannot read any more is among them: it must not keep the others from a restore.

    Args:
        manifest: of the backup.
        pool: where they lie.
        ids: of those to be read whole; of the others the size is compared.
        progress: reported between files and within those that are read.

    Raises:
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    chosen, unsound = set(ids), []
    for number, (name, file) in enumerate(sorted(manifest.files.items())):
        progress(number, len(manifest.files), Message("checking encrypted files"))
        try:
            _check_file(pool.place(name), file, progress if name in chosen else None)
        except VaultDamaged:
            unsound.append(name)
        except DiskProblem as error:
            if not is_unreadable(error):
                raise
            unsound.append(name)
    return tuple(unsound)


def unsound_message(names: Sequence[str]) -> Message:
    """Return the message on damaged files of a backup; their names are random and reveal no owner."""
    return Message.plural(
        "{number} encrypted file of the backup is missing or was changed: {files}.",
        "{number} encrypted files of the backup are missing or were changed: {files}.",
        number=len(names),
        files=", ".join(names[:_MAX_NAMED]) + (" …" if len(names) > _MAX_NAMED else ""),
    )


def require_sound(names: Sequence[str]) -> None:
    """Require that no file of a backup is damaged.

    Raises:
        VaultDamaged: some are; they are named.
    """
    if names:
        raise VaultDamaged(unsound_message(names), field=names[0], remedy=Message(UNSOUND_REMEDY))


def chosen_for_reading(manifest: Manifest, *, every_file: bool) -> set[str]:
    """Return the IDs of files to read whole: the new ones, and at least one in twenty of the others."""
    if every_file:
        return set(manifest.files)
    old = sorted(set(manifest.files) - set(manifest.new))
    return set(manifest.new) | set(SystemRandom().sample(old, -(-len(old) // round(1 / SHARE))))


def _check_file(path: Path, file: FileDigest, reading: Progress | None) -> None:
    with disk(Message("checking a backup")):
        is_whole = _has_size(path, file.size_bytes)
    if not is_whole:
        raise VaultDamaged("An encrypted file in the backup is missing or incomplete.", field=path.name)
    if reading:
        _same(path, file, reading)


def _same(path: Path, wanted: FileDigest, progress: Progress = silent) -> None:
    found = described(path, progress=progress)
    if found.size_bytes != wanted.size_bytes or not hmac.compare_digest(found.sha256, wanted.sha256):
        raise VaultDamaged("A file in the backup does not match the file it was made from.", field=path.name)
