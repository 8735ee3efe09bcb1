"""The records of an Excel workbook before 2007, and the strings in them.

Source: [MS-XLS] 2.1.4 (records), 2.4.21 (BOF), 2.4.28 (BoundSheet8), 2.5.240 (ShortXLUnicodeString) and
2.5.294 (XLUnicodeString); for Excel 5 and 95 the same records with strings of one byte for a character.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

BEGINS, ENDS, CONTINUE = 0x0809, 0x000A, 0x003C
_BOUND_SHEET = 0x0085
_HEAD = struct.Struct("<HH")
HEAD_BYTES = _HEAD.size
_WIDE = 0x01
_VERSION_8 = 0x0600


class BoundSheet(NamedTuple):
    """A sheet: where its records begin, and whether it is hidden and holds cells, not a chart or macros."""

    at: int
    is_hidden: bool
    has_cells: bool


def records(stream: bytes, at: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Yield place, kind and content of each record of a part of the stream, up to its end."""
    depth = 0
    while at + HEAD_BYTES <= len(stream):
        kind, size = _HEAD.unpack_from(stream, at)
        depth += (kind == BEGINS) - (kind == ENDS)
        yield at, kind, stream[at + HEAD_BYTES : at + HEAD_BYTES + size]
        if kind == ENDS and depth <= 0:
            return
        at += HEAD_BYTES + size


def bound_sheets(stream: bytes) -> tuple[BoundSheet, ...]:
    """Return the sheets of a workbook.

    Raises:
        struct.error: one is cut short.
    """
    bound = (content for _, kind, content in records(stream) if kind == _BOUND_SHEET)
    return tuple(
        BoundSheet(struct.unpack_from("<I", content)[0], bool(content[4] & 3), content[5:6] == b"\0")
        for content in bound
    )


def is_of_97(stream: bytes) -> bool:
    """Return whether strings have a byte that says how their characters are stored."""
    (version,) = struct.unpack_from("<H", stream, HEAD_BYTES)
    return bool(version >= _VERSION_8)


def wide_text(content: bytes, count: int) -> str:
    """Return so many characters behind a byte that says whether each has two bytes or one."""
    is_wide = bool(content[0] & _WIDE)
    data = content[1 : 1 + count * (1 + is_wide)]
    return data.decode("utf-16-le" if is_wide else "latin-1", "replace")
