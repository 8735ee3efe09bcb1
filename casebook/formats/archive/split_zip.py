"""ZIP archives in several files, joined: their list points into parts, and is made to point into the whole.

Source: APPNOTE.TXT 6.3.10 of PKWARE, 4.3.7 (local file header), 4.3.12 (central directory), 4.3.16 (its end)
and 8 (splitting).
"""

from __future__ import annotations

import os
import struct
from typing import BinaryIO

_END, _LISTED, _MEMBER = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_END_FIELDS = struct.Struct("<4s4H2LH")
_LISTED_FIELDS = struct.Struct("<4s6H3L5H2L")
_MEMBER_BYTES = 30
_MAX_TAIL = _END_FIELDS.size + 0xFFFF
_ZIP64_COUNT, _ZIP64_SIZE = 0xFFFF, 0xFFFFFFFF


def is_last_part(stream: BinaryIO) -> bool:
    r"""Whether a file, seekable, ends as the last of a ZIP archive in several files does.

    >>> import io
    >>> [is_last_part(io.BytesIO(b"PK\5\6" + bytes([disk]) + bytes(17))) for disk in (2, 0)]
    [True, False]
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _MAX_TAIL))
    return _is_end_of_several(stream.read(_MAX_TAIL))


def joined_zip(data: bytes) -> bytes | None:
    """Return a ZIP archive whose parts follow each other as one archive; None where parts are missing.

    Args:
        data: all parts, or an archive in one file, which is returned as it is.
    """
    tail = data[-_MAX_TAIL:]
    if not _is_end_of_several(tail):
        return data
    end = len(data) - len(tail) + tail.rfind(_END)
    count, size = _END_FIELDS.unpack_from(data, end)[4:6]
    joined, begins = bytearray(data), end - size
    if begins < 0:
        return None
    entries = _entries(data, begins, end, count)
    if len(entries) != count:
        return None
    at = 0
    for _, _, place, name, packed_bytes in sorted(entries):
        at = _member_at(data, name, at, begins)
        if at < 0:
            return None
        struct.pack_into("<H", joined, place + 34, 0)
        struct.pack_into("<L", joined, place + 42, at)
        at += _MEMBER_BYTES + len(name) + packed_bytes
    struct.pack_into("<4H2L", joined, end + 4, 0, 0, count, count, size, begins)
    return bytes(joined)


def _is_end_of_several(tail: bytes) -> bool:
    end = tail.rfind(_END)
    if not 0 <= end <= len(tail) - _END_FIELDS.size:
        return False
    return 0 < int(_END_FIELDS.unpack_from(tail, end)[1]) < _ZIP64_COUNT


def _entries(data: bytes, at: int, end: int, count: int) -> list[tuple[int, int, int, bytes, int]]:
    """Of each member listed its part, its place there, the place of its entry, its name and packed size."""
    entries: list[tuple[int, int, int, bytes, int]] = []
    while len(entries) < count and at + _LISTED_FIELDS.size <= end and data.startswith(_LISTED, at):
        fields = _LISTED_FIELDS.unpack_from(data, at)
        packed_bytes, part, place = fields[8], fields[13], fields[16]
        name_bytes, *more_bytes = fields[10:13]
        if _ZIP64_SIZE in {packed_bytes, place}:
            break
        begins = at + _LISTED_FIELDS.size
        entries.append((part, place, at, data[begins : begins + name_bytes], packed_bytes))
        at = begins + name_bytes + sum(more_bytes)
    return entries


def _member_at(data: bytes, name: bytes, at: int, end: int) -> int:
    """Where the member of this name begins, from a place on; -1 where it does not."""
    while (at := data.find(_MEMBER, at, end)) >= 0:
        begins = at + _MEMBER_BYTES
        if data[begins - 4 : begins - 2] == len(name).to_bytes(2, "little") and data.startswith(name, begins):
            return at
        at += len(_MEMBER)
    return at
