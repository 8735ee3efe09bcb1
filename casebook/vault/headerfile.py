"""The header on the disk: one whole header at every moment, and its predecessor to fall back on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casebook.base.errors import DiskProblem, VaultDamaged
from casebook.crypto.secret import Secret
from casebook.vault.disk import disk, flush_folder, read_bounded, write_durably
from casebook.vault.folder import Folder
from casebook.vault.header import MAX_BYTES, Header, decode, encode


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedHeader:
    """A header as found.

    Attributes:
        header: what it says.
        data: its bytes, for checking the MAC.
        is_predecessor: whether ``header`` was unusable and ``header.bak`` was read.
    """

    header: Header
    data: bytes
    is_predecessor: bool


def load_header(folder: Folder) -> LoadedHeader:
    """The current header, or its predecessor where the current one is missing, unreadable or damaged.

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


def store_header(folder: Folder, header: Header, key: Secret) -> None:
    """Replace the header: write the new one beside it, check it, keep the old one as ``header.bak``, rename.

    Raises:
        DiskProblem: the disk refuses; the old header is in place.
    """
    with disk("writing the vault's header"):
        data = encode(header, key)
        write_durably(folder.header_new, data)
        if decode(read_bounded(folder.header_new, MAX_BYTES)) != header:
            raise DiskProblem("The disk gave back something else than was written.")
        _keep_predecessor(folder)
        folder.header_new.replace(folder.header)
        flush_folder(folder.path)


def _load(path: Path, *, is_predecessor: bool) -> LoadedHeader:
    with disk("reading the vault's header"):
        try:
            data = read_bounded(path, MAX_BYTES)
        except FileNotFoundError as error:
            raise VaultDamaged("The header of the vault is missing.") from error
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
