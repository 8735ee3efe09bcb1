"""The boxes that hold content credentials, and where they stand in a file.

Source: ISO/IEC 19566-5 (JUMBF), clause 4; C2PA specification 2.1, annex A (APP11 segments of JPEG). In every
other format the boxes stand in one piece and are found by their mark; a GIF, which cuts them up, and a PDF
that compresses them are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from casebook.formats.fault import Damaged, OversizedFile

_MARK = re.compile(rb"(....)jumb....jumdc2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71", re.DOTALL)
_MAX_DEPTH, _MAX_BOXES = 16, 10_000
_UUID_BYTES = 16
_HAS_LABEL = 2
_JPEG, _APP11, _SCAN = b"\xff\xd8", 0xEB, 0xDA
_SEGMENT_HEAD, _BOX_HEAD = 8, 8
"""Of a segment: mark, instance and number; of a box: length and type, repeated in every further segment."""


@dataclass(slots=True, repr=False)
class JumbfBox:
    """A box that holds boxes.

    Attributes:
        label: its name, such as ``c2pa.claim``.
        content: its bytes without length and type, which hashes are taken of.
        boxes: in it.
        data: the bytes of its other boxes, by type.
    """

    label: str
    content: bytes
    boxes: list[JumbfBox] = field(default_factory=list)
    data: dict[bytes, bytes] = field(default_factory=dict)

    def named(self, label: str) -> JumbfBox | None:
        """The first box of this label in it, or None."""
        return next((box for box in self.boxes if box.label == label), None)


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """Where credentials stand.

    Attributes:
        data: the outermost box.
        start: of the file, where they begin.
        end: where they end.
    """

    data: bytes
    start: int
    end: int


def credentials_in(data: bytes) -> Place | None:
    """The credentials of a file, or None."""
    if data.startswith(_JPEG):
        return _in_jpeg(data)
    mark = _MARK.search(data)
    if mark is None:
        return None
    size = int.from_bytes(mark[1], "big")
    return Place(data[mark.start() : mark.start() + size], mark.start(), mark.start() + size)


def read_box(data: bytes) -> JumbfBox:
    """Read a box with all in it.

    Raises:
        Damaged: a length runs past its end, or it is none.
        OversizedFile: boxes are nested too deep, or too many.
    """
    ((kind, content),) = _split(data)[:1] or [(b"", b"")]
    if kind != b"jumb":
        raise Damaged
    return _filled(content, 0, [0])


def _filled(content: bytes, depth: int, count: list[int]) -> JumbfBox:
    box = JumbfBox("", content)
    for kind, inner in _split(content):
        count[0] += 1
        if depth > _MAX_DEPTH or count[0] > _MAX_BOXES:
            raise OversizedFile
        if kind == b"jumb":
            box.boxes.append(_filled(inner, depth + 1, count))
        elif kind == b"jumd" and len(inner) > _UUID_BYTES and inner[_UUID_BYTES] & _HAS_LABEL:
            label = inner[_UUID_BYTES + 1 :].partition(b"\0")[0]
            box.label = label.decode("utf-8", "replace")
        else:
            box.data.setdefault(kind, inner)
    return box


def _split(data: bytes) -> list[tuple[bytes, bytes]]:
    """The boxes in some bytes: type and content."""
    boxes, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big") or len(data) - at
        if size < _BOX_HEAD or at + size > len(data):
            raise Damaged
        boxes.append((data[at + 4 : at + 8], data[at + _BOX_HEAD : at + size]))
        at += size
    return boxes


def _in_jpeg(data: bytes) -> Place | None:
    """The box that the APP11 segments hold, in their order."""
    segments = list(_app11(data))
    if not segments or not segments[0][1].startswith(b"JP"):
        return None
    first, *others = (content[_SEGMENT_HEAD:] for _, content in segments)
    joined = first + b"".join(content[_BOX_HEAD:] for content in others)
    start, (last, content) = segments[0][0], segments[-1]
    return Place(joined, start, last + 4 + len(content)) if _MARK.match(joined) else None


def _app11(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each such segment: where its mark stands, and its content."""
    at = len(_JPEG)
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _SCAN:  # noqa: PLR2004 - begins a mark
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] == _APP11:
            yield at, data[at + 4 : at + 2 + size]
        at += 2 + max(size, 2)
