"""Writes a finished PDF and takes its hash on the way."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import BinaryIO, cast

from pikepdf import Pdf, StreamDecodeLevel

_BUFFER_BYTES = 1 << 18


def write_pdf(pdf: Pdf, out: BinaryIO, tick: Callable[[], None]) -> str:
    """Write a PDF to a stream; gives the SHA-256 of its bytes in lower-case hex.

    Its streams are written as they came: packing them again would take longer than everything else. The
    same objects give the same bytes.

    Args:
        pdf: the document.
        out: written from where it stands.
        tick: called often; what it raises stops the work.
    """
    digest = _Digesting(out)
    with io.BufferedWriter(cast("io.RawIOBase", digest), _BUFFER_BYTES) as buffer:
        pdf.save(
            buffer,
            min_version="1.7",
            deterministic_id=True,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.none,
            progress=lambda _: tick(),
        )
    return digest.sha256


class _Digesting(io.RawIOBase):
    """Hands on what is written to it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._digest.update(data)
        self._out.write(data)
        return len(data)
