"""Pictures in Office files before 2007.

Source: [MS-ODRAW] 2.2.23 (OfficeArtBlip), 2.2.27 (JPEG) and 2.2.28 (PNG).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from casebook.formats.read import EmbeddedFile
from casebook.host.protocol.extract_protocol import MAX_PARTS

_PICTURE = re.compile(rb"[\x1d\x1e\x2a]\xf0(.{4})(?:.{17}|.{33})(?=\x89PNG\r\n|\xff\xd8\xff)", re.DOTALL)
"""The kind of a record, its size, one or two identifiers of 16 bytes and a tag."""
_SIZE_ENDS = 6
"""Bytes from the kind of a record to its content."""


def drawn_pictures(streams: Iterator[bytes]) -> tuple[EmbeddedFile, ...]:
    """Return the PNG and JPEG pictures in streams of drawings, each once, in their order.

    >>> drawn_pictures(iter([bytes(900)]))
    ()
    """
    pictures = dict.fromkeys(picture for stream in streams for picture in _in(stream))
    return tuple(
        EmbeddedFile(name=f"image{number}{_ending(data)}", data=data)
        for number, data in enumerate(list(pictures)[:MAX_PARTS], start=1)
    )


def _ending(data: bytes) -> str:
    return ".png" if data.startswith(b"\x89PNG") else ".jpg"


def _in(stream: bytes) -> Iterator[bytes]:
    at = 0
    while head := _PICTURE.search(stream, at):
        end = head.start() + _SIZE_ENDS + struct.unpack("<I", head[1])[0]
        if head.end() < end <= len(stream):
            yield stream[head.end() : end]
        at = max(head.end(), min(end, len(stream)))
