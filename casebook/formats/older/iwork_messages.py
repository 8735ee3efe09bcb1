"""The messages in documents of Pages, Numbers and Keynote.

Source: the format has no public description; its layout as keynote-parser and numbers-parser (both MIT) read
it. Chunks packed with Snappy hold messages of Protocol Buffers, each behind an ArchiveInfo.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from casebook.formats.fault import Damaged, OversizedFile

_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_MAX_VARINT_BYTES = 10


class IworkMessage(NamedTuple):
    """A message.

    Attributes:
        id: of the object that it belongs to.
        kind: of the message.
        content: its fields.
    """

    id: int
    kind: int
    content: bytes


def messages(data: bytes) -> Iterator[IworkMessage]:
    """Yield the messages of a part that was `unpacked`.

    Raises:
        Damaged, IndexError: it is broken.
    """
    at = 0
    while at < len(data):
        size, at = _varint(data, at)
        info, at = data[at : at + size], at + size
        for content in parts(info, 2):
            kind, length = number(content, 1), number(content, 3)
            if kind is None or length is None:
                raise Damaged
            yield IworkMessage(number(info, 1) or 0, kind, data[at : at + length])
            at += length


def number(message: bytes, field: int) -> int | None:
    """Return a field that is a number, None where there is none.

    Raises:
        Damaged, IndexError: the message is broken.
    """
    return next((value for at, value in _fields(message) if at == field and isinstance(value, int)), None)


def parts(message: bytes, *path: int) -> tuple[bytes, ...]:
    """Return the fields that are texts or messages, at the end of a path of such fields.

    Raises:
        Damaged, IndexError: the message is broken.
    """
    fields: tuple[bytes, ...] = (message,)
    for field in path:
        fields = tuple(
            value
            for each in fields
            for at, value in _fields(each)
            if at == field and isinstance(value, bytes)
        )
    return fields


def references(message: bytes, *path: int) -> tuple[int, ...]:
    """Return the IDs of the objects to which the fields at the end of a path refer.

    Raises:
        Damaged, IndexError: the message is broken.
    """
    return tuple(number(each, 1) or 0 for each in parts(message, *path))


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Number and content of each field of a message; those of fixed width are passed over.

    Source: Protocol Buffers, Encoding.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield key >> 3, value
        elif kind == _BYTES:
            size, at = _varint(message, at)
            yield key >> 3, message[at : at + size]
            at += size
        elif kind in {_FIXED_64, _FIXED_32}:
            at += 8 if kind == _FIXED_64 else 4
        else:
            raise Damaged


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of variable length, and where it ends."""
    value = 0
    for step in range(_MAX_VARINT_BYTES):
        byte = data[at + step]
        value |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:  # noqa: PLR2004 - the last byte has no high bit
            return value, at + step + 1
    raise Damaged


def unpacked(data: bytes, most: int) -> bytes:
    """Return the chunks of an .iwa, each behind a zero and its size in three bytes.

    Args:
        data: the part.
        most: so many bytes it may become.

    Raises:
        Damaged, IndexError: it is broken.
        OversizedFile: it would swell beyond bounds.
    """
    pieces, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at + 1 : at + 4], "little")
        pieces.append(_snappy(data[at + 4 : at + 4 + size], most))
        most -= len(pieces[-1])
        at += 4 + size
    return b"".join(pieces)


def _snappy(data: bytes, most: int) -> bytes:
    """A block of Snappy, unpacked.

    Source: google/snappy, format_description.txt.
    """
    size, at = _varint(data, 0)
    if size > most:
        raise OversizedFile
    out = bytearray()
    while at < len(data) and len(out) <= size:
        tag = data[at]
        at += 1
        if tag & 3 == 0:
            length = tag >> 2
            if length >= 60:  # noqa: PLR2004 - so many bytes of length follow
                extra = length - 59
                length, at = int.from_bytes(data[at : at + extra], "little"), at + extra
            out += data[at : at + length + 1]
            at += length + 1
        else:
            length, back, at = _copy(tag, data, at)
            if not 0 < back <= len(out):
                raise Damaged
            for _ in range(length):
                out.append(out[-back])
    if len(out) != size:
        raise Damaged
    return bytes(out)


def _copy(tag: int, data: bytes, at: int) -> tuple[int, int, int]:
    """Length and distance of a copy, and where it ends."""
    if tag & 3 == 1:
        return 4 + (tag >> 2 & 7), (tag >> 5) << 8 | data[at], at + 1
    width = 2 if tag & 3 == 2 else 4  # noqa: PLR2004 - the kinds of copies
    return (tag >> 2) + 1, int.from_bytes(data[at : at + width], "little"), at + width
