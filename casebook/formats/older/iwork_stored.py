"""A cell as Pages, Numbers and Keynote of 2013 and later store it.

Source: numbers-parser (MIT) on version 5, libetonyek (MPL-2.0) on versions 3 and 4; tried with files of each.
"""

from __future__ import annotations

import struct
from decimal import Context, Decimal
from typing import NamedTuple

from casebook.formats.older.iwork_cell import duration_text, number_text, time_text
from casebook.formats.printed.unprinted import UnprintedCollector

_NEWER, _OLDER = 5, (3, 4)
_HEAD_BYTES = 12
_NOTHING, _NUMBERS, _TEXTS, _DATE, _YES_OR_NO, _LENGTH, _FAULT = (0, 1), (2, 10), (3, 9), 5, 6, 7, 8
_BEFORE_LAYOUT, _BEHIND_LAYOUT = (0x2, 0x80, 0x800, 0x400), (0x8, 0x1000)
_EXACT_BIAS, _EXACT_BITS = 0x1820, 113
_ENOUGH = Context(prec=50, Emax=9_999, Emin=-9_999)
_ERROR = "#ERROR!"


class StoredCell(NamedTuple):
    """A cell.

    Attributes:
        kind: of its value.
        value: as a number; of a length of time, seconds.
        seconds: since 2001, of a date.
        text: its key in the list of texts.
        rich_text: its key in the list of texts with formats.
        layout: its key in the list of formats of numbers, where that says what the value is; else -1.
    """

    kind: int
    value: float | Decimal | None = None
    seconds: float | None = None
    text: int | None = None
    rich_text: int | None = None
    layout: int = -1

    def shown(self, unprinted: UnprintedCollector) -> str:
        """Return the text of a cell that refers to none.

        Args:
            unprinted: takes what is lost of a number.

        Raises:
            ValueError, OverflowError: its kind is not known, or its value is none of this kind.
        """
        if self.kind in {*_NOTHING, *_TEXTS} and self.value is None and self.seconds is None:
            return ""
        if self.kind == _FAULT:
            return _ERROR
        if self.kind == _DATE and self.seconds is not None:
            return time_text(self.seconds)
        if self.value is not None and self.kind in _NUMBERS:
            return number_text(self.value, unprinted)
        if self.value is not None and self.kind == _LENGTH:
            return duration_text(float(self.value))
        if self.value is not None and self.kind == _YES_OR_NO:
            return "TRUE" if self.value else "FALSE"
        raise ValueError


def newer_cell(data: bytes, at: int) -> StoredCell:
    """Return a cell of version 5.

    Args:
        data: of its row.
        at: where it begins.

    Raises:
        struct.error, IndexError, ValueError: it is cut, or of another version.
    """
    kind, flags = data[at + 1], _uint32(data, at + 8)
    if data[at] != _NEWER:
        raise ValueError
    value: float | Decimal | None = None
    at += _HEAD_BYTES
    if flags & 1:
        value, at = _exact(data, at), at + 16
    if flags & 2:
        value, at = _double(data, at) if value is None else value, at + 8
    seconds = _double(data, at) if flags & 4 else None
    at += 8 if flags & 4 else 0
    text = _uint32(data, at) if flags & 8 else None
    at += 4 if flags & 8 else 0
    rich_text = _uint32(data, at) if flags & 0x10 else None
    return StoredCell(kind, value, seconds, text, rich_text)


def older_cell(data: bytes, at: int) -> StoredCell:
    """Return a cell of version 3 or 4.

    Args:
        data: of its row.
        at: where it begins.

    Raises:
        struct.error, IndexError, ValueError: it is cut, or of another version.
    """
    version, (flags,) = data[at], struct.unpack_from("<H", data, at + 4)
    if version not in _OLDER:
        raise ValueError
    kind = data[at + 1] if version == max(_OLDER) else data[at + 2]
    at += _HEAD_BYTES + 4 * sum(1 for flag in _BEFORE_LAYOUT if flags & flag)
    layout = _uint32(data, at) if flags & 4 else -1
    at += 4 * sum(1 for flag in (4, *_BEHIND_LAYOUT) if flags & flag)
    text = _uint32(data, at) if flags & 0x10 else None
    at += 4 if flags & 0x10 else 0
    value = _double(data, at) if flags & 0x20 else None
    at += 8 if flags & 0x20 else 0
    seconds = _double(data, at) if flags & 0x40 else None
    at += 8 if flags & 0x40 else 0
    rich_text = _uint32(data, at) if flags & 0x200 else None
    return StoredCell(kind, value, seconds, text, rich_text, layout)


def _uint32(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def _double(data: bytes, at: int) -> float:
    return float(struct.unpack_from("<d", data, at)[0])


def _exact(data: bytes, at: int) -> Decimal:
    """A decimal number of 16 bytes. Source: IEEE 754-2008, 3.5.2, decimal128 in binary."""
    low, high = struct.unpack_from("<QQ", data, at)
    bits = high << 64 | low
    sign, exponent = bits >> 127, bits >> _EXACT_BITS & 0x3FFF
    digits = bits & ((1 << _EXACT_BITS) - 1)
    exact = Decimal(digits).scaleb(exponent - _EXACT_BIAS, _ENOUGH)
    return -exact if sign else exact
