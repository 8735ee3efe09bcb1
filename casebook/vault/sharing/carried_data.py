"""Finds what of casebooks lies under a folder, to carry no more than meant across a border.

Only what the program itself writes is recognised. A finished dossier is an ordinary PDF, and an exported list
an ordinary table: nothing distinguishes them from other files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.crypto.device_card import SUFFIX as CARD_SUFFIX
from casebook.crypto.share import share_fingerprint
from casebook.crypto.share_text import typed_shares
from casebook.vault.backup_folder import FORMER, PLACE_SUFFIX
from casebook.vault.blob_paths import NEW
from casebook.vault.disk import disk, is_link
from casebook.vault.folder import SUFFIX, Folder
from casebook.vault.header_frame import MAGIC as HEADER_MAGIC
from casebook.vault.keyfile import KEYFILE_BYTES
from casebook.vault.manifest import MAGIC as BACKUP_MAGIC
from casebook.vault.rekeying.rekey_folders import RekeyFolders
from casebook.vault.sharing.carrier_folder import SUFFIX as SHARE_SUFFIX
from casebook.vault.sharing.parcel_file import SUFFIX as PARCEL_SUFFIX
from casebook.vault.sharing.parcel_head import MAGIC as PARCEL_MAGIC

_CARD_MAGIC = b"CBKSCARD"
_CARD_LINE = b"-----BEGIN CASEBOOK CARD-----"
_MAGIC_BYTES = 8
_MAX_SHARE_BYTES = 8 * 1024
_PART = ".part"
_OFTEN = 200
LOOKING = Message("looking for casebooks")
"""What a person reads meanwhile."""


class CarriedKind(StrEnum):
    """What was found."""

    CASEBOOK = "casebook"
    BACKUPS = "backups"
    SHARE = "share-folder"
    PARCEL = "parcel"
    CARD = "card"
    HEADER = "header-copy"
    GUARDIAN = "guardian-share"
    KEYFILE = "possible-key-file"
    REMAINS = "remains"
    EMPTY = "empty-folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedItem:
    """Something of a casebook.

    Attributes:
        kind: what it is.
        path: where.
        size_bytes: of all its files.
    """

    kind: CarriedKind
    path: Path
    size_bytes: int


def carried_items(folder: Path, *, progress: Progress = silent) -> tuple[list[CarriedItem], list[Path]]:
    """Return what of casebooks lies under a folder, and which folders could not be looked into.

    Links are not followed. Nothing is opened with a key, nothing is written.

    Args:
        folder: a stick, a disk or a folder.
        progress: called now and then with the number of files looked at.

    Raises:
        NotFound: there is no such folder.
        InvalidInput: it is no folder.
        DiskProblem: the disk refuses.
        Cancelled: the person stopped.
    """
    with disk(LOOKING):
        if not folder.exists():
            raise NotFound("There is no such folder.", field="folder", remedy="Check the path.")
        if not folder.is_dir():
            raise InvalidInput("This is not a folder.", field="folder", remedy="Choose a folder or a disk.")
        unread: list[Path] = []
        items = list(_under(folder.absolute(), unread, progress))
    return sorted(items, key=lambda one: one.path), unread


def _under(folder: Path, unread: list[Path], progress: Progress) -> Iterator[CarriedItem]:
    waiting, count = [folder], 0
    while waiting:
        place = waiting.pop()
        kind = _kind_of_folder(place)
        if kind:
            yield CarriedItem(kind=kind, path=place, size_bytes=_size(place))
            yield from _remains(place, kind)
            continue
        try:
            entries = sorted(place.iterdir())
        except OSError:
            unread.append(place)
            continue
        for path in entries:
            count += 1
            if count % _OFTEN == 0:
                progress(count, 0, LOOKING)
            if is_link(path):
                continue
            if path.is_dir():
                waiting.append(path)
            elif file_kind := _kind_of_file(path, unread):
                yield CarriedItem(kind=file_kind, path=path, size_bytes=path.stat().st_size)


def _kind_of_folder(path: Path) -> CarriedKind | None:
    vault = Folder(path)
    if _is_empty(path):
        return CarriedKind.EMPTY
    if path.name.endswith(PLACE_SUFFIX) or path.name.startswith(FORMER):
        return CarriedKind.BACKUPS
    if path.suffix == SHARE_SUFFIX:
        return CarriedKind.SHARE
    if path.name.endswith((f"{SUFFIX}{NEW}", f".packing{SUFFIX}")):
        return CarriedKind.REMAINS
    if (path / "manifest").is_file() and _begins(path / "manifest", BACKUP_MAGIC):
        return CarriedKind.BACKUPS
    has_header = any(_begins(one, HEADER_MAGIC) for one in (vault.header, vault.header_backup))
    return (
        CarriedKind.CASEBOOK if has_header or (path.suffix == SUFFIX and vault.database.is_file()) else None
    )


def _is_empty(path: Path) -> bool:
    """Return whether nothing is left of a casebook or of backups but the name."""
    if not path.name.endswith((SUFFIX, PLACE_SUFFIX)) or path.name.endswith(f".packing{SUFFIX}"):
        return False
    with suppress(OSError):
        return not any(path.iterdir())
    return False


def _remains(path: Path, kind: CarriedKind) -> Iterator[CarriedItem]:
    """Yield what an interrupted step left in a casebook or among its backups."""
    if kind is CarriedKind.CASEBOOK:
        vault = Folder(path)
        rekeying = RekeyFolders(vault)
        places = (rekeying.growing.path, rekeying.finished.path, rekeying.discarded.path)
        names = [*places, vault.header_new, vault.database_new, *vault.leftovers()]
    elif kind is CarriedKind.BACKUPS:
        names = [*path.glob(f"*{NEW}"), *path.glob(f"*{SUFFIX}")]
    else:
        return
    for one in names:
        if os.path.lexists(one):
            yield CarriedItem(kind=CarriedKind.REMAINS, path=one, size_bytes=_size(one))


def _kind_of_file(path: Path, unread: list[Path]) -> CarriedKind | None:
    name = path.name.removesuffix(NEW)
    is_ours = name.endswith((PARCEL_SUFFIX, CARD_SUFFIX))
    if (is_ours and name != path.name) or (name.startswith(".") and name.endswith(_PART)):
        return CarriedKind.REMAINS
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(_MAGIC_BYTES)
            text = start + file.read(_MAX_SHARE_BYTES) if path.suffix == ".txt" else b""
    except OSError:
        unread.append(path)
        return None
    return _kind_by_content(name, start, text, size)


def _kind_by_content(name: str, start: bytes, text: bytes, size: int) -> CarriedKind | None:
    by_magic = {
        PARCEL_MAGIC: CarriedKind.PARCEL,
        _CARD_MAGIC: CarriedKind.CARD,
        HEADER_MAGIC: CarriedKind.HEADER,
        BACKUP_MAGIC: CarriedKind.BACKUPS,
    }
    kind = by_magic.get(start)
    if kind is None and name.endswith(PARCEL_SUFFIX):
        kind = CarriedKind.PARCEL
    elif kind is None and (name.endswith(CARD_SUFFIX) or _CARD_LINE in text):
        kind = CarriedKind.CARD
    elif kind is None and size == KEYFILE_BYTES:
        kind = CarriedKind.KEYFILE
    elif kind is None and size <= _MAX_SHARE_BYTES and _is_share(text):
        kind = CarriedKind.GUARDIAN
    return kind


def _is_share(data: bytes) -> bool:
    """Return whether a small text is the share of a guardian, as the program writes one."""
    try:
        shares = typed_shares(data.decode(errors="replace"), are_meant=True)
        return bool(shares) and all(map(share_fingerprint, shares))
    except InvalidInput:
        return False


def _begins(path: Path, magic: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(magic)) == magic
    except OSError:
        return False


def _size(path: Path) -> int:
    if is_link(path):
        return 0
    files = [path] if path.is_file() else [one for one in path.rglob("*") if not is_link(one)]
    return sum(one.stat().st_size for one in files if one.is_file())
