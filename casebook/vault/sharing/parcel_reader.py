"""Reading a parcel, whoever wrote it: in order, in bounded memory, and nothing before it opens.

SECURITY: sizes in it only bound what is read next, never what is allocated at once beyond 16 MiB.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from casebook.base.errors import DamagedSource, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.crypto.device_keys import DeviceKeys
from casebook.crypto.seal import CHUNK_BYTES
from casebook.vault.disk import disk
from casebook.vault.sharing.parcel_file import (
    ABOUT,
    FILE_ID,
    LENGTH,
    MAX_BODIES,
    MAX_BODY_BYTES,
    MAX_FILES,
    MAX_MANIFEST_BYTES,
    EntryKind,
)
from casebook.vault.sharing.parcel_head import (
    MAX_HEAD_BYTES,
    WORDS,
    ParcelHead,
    key_for_devices,
    key_for_phrase,
    parse_head,
)
from casebook.vault.sharing.sealed_stream import StreamReader, is_stream_size

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_READING = Message("reading the parcel")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelEnd:
    """What a whole parcel ends in.

    Attributes:
        digest: what was signed, 32 bytes: SHA-256 of all that the parcel holds, for whom included.
        signature: of its writer, or b"".
        bodies: how many there are.
        files: how many there are.
    """

    digest: bytes
    signature: bytes
    bodies: int
    files: int


class ParcelFile(io.RawIOBase):
    """A file in a parcel, read once and in order; the next one ends it.

    Args:
        file_id: what its writer called it.
        stream: the parcel's, where the file begins.

    Raises:
        DamagedSource: while reading: the parcel is not what was sealed.
        DiskProblem: while reading: the disk refuses.
    """

    def __init__(self, file_id: str, stream: StreamReader) -> None:
        super().__init__()
        self.file_id = file_id
        self._stream, self._turn = stream, stream.turn
        self._left = self._length()

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read the next piece; 0 at the end.

        Raises:
            DamagedSource: the parcel is not what was sealed.
            DiskProblem: the disk refuses.
        """
        place = memoryview(buffer).cast("B")
        if self._stream.turn != self._turn:
            raise _read_again()
        with disk(_READING):
            piece = self._stream.read(min(len(place), self._left))
            place[: len(piece)] = piece
            self._left -= len(piece)
            if piece and not self._left:
                self._left = self._length()
        return len(piece)

    def copy_to(self, destination: BinaryIO) -> int:
        """Write what is left of the file to a destination; returns the number of bytes.

        Raises:
            DamagedSource: the parcel is not what was sealed; what was written until then is not whole.
            DiskProblem: the disk refuses.
        """
        size = 0
        while piece := self.read(CHUNK_BYTES):
            with disk(_READING):
                destination.write(piece)
            size += len(piece)
        return size

    def _length(self) -> int:
        (length,) = LENGTH.unpack(self._stream.read(LENGTH.size))
        if length > CHUNK_BYTES:
            raise self._stream.changed()
        return int(length)


class _Pass:
    """One reading of a parcel from its beginning, each entry in its place."""

    def __init__(self, stream: StreamReader, head: ParcelHead) -> None:
        stream.rewind()
        stream.digest.update(head.data)
        self._stream = stream
        self._kind = 0
        self._file: ParcelFile | None = None
        self._names: set[str] = set()
        self.bodies = 0
        self.digest = b""

    @property
    def files(self) -> int:
        """Return how many files were met."""
        return len(self._names)

    def next(self) -> bytes | ParcelFile | None:
        """Return the next manifest, body or file, or None where the end stands."""
        self._finish_file()
        self.digest = self._stream.digest.digest()
        kind = self._stream.read(1)[0]
        is_first = self._kind == 0
        if is_first != (kind == EntryKind.MANIFEST) or not self._kind <= kind <= EntryKind.END:
            raise _disordered()
        self._kind = kind
        if kind == EntryKind.FILE:
            self._file = self._next_file()
            return self._file
        if kind == EntryKind.END:
            return None
        self.bodies += kind == EntryKind.BODY
        if self.bodies > MAX_BODIES:
            raise self._stream.changed()
        return self._sized(MAX_MANIFEST_BYTES if is_first else MAX_BODY_BYTES)

    def end(self) -> bytes:
        """Return the signature after the end was met, and require that nothing follows."""
        signature = self._stream.read(self._stream.read(1)[0])
        self._stream.require_padding()
        return signature

    def _next_file(self) -> ParcelFile:
        encoded = self._stream.read(self._stream.read(1)[0])
        file_id = encoded.decode("ascii", "replace")
        if not FILE_ID.fullmatch(file_id) or len(self._names) >= MAX_FILES:
            raise self._stream.changed()
        if file_id in self._names:
            raise DamagedSource("The parcel contains the same file twice.", remedy=WORDS.remedy)
        self._names.add(file_id)
        return ParcelFile(file_id, self._stream)

    def _sized(self, most_bytes: int) -> bytes:
        (length,) = LENGTH.unpack(self._stream.read(LENGTH.size))
        if length > most_bytes:
            raise self._stream.changed()
        return self._stream.read(length)

    def _finish_file(self) -> None:
        if self._file:
            while self._file.read(CHUNK_BYTES):
                pass
            self._file.close()
            self._file = None


