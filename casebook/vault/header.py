"""The header of a vault: identity, state at the last lock, and key slots. Format: docs/vault-format.md.

Read before any key is known, perhaps written by someone else: everything has a bound, and nothing is
allocated by a size the header names. On the disk one whole header stands at every moment, and its
predecessor to fall back on.
"""

from __future__ import annotations

import hmac
import os
import struct
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from casebook.base.errors import DiskProblem, VaultDamaged, VaultTooNew
from casebook.base.message import Message
from casebook.crypto.secret import Secret
from casebook.vault.disk import create_carefully, disk, flush_folder, read_bounded, write_durably
from casebook.vault.folder import Folder
from casebook.vault.header_frame import (
    CHECKSUM_BYTES,
    MAGIC,
    MAX_BYTES,
    VERSION,
    check_frame,
    checksum,
    read_header,
)
from casebook.vault.keyslot import MAX_SLOTS, MAX_WORK_KIB, KeySlot, parse_slot, work_kib

DIGEST_BYTES = 32
MAC_BYTES = 32
CLEAN = 1
_FIXED = struct.Struct("<8sHBB16sQQ32s32s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The content of the header, without its MAC and checksum.

    Attributes:
        vault_id: random, for the life of the vault.
        generation: raised by one with each header written.
        is_clean: whether the vault was locked in order and nothing was open since.
        database_bytes: size of the database at the last orderly lock; 0 before the first.
        database_sha256: its digest then, 32 bytes.
        audit_head: head of the audit chain then, 32 bytes.
        slots: 1 to 16.
    """

    vault_id: UUID
    generation: int
    is_clean: bool
    database_bytes: int
    database_sha256: bytes
    audit_head: bytes
    slots: tuple[KeySlot, ...]


def encode(header: Header, key: Secret) -> bytes:
    """Return the header's bytes, with its MAC under the vault's header key, and its checksum."""
    fixed = _FIXED.pack(
        MAGIC,
        VERSION,
        CLEAN if header.is_clean else 0,
        len(header.slots),
        header.vault_id.bytes,
        header.generation,
        header.database_bytes,
        header.database_sha256,
        header.audit_head,
    )
    body = fixed + b"".join(slot.written() for slot in header.slots)
    signed = body + hmac.digest(key.reveal(), body, "sha256")
    return signed + checksum(signed)


def decode(data: bytes) -> Header:
    """Parse a header. It may be forged: `is_authentic` tells once the key is known.

    Raises:
        VaultDamaged: it is not what any Casebook wrote.
        VaultTooNew: a later version wrote it.
    """
    signed = check_frame(data)
    if len(signed) < _FIXED.size + MAC_BYTES:
        raise VaultDamaged("The casebook header is incomplete.")
    return _parsed(memoryview(signed)[:-MAC_BYTES])


def is_authentic(data: bytes, key: Secret) -> bool:
    """Return whether the author of these bytes had the vault's header key."""
    body, mac = data[: -MAC_BYTES - CHECKSUM_BYTES], data[-MAC_BYTES - CHECKSUM_BYTES : -CHECKSUM_BYTES]
    return hmac.compare_digest(hmac.digest(key.reveal(), body, "sha256"), mac)


def _parsed(body: memoryview) -> Header:
    _, _, flags, count, vault_id, generation, size_bytes, sha256, head = _FIXED.unpack_from(body)
    if flags not in {0, CLEAN} or not 1 <= count <= MAX_SLOTS:
        raise VaultDamaged("The casebook header contains invalid values.")
    return Header(
        vault_id=UUID(bytes=vault_id),
        generation=generation,
        is_clean=flags == CLEAN,
        database_bytes=size_bytes,
        database_sha256=sha256,
        audit_head=head,
        slots=_parsed_slots(body[_FIXED.size :], count),
    )


def _parsed_slots(data: memoryview, count: int) -> tuple[KeySlot, ...]:
    slots: list[KeySlot] = []
    for _ in range(count):
        slot, size = parse_slot(data)
        slots.append(slot)
        data = data[size:]
    if data:
        raise VaultDamaged("The casebook header is longer than it states.")
    # SECURITY: each cost is bounded, but every slot is tried: 16 of the dearest would take hours.
    if work_kib(slots) > MAX_WORK_KIB:
        raise VaultDamaged(
            "The unlock methods of this casebook would take longer to try than any that Casebook creates."
        )
    return tuple(slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedHeader:
    """A header, and the file from which it was read.

    Attributes:
        header: what it says.
        data: its bytes, for checking the MAC.
        is_predecessor: whether ``header`` was unusable and ``header.bak`` was read.
        has_damaged_copy: whether ``header.bak`` is there and unusable, as far as it was looked at.
    """

    header: Header
    data: bytes
    is_predecessor: bool
    has_damaged_copy: bool = False


def load_header(folder: Folder) -> LoadedHeader:
    """Return the current header, or the previous one if the current is missing or damaged.

    Raises:
        VaultDamaged: neither can be used.
        VaultTooNew: a later version wrote it; the predecessor is not looked at, it would undo that work.
        DiskProblem: the disk refuses both.
    """
    try:
        return _load(folder.header, is_predecessor=False)
    except (VaultDamaged, DiskProblem) as first:
        try:
            return _load(folder.header_backup, is_predecessor=True)
        except (VaultDamaged, DiskProblem):
            raise first from None


def load_header_copy(folder: Folder) -> LoadedHeader | None:
    """Return ``header.bak``, or None if it cannot be used."""
    try:
        return _load(folder.header_backup, is_predecessor=True)
    except (VaultDamaged, VaultTooNew, DiskProblem):
        return None


def with_copy(folder: Folder, loaded: LoadedHeader, key: Secret) -> LoadedHeader:
    """Return a header with what was found of ``header.bak``; only a vault just made has none."""
    if loaded.is_predecessor or not os.path.lexists(folder.header_backup):
        return loaded
    copy = load_header_copy(folder)
    return replace(loaded, has_damaged_copy=copy is None or not is_authentic(copy.data, key))


def read_backup_header(backup: Path, key: Secret) -> Header:
    """Return the header of a backup, as locked; where it is damaged, from its copy.

    Raises:
        VaultDamaged: both are missing or were changed.
        VaultTooNew: a later version wrote it.
        DiskProblem: the disk refuses.
    """
    folder = Folder(backup)
    try:
        return authentic_header(folder.header, key)
    except (VaultDamaged, DiskProblem) as first:
        try:
            return authentic_header(folder.header_backup, key)
        except (VaultDamaged, DiskProblem):
            raise first from None


def authentic_header(path: Path, key: Secret) -> Header:
    """Return the header of a backup in one of its two files.

    Raises:
        VaultDamaged: it is missing or was changed.
        VaultTooNew: a later version wrote it.
        DiskProblem: the disk refuses.
    """
    with disk(Message("reading a backup's header")):
        try:
            data = read_bounded(path, MAX_BYTES)
        except FileNotFoundError as error:
            raise damaged_header() from error
    try:
        header = decode(data)
    except VaultDamaged as error:
        raise damaged_header() from error
    if not is_authentic(data, key) or not header.is_clean:
        raise damaged_header()
    return header


def damaged_header() -> VaultDamaged:
    """Return the error that neither header of a backup can be used."""
    return VaultDamaged(
        "The header of the backup is missing or damaged.",
        field="header",
        remedy="Use another copy of this backup, or another backup. Keep this one: the rest of it may be "
        "whole.",
    )


def store_header(folder: Folder, header: Header, key: Secret) -> None:
    """Replace the header: write and check the new one, keep the old one as ``header.bak``, rename.

    Raises:
        DiskProblem: the disk refuses; whichever header is in place is whole.
    """
    with disk(Message("writing the casebook's header")):
        data = encode(header, key)
        write_durably(folder.header_new, data)
        if decode(read_bounded(folder.header_new, MAX_BYTES)) != header:
            raise DiskProblem("The disk returned different data from what was written.")
        _keep_predecessor(folder)
        folder.header_new.replace(folder.header)
        flush_folder(folder.path)


def store_header_with_copy(folder: Folder, header: Header, key: Secret) -> None:
    """Replace the header and its copy, so that the former content can no longer be read.

    The copy is not waited for: until it is on the disk the header alone is, and what is damaged there by a
    power cut is not read while the header can be.

    Raises:
        DiskProblem: the disk refuses; whichever header is in place is whole.
    """
    store_header(folder, header, key)
    with disk(Message("writing the casebook's header")):
        folder.header_new.unlink(missing_ok=True)
        with create_carefully(folder.header_new) as file:
            file.write(encode(header, key))
        folder.header_new.replace(folder.header_backup)


def _load(path: Path, *, is_predecessor: bool) -> LoadedHeader:
    data = read_header(path)
    return LoadedHeader(header=decode(data), data=data, is_predecessor=is_predecessor)


def _keep_predecessor(folder: Folder) -> None:
    try:
        current = _load(folder.header, is_predecessor=False)
    except (VaultDamaged, DiskProblem):
        return  # The vault was opened from header.bak: an unusable header must not take its place.
    folder.header_backup.unlink(missing_ok=True)
    try:
        folder.header_backup.hardlink_to(folder.header)
    except OSError:
        # Disks without hard links, such as exFAT.
        write_durably(folder.header_backup, current.data)
