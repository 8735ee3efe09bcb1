"""Reads a file for encryption: in chunks, with digests, zero-padded to hide its size."""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import BinaryIO

from casebook.base.errors import DiskProblem
from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.crypto.seal import CHUNK_BYTES, padded_size
from casebook.crypto.secret import Secret

_STEP_BYTES = 16 * CHUNK_BYTES


class PaddedIntake:
    """The chunks of a stream, padded.

    Args:
        stream: read to its end.
        dedupe_key: for the fingerprint.
        progress: reported with bytes done and in all, 0 in all where the stream cannot say.

    Attributes:
        size_bytes: read so far, without padding.
    """

    def __init__(self, stream: BinaryIO, dedupe_key: Secret, progress: Progress) -> None:
        self.size_bytes = 0
        self._stream = stream
        self._progress = progress
        self._sha256 = hashlib.sha256()
        self._dedupe_key = dedupe_key.reveal()
        self._total_bytes = _length(stream)
        self._reported_bytes = -_STEP_BYTES
        self._padding_bytes = -1

    @property
    def sha256(self) -> str:
        """Return the digest of the data read, lower-case hex."""
        return self._sha256.hexdigest()

    @property
    def fingerprint(self) -> str:
        """Return the HMAC of the digest of the data read, lower-case hex."""
        return hmac.digest(self._dedupe_key, self._sha256.digest(), "sha256").hex()

    def take(self) -> bytes:
        """Return the next chunk: 64 KiB, less for the last, empty after it.

        Raises:
            DiskProblem: the stream cannot be read.
            Cancelled: the person stopped.
        """
        if self.size_bytes - self._reported_bytes >= _STEP_BYTES:
            self._reported_bytes = self.size_bytes
            self._progress(self.size_bytes, self._total_bytes, Message("encrypting"))
        parts: list[bytes] = []
        wanted = CHUNK_BYTES
        while wanted and (part := self._part(wanted)):
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)

    def _part(self, most_bytes: int) -> bytes:
        if self._padding_bytes < 0:
            part = self._read(most_bytes)
            if part:
                return part
            self._padding_bytes = padded_size(self.size_bytes) - self.size_bytes
        zeros = bytes(min(most_bytes, self._padding_bytes))
        self._padding_bytes -= len(zeros)
        return zeros

    def _read(self, most_bytes: int) -> bytes:
        try:
            part = self._stream.read(most_bytes)
        except OSError as error:
            raise DiskProblem("The file to import cannot be read.") from error
        self._sha256.update(part)
        self.size_bytes += len(part)
        return part


def _length(stream: BinaryIO) -> int:
    try:
        here = stream.tell()
        end = stream.seek(0, os.SEEK_END)
        stream.seek(here)
    except (OSError, ValueError, AttributeError):
        return 0
    return end - here
