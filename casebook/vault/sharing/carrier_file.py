"""A file of a carrier: a sealed header, then a stream with a signature and what was signed.

SECURITY: a carrier may hold any bytes, and a member may write any header. What is returned was signed by the
device that the header names, for this team and this space. Bytes: docs/sharing-format.md.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from casebook.base.errors import DamagedSource
from casebook.base.message import Message
from casebook.crypto.device_keys import SIGNATURE_BYTES, DeviceKeys, device_id, require_signed_by
from casebook.crypto.seal import CHUNK_BYTES
from casebook.crypto.secret import Secret
from casebook.vault.disk import disk
from casebook.vault.sharing.carrier_body import MAX_DEFLATED_BYTES, REMEDY, packed, unpacked
from casebook.vault.sharing.carrier_header import (
    DIGEST_BYTES,
    SEALED_HEADER_BYTES,
    CarrierHeader,
    CarrierKind,
    SharePlace,
    SpaceKey,
    new_body_key,
    open_header,
    seal_header,
)
from casebook.vault.sharing.sealed_stream import (
    StreamReader,
    StreamWords,
    StreamWriter,
    WriteTarget,
    stream_size,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

WORDS = StreamWords(
    cut=Message("A file in the shared folder is incomplete."),
    changed=Message("A file in the shared folder was changed or damaged."),
    remedy=REMEDY,
)
NOTHING_BEFORE = bytes(DIGEST_BYTES)
_USE = "share"
_READING = Message("reading the shared folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePlace:
    """Where a file stands in the log of a device.

    Attributes:
        line: 8 bytes, another after each restore.
        number: from 1; 0 for a file outside of the line.
        before: SHA-256 of the line's file before, or `NOTHING_BEFORE`.
    """

    line: bytes
    number: int
    before: bytes = NOTHING_BEFORE


class CarrierSealer:
    """Writes files of one space for one device.

    Args:
        device: signs them.
        key: of the space, in its present epoch.
    """

    def __init__(self, device: DeviceKeys, key: SpaceKey) -> None:
        self._device, self._key = device, key

    def seal_body(
        self, target: WriteTarget, name: str, kind: CarrierKind, line: LinePlace, body: bytes
    ) -> None:
        """Write a file with a body of JSON.

        Args:
            target: written from where it stands.
            name: of the file, to which it is bound.
            kind: any but FILE.
            line: where it stands.
            body: at most 16 MiB and sixteen brackets deep.

        Raises:
            InvalidInput: it is longer or deeper.
            OSError: the disk refuses.
        """
        if kind is CarrierKind.FILE:
            raise ValueError("a file is sealed by seal_file")
        rest = packed(body)
        header = self._header(kind, line, len(rest))
        stream = self._begun(target, name, header, hashlib.sha256(rest).digest())
        stream.write(rest)
        stream.finish()

    def seal_file(
        self,
        target: WriteTarget,
        name: str,
        line: LinePlace,
        source: BinaryIO,
        *,
        size_bytes: int,
        sha256: bytes,
    ) -> None:
        """Write a file that holds another one, such as an exhibit, in bounded memory.

        Args:
            target: written from where it stands.
            name: of the file, to which it is bound.
            line: where it stands.
            source: read from where it stands to its end.
            size_bytes: of it.
            sha256: of it, 32 bytes.

        Raises:
            DamagedSource: it is not what size and digest say.
            OSError: the disk refuses, or the source cannot be read.
        """
        header = self._header(CarrierKind.FILE, line, size_bytes)
        stream = self._begun(target, name, header, sha256)
        digest = hashlib.sha256()
        while piece := source.read(CHUNK_BYTES):
            digest.update(piece)
            stream.write(piece)
        is_same = stream.size_bytes == header.body_bytes and hmac.compare_digest(digest.digest(), sha256)
        if not is_same:
            raise DamagedSource(
                "The file is not the one that was recorded.", remedy="Check this casebook: Security, Checks."
            )
        stream.finish()

    def _header(self, kind: CarrierKind, line: LinePlace, rest_bytes: int) -> CarrierHeader:
        return CarrierHeader(
            kind=kind,
            epoch=self._key.epoch,
            line=line.line,
            number=line.number,
            signer=self._device.id,
            before=line.before,
            body_key=new_body_key(),
            body_bytes=SIGNATURE_BYTES + rest_bytes,
        )

    def _begun(
        self, target: WriteTarget, name: str, header: CarrierHeader, rest_digest: bytes
    ) -> StreamWriter:
        place = self._key.place
        target.write(seal_header(header, self._key))
        stream = StreamWriter(target, Secret(header.body_key), _about(place, name))
        stream.write(self._device.sign(_signed(place, header, rest_digest), _USE))
        return stream


class OpenedCarrierFile:
    """A file whose header opened; nothing of its body is believed yet.

    Args:
        header: of it.
        place: team and space, by the key that opened it.
        stream: its body.

    Attributes:
        header: what it says of itself.
        place: team and space.
    """

    def __init__(self, header: CarrierHeader, place: SharePlace, stream: StreamReader) -> None:
        self.header, self.place, self._stream = header, place, stream

    def body(self, public: bytes) -> bytes:
        """Return the JSON in it, which the device signed.

        Args:
            public: keys of the device that the header names as its signer, 1,248 bytes.

        Raises:
            DamagedSource: it is not what was sealed, or holds what it may not.
            Refused: the device did not sign it.
            DiskProblem: the disk refuses.
        """
        rest_bytes = self.header.body_bytes - SIGNATURE_BYTES
        if self.header.kind is CarrierKind.FILE or rest_bytes > MAX_DEFLATED_BYTES:
            raise self._stream.changed()
        with disk(_READING):
            self._stream.rewind()
            signature = self._stream.read(SIGNATURE_BYTES)
            rest = self._stream.read(rest_bytes)
            self._stream.require_padding()
        self._require_signed(public, signature, hashlib.sha256(rest).digest())
        return unpacked(rest)

    def content(self, public: bytes) -> io.RawIOBase:
        """Return the file in it to be read once, after all of it was read and its signature verified.

        While it is read again it is compared again: others may write where it lies.

        Args:
            public: as `body`.

        Raises:
            DamagedSource: it is not what was sealed, or holds no file.
            Refused: the device did not sign it.
            DiskProblem: the disk refuses.
        """
        if self.header.kind is not CarrierKind.FILE:
            raise self._stream.changed()
        digest, left = hashlib.sha256(), self.header.body_bytes - SIGNATURE_BYTES
        with disk(_READING):
            self._stream.rewind()
            signature = self._stream.read(SIGNATURE_BYTES)
            while left:
                piece = self._stream.read(min(left, CHUNK_BYTES))
                digest.update(piece)
                left -= len(piece)
            self._stream.require_padding()
            self._require_signed(public, signature, digest.digest())
            self._stream.rewind()
            self._stream.read(SIGNATURE_BYTES)
        return _Content(self._stream, self.header.body_bytes - SIGNATURE_BYTES, digest.digest())

    def _require_signed(self, public: bytes, signature: bytes, rest_digest: bytes) -> None:
        if not hmac.compare_digest(device_id(public), self.header.signer):
            raise ValueError("these are keys of another device than the header names")
        require_signed_by(public, _signed(self.place, self.header, rest_digest), signature, _USE)

    def __repr__(self) -> str:
        return f"OpenedCarrierFile({self.header.kind.name.lower()})"


class _Content(io.RawIOBase):
    """What is left of a verified file."""

    def __init__(self, stream: StreamReader, size_bytes: int, sha256: bytes) -> None:
        super().__init__()
        self._stream, self._left, self._turn = stream, size_bytes, stream.turn
        self._wanted, self._digest = sha256, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        place = memoryview(buffer).cast("B")
        if self._stream.turn != self._turn:
            raise ValueError("the file is being read from its beginning again")
        with disk(_READING):
            piece = self._stream.read(min(len(place), self._left))
        self._digest.update(piece)
        self._left -= len(piece)
        if not self._left and not hmac.compare_digest(self._digest.digest(), self._wanted):
            raise self._stream.changed()
        place[: len(piece)] = piece
        return len(piece)


def open_carrier_file(file: BinaryIO, name: str, keys: Iterable[SpaceKey]) -> OpenedCarrierFile | None:
    """Open the header of a file, or return None if it is of no space that this device has.

    Args:
        file: seekable, open for reading; it stays open.
        name: of the file.
        keys: of all spaces and epochs that this device has.

    Raises:
        VaultTooNew: a later version wrote it.
        DamagedSource: it is not as long as its header says, or says what no header does.
        DiskProblem: the disk refuses.
    """
    with disk(_READING):
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        sealed = file.read(SEALED_HEADER_BYTES)
        opened = open_header(sealed, keys) if len(sealed) == SEALED_HEADER_BYTES else None
        if opened is None:
            return None
        header, key = opened
        if header.body_bytes < SIGNATURE_BYTES or size - len(sealed) != stream_size(header.body_bytes):
            raise DamagedSource(WORDS.cut, remedy=REMEDY)
        stream = StreamReader(file, Secret(header.body_key), _about(key.place, name), WORDS)
        return OpenedCarrierFile(header, key.place, stream)


def _about(place: SharePlace, name: str) -> bytes:
    return place.space + name.encode("ascii")


def _signed(place: SharePlace, header: CarrierHeader, rest_digest: bytes) -> bytes:
    return place.team + place.space + header.without_key() + rest_digest