class OpenedParcel:
    """A parcel whose key is known. Its manifest is read; the rest is read when it is asked for.

    What is read before `check` has passed is authentic as far as it goes, but the end may be missing.
    A later call of `check`, `bodies` or `files` ends an earlier one.

    Args:
        file: closed with the parcel if `is_owned`.
        head: of the file.
        stream: at its beginning.
        is_owned: whether the file is closed with it.

    Attributes:
        manifest: as it was written.
        id: random, 16 bytes: another for each parcel.
    """

    def __init__(self, file: BinaryIO, head: ParcelHead, stream: StreamReader, *, is_owned: bool) -> None:
        self._file, self._head, self._stream, self._is_owned = file, head, stream, is_owned
        self.id = head.id
        manifest = self._begin().next()
        self.manifest = manifest if isinstance(manifest, bytes) else b""

    def check(self, progress: Progress = silent) -> ParcelEnd:
        """Read all of it, and return what it ends in.

        Args:
            progress: reported with sealed bytes read and in all.

        Raises:
            DamagedSource: it is not what was sealed, not all of it, or not in its order.
            DiskProblem: the disk refuses.
            Cancelled: the person stopped.
        """
        total = self._file.seek(0, os.SEEK_END)
        with disk(_READING):
            reading = self._begin()
            while (entry := reading.next()) is not None:
                while isinstance(entry, ParcelFile) and entry.read(CHUNK_BYTES):
                    progress(self._stream.read_bytes, total, _READING)
                progress(self._stream.read_bytes, total, _READING)
            digest = reading.digest
            return ParcelEnd(
                digest=digest, signature=reading.end(), bodies=reading.bodies, files=reading.files
            )

    def bodies(self) -> Iterator[bytes]:
        """Yield the bodies in their order.

        Raises:
            DamagedSource: it is not what was sealed, not all of it, or not in its order.
            DiskProblem: the disk refuses.
        """
        for entry in self._entries():
            if isinstance(entry, ParcelFile):
                return
            yield entry

    def files(self) -> Iterator[ParcelFile]:
        """Yield the files in their order; each is read before the next is asked for, or passed over.

        Raises:
            DamagedSource: it is not what was sealed, not all of it, or not in its order.
            DiskProblem: the disk refuses.
        """
        for entry in self._entries():
            if isinstance(entry, ParcelFile):
                yield entry

    def close(self) -> None:
        """Close the file, if it was opened here."""
        if self._is_owned:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return "OpenedParcel()"

    def _begin(self) -> _Pass:
        return _Pass(self._stream, self._head)

    def _entries(self) -> Iterator[bytes | ParcelFile]:
        """What follows the manifest."""
        with disk(_READING):
            reading = self._begin()
            turn = self._stream.turn
            reading.next()
        while True:
            if self._stream.turn != turn:
                raise _read_again()
            with disk(_READING):
                entry = reading.next()
                if entry is None:
                    reading.end()
                    return
            yield entry


def open_parcel(
    source: Path | BinaryIO, *, keys: Iterable[DeviceKeys] = (), phrase: str = ""
) -> OpenedParcel:
    """Open a parcel with the keys of a device or with a phrase.

    Args:
        source: a file on the disk, or one open for reading, which then stays open.
        keys: of this device, and of what it was before.
        phrase: as it was typed; then keys do not count.

    Raises:
        NotFound: no such file.
        InvalidInput: it is no parcel, or the phrase can be none.
        VaultTooNew: a later version wrote it.
        Refused: neither keys nor phrase open it.
        DamagedSource: it is cut, or not what was sealed.
        DiskProblem: the disk refuses.
    """
    with disk(_READING):
        file = _opened(source) if isinstance(source, Path) else source
        try:
            head = _head_of(file)
            key = key_for_phrase(head, phrase) if phrase else key_for_devices(head, keys)
            file.seek(len(head.data))
            stream = StreamReader(file, key, ABOUT + head.data, WORDS)
            key.wipe()
            return OpenedParcel(file, head, stream, is_owned=file is not source)
        except BaseException:
            if file is not source:
                file.close()
            raise


def parcel_head(source: Path | BinaryIO) -> ParcelHead:
    """Return the head of a parcel, by which a window knows whether to ask for a phrase.

    Raises:
        NotFound, InvalidInput, VaultTooNew, DamagedSource, DiskProblem: as `open_parcel`.
    """
    with disk(_READING):
        if not isinstance(source, Path):
            return _head_of(source)
        with _opened(source) as file:
            return _head_of(file)


def _head_of(file: BinaryIO) -> ParcelHead:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = parse_head(file.read(MAX_HEAD_BYTES))
    if not is_stream_size(size - len(head.data)):
        raise DamagedSource(WORDS.cut, remedy=WORDS.remedy)
    return head


def _opened(path: Path) -> BinaryIO:
    """The file that a person chose, never waiting for a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        file = os.fdopen(os.open(path, flags), "rb")
    except FileNotFoundError as error:
        raise NotFound(
            "The parcel is not there.", field="parcel", remedy="Check the path, or choose the file again."
        ) from error
    except IsADirectoryError as error:
        raise _no_file() from error
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise _no_file()
    return cast("BinaryIO", file)


def _no_file() -> InvalidInput:
    return InvalidInput(
        "This is not a parcel.", field="parcel", remedy="Choose a file whose name ends in .casebook-parcel."
    )


def _read_again() -> ValueError:
    return ValueError("the parcel is being read from its beginning again")


def _disordered() -> DamagedSource:
    return DamagedSource("The contents of the parcel are not in their order.", remedy=WORDS.remedy)
