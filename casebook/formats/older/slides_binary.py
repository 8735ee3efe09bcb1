"""The words of PowerPoint presentations before 2007.

Source: [MS-PPT] 2.3.1 (record header), 2.9.41 to 2.9.44 (text atoms), 2.4.14.7 (the lists of text),
2.5.3 (main master), 2.5.6 (notes), 2.5.10 (placeholders), 2.4.15 (headers and footers), 2.10.27 (embedded
objects), 2.4.9 (encryption).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from casebook.formats.fault import Damaged, NeverUnlocked
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.host.protocol.extract_protocol import MAX_WORDS, UnprintedKind

_HEADER = struct.Struct("<HHI")
_IS_CONTAINER = 0xF
_TEXT, _TEXT_OF_BYTES, _STRING = 0x0FA0, 0x0FA8, 0x0FBA
_MASTER, _ENCRYPTION, _COMMENT, _LATER_DATA = 0x03F8, 0x2F14, 0x2EE0, 0x138B
_NOTES, _LISTED, _EMBEDDED = 0x03F0, 0x0FF0, 0x0FCC
_TEXTS = {_TEXT: "utf-16-le", _TEXT_OF_BYTES: "latin-1"}
_SHAPE, _PLACEHOLDER, _FOOTERS, _FOOTER_FLAGS = 0xF004, 0x0BC3, 0x0FD9, 0x0FDA
_OF_SLIDES = {0, 3}
"""Instances of the footers of a slide and of all slides; others are of notes."""
_SHOWN_FOOTERS = {0: 0x04, 2: 0x20}
"""Flags that show a fixed date and a footer, by the instance of their text."""
_FIELD = "*"
"""In place of a number, a date or a footer in a text of a master."""
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
        NeverUnlocked: it is encrypted.
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


def master_text(stream: bytes) -> str:
    """The words that slides have from masters, without those of placeholders, and their footers, each once.

    Those of a master that no slide has are among them.

    Args:
        stream: ``PowerPoint Document``, as read by `slides_text`.
    """
    lines: dict[str, None] = {}
    master_ends = notes_end = footers_end = flags = length = 0
    is_placeholder = False
    for record in _records(stream, opens_masters=True):
        content = stream[record.at : record.at + record.size]
        if record.kind == _MASTER:
            master_ends = record.at + record.size
        elif record.kind == _NOTES:
            notes_end = record.at + record.size
        elif record.kind in {_SHAPE, _PLACEHOLDER}:
            is_placeholder = record.kind == _PLACEHOLDER
        elif record.kind == _FOOTERS:
            is_of_slides = record.instance in _OF_SLIDES and record.at > notes_end
            footers_end = record.at + record.size if is_of_slides else 0
        elif record.kind == _FOOTER_FLAGS:
            flags = int.from_bytes(content[2:4], "little")
        is_shown = record.at <= master_ends and not is_placeholder and record.kind in _TEXTS
        is_footer = record.kind == _STRING and _SHOWN_FOOTERS.get(record.instance, 0) & flags
        if (is_shown or (is_footer and record.at <= footers_end)) and length < MAX_WORDS:
            text = _lines(content.decode(_TEXTS.get(record.kind, "utf-16-le"), "replace")).strip()
            length += len(text)
            lines |= dict.fromkeys(filter(None, text.split("\n")))
    lines.pop(_FIELD, None)
    return "\n".join(lines)


class _Record(NamedTuple):
    """A record: its kind, its instance, where its content begins, and how long that is."""

    kind: int
    instance: int
    at: int
    size: int


def _texts(stream: bytes, unprinted: UnprintedCollector) -> Iterator[tuple[str, _Place]]:
    length, place = 0, _PRINTED
    for record in _records(stream):
        place = place if record.at <= place.ends else _PRINTED
        unprinted.add("embedded", record.kind == _EMBEDDED)
        if why := _UNPRINTED.get((record.kind, record.instance if record.kind == _LISTED else 0)):
            place = _Place(why, record.at + record.size)
        is_wide = record.kind == _TEXT or (record.kind == _STRING and place.kind == "comment")
        if is_wide or record.kind == _TEXT_OF_BYTES:
            content = stream[record.at : record.at + record.size]
            yield content.decode("utf-16-le" if is_wide else "latin-1", "replace"), place
            length += record.size
        if length >= MAX_WORDS:
            return


def _records(stream: bytes, *, opens_masters: bool = False) -> Iterator[_Record]:
    """All records, containers before what is in them; the rest of one that a record does not fit is left."""
    at, ends = 0, [len(stream)]
    while True:
        while len(ends) > 1 and at + _HEADER.size > ends[-1]:
            at = ends.pop()
        if at + _HEADER.size > len(stream):
            break
        version, kind, size = _HEADER.unpack_from(stream, at)
        if not (version or kind) and len(ends) == 1:  # room that some programs leave between records
            at = next((to for to in range(at, len(stream)) if stream[to]), len(stream))
            continue
        at += _HEADER.size
        if kind == _ENCRYPTION:
            raise NeverUnlocked
        if at + size > ends[-1]:
            if len(ends) == 1:
                raise Damaged
            at = ends[-1]
            continue
        yield _Record(kind, version >> 4, at, size)
        is_left = kind == _MASTER and not opens_masters
        if not is_left and _is_opened(stream, version, _Record(kind, 0, at, size)):
            ends.append(at + size)
        else:
            at += size


def _is_opened(stream: bytes, version: int, record: _Record) -> bool:
    """Whether what a record contains are records to be read."""
    if record.kind == _LATER_DATA:
        return _holds_records(stream, record.at, record.at + record.size)
    return version & 0xF == _IS_CONTAINER


def _holds_records(stream: bytes, at: int, end: int) -> bool:
    """Whether data of later programs is records to its end, and not a packed file."""
    while at + _HEADER.size <= end:
        at += _HEADER.size + _HEADER.unpack_from(stream, at)[2]
    return at == end


def _lines(text: str) -> str:
    return text.replace("\r", "\n").replace("\x0b", "\n")
