"""What the headers of a RAR archive say: whether anything in it is encrypted.

Source: "RAR 5.0 archive format" of RARLAB; for the format before it "RAR version 4.x technical note".
"""

from __future__ import annotations

from collections.abc import Iterator

_LATER = b"Rar!\x1a\x07\x01\x00"
_EARLIER_BYTES = 7
_MAX_HEADERS = 100_000
_MAIN_4, _FILE_4, _IS_LOCKED_MAIN, _IS_LOCKED_FILE, _HAS_DATA, _IS_LARGE = (
    0x73,
    0x74,
    0x0080,
    0x0004,
    0x8000,
    0x0100,
)
_FILE_5, _ENCRYPTION_5, _HAS_EXTRA_5, _HAS_DATA_5, _LOCKED_EXTRA_5 = 2, 4, 1, 2, 1


def is_locked_rar(data: bytes) -> bool:
    """Whether the names or a file of a RAR archive are encrypted, as far as its headers can be read."""
    headers = _later(data) if data.startswith(_LATER) else _earlier(data)
    try:
        return any(is_locked for _, is_locked in zip(range(_MAX_HEADERS), headers, strict=False))
    except IndexError:
        return False


def _earlier(data: bytes) -> Iterator[bool]:
    at = _EARLIER_BYTES
    while at + _EARLIER_BYTES <= len(data):
        kind = data[at + 2]
        flags, size = (int.from_bytes(data[at + place : at + place + 2], "little") for place in (3, 5))
        yield (kind == _MAIN_4 and bool(flags & _IS_LOCKED_MAIN)) or (
            kind == _FILE_4 and bool(flags & _IS_LOCKED_FILE)
        )
        packed = int.from_bytes(data[at + 7 : at + 11], "little") if flags & _HAS_DATA else 0
        if kind == _FILE_4 and flags & _IS_LARGE:
            packed += int.from_bytes(data[at + 32 : at + 36], "little") << 32
        at += max(size, _EARLIER_BYTES) + packed


def _later(data: bytes) -> Iterator[bool]:
    at = len(_LATER)
    while at < len(data):
        size, begins = _number(data, at + 4)  # after the checksum
        ends = begins + size
        kind, place = _number(data, begins)
        flags, place = _number(data, place)
        extra, place = _number(data, place) if flags & _HAS_EXTRA_5 else (0, place)
        packed, _ = _number(data, place) if flags & _HAS_DATA_5 else (0, place)
        yield kind == _ENCRYPTION_5 or (kind == _FILE_5 and _is_locked(data[ends - extra : ends]))
        at = ends + packed


def _is_locked(extra: bytes) -> bool:
    at = 0
    while at < len(extra):
        size, begins = _number(extra, at)
        if _number(extra, begins)[0] == _LOCKED_EXTRA_5:
            return True
        at = begins + size
    return False


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first, and the place behind it."""
    number = shift = 0
    while data[at] & 0x80:
        number |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return number | data[at] << shift, at + 1
