"""Writes a finished PDF."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import BinaryIO, cast

from pikepdf import PageCopyWarning, Pdf, StreamDecodeLevel

_BUFFER_BYTES = 1 << 18


def write_pdf(pdf: Pdf, out: BinaryIO, tick: Callable[[], None]) -> None:
    """Write a PDF to a stream.

    Its streams are written as they came: packing them again would take longer than everything else. The
    same objects give the same bytes.

    Args:
        pdf: the document.
        out: written from where it stands.
        tick: called often; what it raises stops the work.
    """
    with io.BufferedWriter(cast("io.RawIOBase", _Handing(out)), _BUFFER_BYTES) as buffer:
        pdf.save(
            buffer,
            min_version="1.7",
            deterministic_id=True,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.none,
            progress=lambda _: tick(),
        )


def readable_copy(pdf: Pdf) -> bytes:
    """Return a PDF for other programs: unchanged, without the password that prevents changes.

    pikepdf warns of entries that no form lists; whether they show is looked at elsewhere.
    """
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PageCopyWarning)
        # Without a look at its metadata: that would load a reader of XML, which a confined process cannot.
        pdf.save(out, encryption=False, fix_metadata_version=False)
    return out.getvalue()


class _Handing(io.RawIOBase):
    """A stream wrapper that leaves its target open when closed."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._out.write(data)
        return len(data)
