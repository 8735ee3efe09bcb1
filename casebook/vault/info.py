"""Information about a vault that needs no key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from casebook.base.message import Message
from casebook.crypto.kdf import KdfCost
from casebook.vault.blob_paths import BlobPaths
from casebook.vault.disk import disk
from casebook.vault.folder import Folder
from casebook.vault.header import load_header
from casebook.vault.header_frame import VERSION
from casebook.vault.keyslot import KeySlot


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySlotInfo:
    """One unlock method.

    Attributes:
        id: what it is called by.
        kind: "passphrase", "recovery", "keyfile" (a passphrase with a keyfile), "keychain" or "guardians".
        cost: of the key derivation, or None where there is none.
    """

    id: str
    kind: str
    cost: KdfCost | None

    @classmethod
    def of(cls, slot: KeySlot) -> Self:
        """Return the public part of a slot."""
        return cls(id=slot.id, kind=slot.kind.name.lower(), cost=slot.cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultInfo:
    """The information visible to anyone with the folder; unverified until the vault is opened.

    Attributes:
        format_version: of the header.
        vault_id: random, as a UUID.
        generation: number of headers written.
        is_locked_cleanly: locked in order, and not open now.
        is_from_predecessor: the current header is unusable, this was read from ``header.bak``.
        slots: in the order of the header.
        database_bytes: size of the database file now; 0 where it is missing.
        attachment_count: encrypted files.
        attachment_bytes: their size on disk.
    """

    format_version: int
    vault_id: str
    generation: int
    is_locked_cleanly: bool
    is_from_predecessor: bool
    slots: tuple[KeySlotInfo, ...]
    database_bytes: int
    attachment_count: int
    attachment_bytes: int


def vault_info(path: Path) -> VaultInfo:
    """Return information on a vault without opening it; writes nothing and takes no lock.

    Raises:
        NotFound: nothing is there.
        InvalidInput: it is not a vault.
        VaultDamaged: neither header can be used.
        VaultTooNew: a later version wrote it.
        DiskProblem: the disk refuses.
    """
    folder = Folder.existing(path)
    loaded = load_header(folder)
    with disk(Message("checking the casebook")):
        database_bytes = folder.database.stat().st_size if folder.database.is_file() else 0
    count, size_bytes = BlobPaths(folder.attachments).sizes()
    return VaultInfo(
        format_version=VERSION,
        vault_id=str(loaded.header.vault_id),
        generation=loaded.header.generation,
        is_locked_cleanly=loaded.header.is_clean and not loaded.is_predecessor,
        is_from_predecessor=loaded.is_predecessor,
        slots=tuple(KeySlotInfo.of(slot) for slot in loaded.header.slots),
        database_bytes=database_bytes,
        attachment_count=count,
        attachment_bytes=size_bytes,
    )


def keyslot_ids(path: Path) -> frozenset[str]:
    """Return the IDs of the slots of a vault; reads only the header.

    Raises:
        as `vault_info`.
    """
    return frozenset(slot.id for slot in load_header(Folder.existing(path)).header.slots)


def keyslot_kinds(path: Path) -> frozenset[str]:
    """Return the slot kinds of a vault, as in `KeySlotInfo.kind`; reads only the header.

    Raises:
        as `vault_info`.
    """
    slots = load_header(Folder.existing(path)).header.slots
    return frozenset(KeySlotInfo.of(slot).kind for slot in slots)
