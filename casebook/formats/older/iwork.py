"""The words of Pages, Numbers and Keynote.

Source: the format has no public description; its layout as keynote-parser and numbers-parser (both MIT) read
it. Chunks packed with Snappy hold messages of Protocol Buffers, each behind an ArchiveInfo. Message 2001 has
text in field 3, message 6005 the texts of table cells in field 3 of its entries, which are field 3.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.media_type import KEYNOTE, NUMBERS, PAGES
from casebook.formats.older.iwork_xml import index_name, read_iwork_xml
from casebook.formats.package import MAX_EXPANDED_BYTES, read_member, sized
from casebook.formats.read import Read, bounded
from casebook.host.protocol.extract_protocol import MAX_WORDS

_TEXT, _CELLS = 2001, 6005
_ROOT_OF_PAGES = 10000
_FAULTS = (struct.error, IndexError, ValueError, OverflowError)
_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_MAX_VARINT_BYTES = 10


def read_iwork(package: ZipFile) -> Read:
    """The words of a document, table by table and text by text.

    Raises:
        Damaged: its parts are broken.
        PasswordProtected: it wants a password.
        OversizedFile: it would swell beyond bounds.
    """
    names = set(package.namelist())
    if ".iwpv2" in names or ".iwph" in names:
        raise PasswordProtected
    if index := index_name(names):
        return read_iwork_xml(package, index)
    if "Index.zip" in names:
        try:
            package = sized(ZipFile(io.BytesIO(read_member(package, "Index.zip"))))
        except (BadZipFile, ValueError, OSError) as error:
            raise Damaged from error
        names = set(package.namelist())
    left, texts, kinds = MAX_EXPANDED_BYTES, list[str](), set[int]()
    try:
        for name in sorted(name for name in names if name.endswith(".iwa")):
            unpacked = _unpacked(read_member(package, name), left)
            left -= len(unpacked)
            for kind, message in _messages(unpacked):
                kinds.add(kind)
                texts += _texts(kind, message)
    except _FAULTS as error:
        raise Damaged from error
    has_slides = any("Slide" in name.rpartition("/")[2] for name in names)
    media_type = PAGES if _ROOT_OF_PAGES in kinds else KEYNOTE if has_slides else NUMBERS
    kept, is_cut = bounded(("\n".join(filter(None, map(str.strip, texts))),), MAX_WORDS)
    return Read(media_type=media_type, pages=kept, is_cut=is_cut)


def _texts(kind: int, message: bytes) -> Iterator[str]:
    for number, content in _fields(message):
        if number != 3 or not isinstance(content, bytes):  # noqa: PLR2004 - the field named above
            continue
        if kind == _TEXT:
            yield content.decode("utf-8", "replace").replace("\ufffc", "").replace("\u2028", "\n")
        elif kind == _CELLS:
            for inner, text in _fields(content):
                if inner == 3 and isinstance(text, bytes):  # noqa: PLR2004 - the field named above
                    yield text.decode("utf-8", "replace")


def _messages(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each message."""
    at = 0
    while at < len(data):
        size, at = _varint(data, at)
        info, at = data[at : at + size], at + size
        for number, content in _fields(info):
            if number == 2 and isinstance(content, bytes):  # noqa: PLR2004 - MessageInfo
                about = dict(_fields(content))
                kind, length = about.get(1), about.get(3)
                if not isinstance(kind, int) or not isinstance(length, int):
                    raise Damaged
                yield kind, data[at : at + length]
                at += length


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


def _unpacked(data: bytes, most: int) -> bytes:
    """The chunks of an .iwa, each behind a zero and its size in three bytes."""
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
