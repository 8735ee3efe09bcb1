"""Taking new files of a carrier: each alone, so that one that cannot be read stops none of the others."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from casebook.base.errors import CasebookError, DamagedSource, Refused, VaultTooNew
from casebook.base.message import Message
from casebook.vault.disk import disk
from casebook.vault.sharing.carrier_body import MAX_DEFLATED_BYTES
from casebook.vault.sharing.carrier_file import WORDS, open_carrier_file
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import (
    SEALED_HEADER_BYTES,
    CarrierHeader,
    CarrierKind,
    SharePlace,
    SpaceKey,
)
from casebook.vault.sharing.sealed_stream import stream_size

_MAX_READ_BYTES = SEALED_HEADER_BYTES + stream_size(MAX_DEFLATED_BYTES + 64)


class NotTaken(StrEnum):
    """Why a file was not taken; all but FOREIGN are shown to the person."""

    FOREIGN = "foreign"
    """Of no space that this device has, or no file of ours at all: the two look alike."""
    NEWER = "newer"
    UNKNOWN_SIGNER = "unknown-signer"
    """To be tried again when the card of its author has come."""
    FORGED = "forged"
    WITHOUT_KEY = "without-key"
    """Its author was put out, and wrote it with a key that they were never given."""
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    """The disk or the system refused, or it is gone again."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TakenFile:
    """A file that its author signed; one that holds another file is verified when that is read.

    Attributes:
        name: of the file.
        header: what it says of itself.
        place: team and space.
        body: JSON; b"" of one that holds another file, which is opened when it is needed.
        sha256: of the file on the carrier, 32 bytes; b"" of one that holds another file.
    """

    name: str
    header: CarrierHeader
    place: SharePlace
    body: bytes
    sha256: bytes

    def __repr__(self) -> str:
        return f"TakenFile({self.name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class UntakenFile:
    """A file that was not taken.

    Attributes:
        name: of the file.
        why: the reason.
    """

    name: str
    why: NotTaken


def taken(
    folder: CarrierFolder,
    names: Iterable[str],
    keys: Sequence[SpaceKey],
    public_of: Callable[[bytes], bytes | None],
) -> Iterator[TakenFile | UntakenFile]:
    """Yield each file opened and verified, or why it is not, in the order of the names.

    Args:
        folder: the shared folder.
        names: of `Scan.new`.
        keys: of all spaces and epochs that this device has.
        public_of: gives the public keys of a device by its id, or None.
    """
    for name in names:
        try:
            yield _taken(folder, name, keys, public_of)
        except VaultTooNew:
            yield UntakenFile(name=name, why=NotTaken.NEWER)
        except DamagedSource:
            yield UntakenFile(name=name, why=NotTaken.DAMAGED)
        except Refused:
            yield UntakenFile(name=name, why=NotTaken.FORGED)
        except CasebookError:
            yield UntakenFile(name=name, why=NotTaken.UNREADABLE)


def _taken(
    folder: CarrierFolder,
    name: str,
    keys: Sequence[SpaceKey],
    public_of: Callable[[bytes], bytes | None],
) -> TakenFile | UntakenFile:
    data = b""
    with folder.open(name) as file:
        opened = open_carrier_file(file, name, keys)
        if opened and opened.header.kind is not CarrierKind.FILE:
            # once, as a whole: the digest is of the very bytes that are opened, whoever writes there
            data = _read(file)
            opened = open_carrier_file(io.BytesIO(data), name, keys)
        if opened is None:
            return UntakenFile(name=name, why=NotTaken.FOREIGN)
        public = public_of(opened.header.signer)
        if public is None:
            return UntakenFile(name=name, why=NotTaken.UNKNOWN_SIGNER)
        return TakenFile(
            name=name,
            header=opened.header,
            place=opened.place,
            body=opened.body(public) if data else b"",
            sha256=hashlib.sha256(data).digest() if data else b"",
        )


def _read(file: BinaryIO) -> bytes:
    with disk(Message("reading the shared folder")):
        file.seek(0)
        data = file.read(_MAX_READ_BYTES + 1)
    if len(data) > _MAX_READ_BYTES:
        raise DamagedSource(WORDS.changed, remedy=WORDS.remedy)
    return data
