"""The words of PowerPoint presentations before 2007.

Source: [MS-PPT] 2.3.1 (record header), 2.9.41 to 2.9.44 (text atoms), 2.4.14.7 (the lists of text),
2.5.6 (notes), 2.10.27 (embedded objects), 2.4.9 (encryption).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.formats.fault import Damaged, PasswordProtected
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.host.protocol.extract_protocol import MAX_WORDS, UnprintedKind

_HEADER = struct.Struct("<HHI")
_IS_CONTAINER = 0xF
_TEXT, _TEXT_OF_BYTES, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_MASTER, _ENCRYPTION, _COMMENT, _LATER_DATA = 0x03F8, 0x2F14, 0x2EE0, 0x138B
_NOTES, _LISTED, _EMBEDDED = 0x03F0, 0x0FF0, 0x0FCC
_UNPRINTED: dict[tuple[int, int], UnprintedKind] = {
    (_COMMENT, 0): "comment",
    (_NOTES, 0): "notes",
    (_LISTED, 2): "notes",
}
"""Containers of what is not on a slide; a list of texts is that of the notes by its instance."""


def slides_text(stream: bytes, unprinted: UnprintedCollector) -> str:
    """The text of slides, without what stands on the master.

    Args:
        stream: ``PowerPoint Document``.
        unprinted: takes speaker notes and comments, and counts the files in it.

    Raises:
        Damaged: it is cut short.
        PasswordProtected: it is encrypted.
    """
    texts: dict[str, _Place] = {}
    for text, place in _texts(stream, unprinted):
        texts.setdefault(text, place)
    last = _PRINTED
    for text, place in texts.items():
        if place.kind:
            if place != last:
                unprinted.end_passage()
            unprinted.put(place.kind, f"{_lines(text)}\n")
            last = place
    return "\n".join(_lines(text) for text, place in texts.items() if not place.kind)[:MAX_WORDS]


@dataclass(frozen=True, slots=True)
class _Place:
    """The container that a text stands in: why it is not printed, and where it ends."""

    kind: UnprintedKind | None
    ends: int


_PRINTED = _Place(None, 0)


def _texts(stream: bytes, unprinted: UnprintedCollector) -> Iterator[tuple[str, _Place]]:
    at, length, place = 0, 0, _PRINTED
    while at + _HEADER.size <= len(stream) and length < MAX_WORDS:
        version, kind, size = _HEADER.unpack_from(stream, at)
        at += _HEADER.size
        place = place if at <= place.ends else _PRINTED
        if kind == _ENCRYPTION:
            raise PasswordProtected
        unprinted.add("embedded", kind == _EMBEDDED)
        if kind == _LATER_DATA or (version & 0xF == _IS_CONTAINER and kind != _MASTER):
            if why := _UNPRINTED.get((kind, version >> 4 if kind == _LISTED else 0)):
                place = _Place(why, at + size)
            continue  # what it contains follows
        content = stream[at : at + size]
        at += size
        length += size
        if kind == _TEXT or (kind == _STRING and place.kind == "comment"):
            yield content.decode("utf-16-le", "replace"), place
        elif kind == _TEXT_OF_BYTES:
            yield content.decode("latin-1"), place
    if at > len(stream):
        raise Damaged


def _lines(text: str) -> str:
    return text.replace("\r", "\n").replace("\x0b", "\n")
