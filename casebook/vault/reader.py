"""Random access to an encrypted file: chunks are decrypted in memory on demand."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from casebook.base.errors import VaultDamaged
from casebook.base.message import Message
from casebook.crypto.seal import CHUNK_BYTES, OVERHEAD_BYTES, STREAM_HEADER_BYTES, StreamOpener, padded_size
from casebook.crypto.secret import Secret
from casebook.domain.vault.attachment import Attachment
from casebook.vault.disk import disk

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SEALED_CHUNK_BYTES = CHUNK_BYTES + OVERHEAD_BYTES


def sealed_size(size_bytes: int) -> int:
    """Return the size on disk, in bytes, of an encrypted file of `size_bytes`."""
    padded = padded_size(size_bytes)
    return STREAM_HEADER_BYTES + padded + OVERHEAD_BYTES * _chunk_count(padded)


class SealedReader(io.RawIOBase):
    """A seekable stream over the plaintext of one encrypted file.

    The chunks of a stream are chained, so the first visit to a place opens what lies before it; the place of
    each chunk is then remembered (52 bytes) and every later visit opens one chunk.

    Args:
        descriptor: the encrypted file, open for reading; closed with this stream.
        attachment: what was sealed.
        about: associated data it was sealed with.

    Raises:
        VaultDamaged: here or while reading: not the bytes that were sealed.
        DiskProblem: here or while reading: the disk refuses.
    """

    def __init__(self, descriptor: int, attachment: Attachment, about: bytes) -> None:
        super().__init__()
        self._file = os.fdopen(descriptor, "rb", buffering=0)
        self._id = attachment.id
        self._size = attachment.size_bytes
        self._chunk_count = _chunk_count(padded_size(attachment.size_bytes))
        self._position = 0
        self._held = (-1, b"")
        try:
            header = self._stream_header()
        except BaseException:
            self.close()
            raise
        self._opener = StreamOpener(Secret(attachment.key), about, header)
        self._places = [self._opener.place()]

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the position of the next read, in bytes of plaintext."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Set the position; reading beyond the end returns nothing.

        Raises:
            ValueError: the place lies before the beginning.
        """
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("a place before the beginning of the file")
        self._position = start + offset
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer from the chunk at the position; 0 at the end.

        Whoever reads to the end has had every chunk opened, those of the padding and the final tag included.
        """
        if self.closed:
            raise ValueError("the file is closed")
        view = memoryview(buffer).cast("B")
        index, start = divmod(self._position, CHUNK_BYTES)
        wanted = min(len(view), CHUNK_BYTES - start, self._size - self._position)
        if wanted <= 0:
            if len(self._places) <= self._chunk_count:
                self._chunk(self._chunk_count - 1)
            return 0
        view[:wanted] = self._chunk(index)[start : start + wanted]
        self._position += wanted
        return wanted

    def close(self) -> None:
        """Close the encrypted file and discard decrypted data."""
        self._held = (-1, b"")
        self._file.close()
        super().close()

    def _stream_header(self) -> bytes:
        with disk(Message("reading an encrypted file")):
            size_bytes = os.fstat(self._file.fileno()).st_size
        header = self._stored(0, STREAM_HEADER_BYTES)
        if size_bytes != sealed_size(self._size) or len(header) != STREAM_HEADER_BYTES:
            raise self._damaged()
        return header

    def _chunk(self, index: int) -> bytes:
        if self._held[0] != index:
            known = min(index, len(self._places) - 1)
            if self._opener.index != known:
                self._opener.return_to(known, self._places[known])
            for at in range(known, index + 1):
                self._held = (at, self._open(at))
        return self._held[1]

    def _open(self, index: int) -> bytes:
        sealed = self._stored(STREAM_HEADER_BYTES + index * SEALED_CHUNK_BYTES, SEALED_CHUNK_BYTES)
        chunk = self._opener.open(sealed)
        if chunk is None or chunk.is_last != (index == self._chunk_count - 1):
            raise self._damaged()
        if len(self._places) == index + 1:
            self._places.append(self._opener.place())
        return chunk.data

    def _stored(self, offset: int, size_bytes: int) -> bytes:
        with disk(Message("reading an encrypted file")):
            self._file.seek(offset)
            parts: list[bytes] = []
            while size_bytes and (part := self._file.read(size_bytes)):
                parts.append(part)
                size_bytes -= len(part)
        return b"".join(parts)

    def _damaged(self) -> VaultDamaged:
        return VaultDamaged("An encrypted file is damaged, incomplete or was swapped.", field=self._id)


def _chunk_count(padded_bytes: int) -> int:
    return -(-padded_bytes // CHUNK_BYTES)
