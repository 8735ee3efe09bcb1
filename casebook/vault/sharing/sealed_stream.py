"""A padded stream of sealed chunks, written and read in order with one chunk in memory.

Unlike a sealed file of the vault (`casebook.vault.reader`), nothing outside says how long it is: nothing that
is read decides how much is read, and the final chunk alone says that all is there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from casebook.base.errors import DamagedSource
from casebook.base.message import Message
from casebook.crypto.seal import (
    CHUNK_BYTES,
    OVERHEAD_BYTES,
    STREAM_HEADER_BYTES,
    StreamOpener,
    StreamSealer,
    padded_size,
)
from casebook.crypto.secret import Secret

SEALED_CHUNK_BYTES = CHUNK_BYTES + OVERHEAD_BYTES
_ZEROS = bytes(CHUNK_BYTES)


def stream_size(size_bytes: int) -> int:
    """Return the size of a stream, header and padding included, of `size_bytes` plaintext."""
    padded = padded_size(size_bytes)
    return STREAM_HEADER_BYTES + padded + OVERHEAD_BYTES * -(-padded // CHUNK_BYTES)


def is_stream_size(size_bytes: int) -> bool:
    """Return whether a stream can have this size: padding leaves few, and most cuts lead to none of them."""
    chunks = -(-(size_bytes - STREAM_HEADER_BYTES) // SEALED_CHUNK_BYTES)
    padded = size_bytes - STREAM_HEADER_BYTES - chunks * OVERHEAD_BYTES
    return padded > 0 and stream_size(padded) == size_bytes


class WriteTarget(Protocol):
    """What a stream is written to."""

    def write(self, data: bytes, /) -> int:
        """Write a piece; returns its length."""


class StreamWriter:
    """Seals what is written, chunk by chunk.

    Args:
        file: written from where it stands.
        key: 32 bytes, never used for another stream.
        about: associated data of the whole stream.

    Attributes:
        size_bytes: of the plaintext written so far, without padding.
        digest: SHA-256 of it; the caller may begin it with something before.
    """

    def __init__(self, file: WriteTarget, key: Secret, about: bytes) -> None:
        self._file = file
        self._sealer = StreamSealer(key, about)
        self._waiting = bytearray()
        self.size_bytes = 0
        self.digest = hashlib.sha256()
        file.write(self._sealer.header)

    def write(self, data: bytes) -> None:
        """Write a piece of any length.

        Raises:
            OSError: the disk refuses.
        """
        self.size_bytes += len(data)
        self.digest.update(data)
        self._add(data)

    def finish(self) -> None:
        """Pad and end the stream.

        Raises:
            OSError: the disk refuses.
        """
        padding = padded_size(self.size_bytes) - self.size_bytes
        while padding:
            zeros = min(padding, CHUNK_BYTES)
            self._add(_ZEROS[:zeros])
            padding -= zeros
        self._file.write(self._sealer.seal(bytes(self._waiting), is_last=True))
        self._waiting.clear()

    def _add(self, data: bytes) -> None:
        self._waiting += data
        start = 0
        while len(self._waiting) - start > CHUNK_BYTES:  # one stays: which is the last shows at the end
            chunk = bytes(self._waiting[start : start + CHUNK_BYTES])
            self._file.write(self._sealer.seal(chunk, is_last=False))
            start += CHUNK_BYTES
        del self._waiting[:start]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamWords:
    """What is said of a stream that cannot be read.

    Attributes:
        cut: its end is missing.
        changed: it is not what was sealed.
        remedy: what to do.
    """

    cut: Message
    changed: Message
    remedy: Message


class StreamReader:
    """Opens chunk by chunk what `StreamWriter` sealed.

    Args:
        file: seekable; the stream begins where it stands and ends with the file.
        key: the stream's key.
        about: the associated data it was sealed with.
        words: what is said of damage.

    Attributes:
        read_bytes: sealed bytes read since the last `rewind`.
        digest: SHA-256 of the plaintext read since; the caller may begin it with something before.
        turn: how often it was rewound: what was read in an earlier turn is read no further.

    Raises:
        DamagedSource: here or while reading: it is not what was sealed.
        OSError: here or while reading: the disk refuses.
    """

    def __init__(self, file: BinaryIO, key: Secret, about: bytes, words: StreamWords) -> None:
        self._file, self._words = file, words
        header = file.read(STREAM_HEADER_BYTES)
        if len(header) < STREAM_HEADER_BYTES:
            raise self.cut()
        self._start = file.tell()
        self._opener = StreamOpener(key, about, header)
        self._place = self._opener.place()
        self.turn = 0
        self.rewind()

    def rewind(self) -> None:
        """Go back to the beginning.

        Raises:
            OSError: the disk refuses.
        """
        self.turn += 1
        self._file.seek(self._start)
        self._opener.return_to(0, self._place)
        self._chunk, self._used, self._is_last = b"", 0, False
        self.read_bytes = 0
        self.digest: Any = hashlib.sha256()  # hashlib names no type for it

    def read(self, size_bytes: int) -> bytes:
        """Return exactly so many bytes of plaintext; the caller has bounded their number.

        Raises:
            DamagedSource: it is not what was sealed, or ends before.
            OSError: the disk refuses.
        """
        parts: list[bytes] = []
        wanted = size_bytes
        while wanted:
            part = self._part(wanted)
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)

    def require_padding(self) -> None:
        """Read to the end, where nothing but zeros may follow.

        Raises:
            DamagedSource: it is not what was sealed, or something follows.
            OSError: the disk refuses.
        """
        while True:
            if self._chunk[self._used :].strip(b"\0"):
                raise self.changed()
            self._used = len(self._chunk)
            if self._is_last:
                return
            self._take()

    def changed(self) -> DamagedSource:
        """Return the error of a stream that is not what was sealed."""
        return DamagedSource(self._words.changed, remedy=self._words.remedy)

    def cut(self) -> DamagedSource:
        """Return the error of a stream whose end is missing."""
        return DamagedSource(self._words.cut, remedy=self._words.remedy)

    def _part(self, most_bytes: int) -> bytes:
        if self._used == len(self._chunk):
            if self._is_last:
                raise self.changed()  # what was sealed asks for more than it has
            self._take()
        part = self._chunk[self._used : self._used + most_bytes]
        self._used += len(part)
        self.digest.update(part)
        return part

    def _take(self) -> None:
        sealed = self._file.read(SEALED_CHUNK_BYTES)
        if not sealed:
            raise self.cut()
        opened = self._opener.open(sealed)
        if opened is None or (not opened.data and not opened.is_last):
            raise self.changed()
        self.read_bytes += len(sealed)
        if opened.is_last and self._file.read(1):
            raise self.changed()
        self._chunk, self._used, self._is_last = opened.data, 0, opened.is_last
