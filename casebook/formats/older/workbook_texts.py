"""What Excel workbooks before 2007 show beside their cells: headers, footers, text boxes and words of charts.

Source: [MS-XLS] 2.4.136 (Header), 2.4.124 (Footer), 2.4.137 (HeaderFooter), 2.4.181 (Obj), 2.4.329 (TxO) and
2.4.254 (SeriesText).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from casebook.formats.older.workbook_records import (
    BEGINS,
    CONTINUE,
    ENDS,
    BoundSheet,
    bound_sheets,
    is_of_97,
    records,
    wide_text,
)
from casebook.formats.printed.page_headers import header_lines
from casebook.formats.printed.unprinted import UnprintedCollector

_HEADERS, _FURTHER_HEADERS = {0x0014, 0x0015}, 0x089C
_LENGTH_AT, _FURTHER_AT, _FURTHER_TEXTS_AT = 10, 28, 38
"""Places of the length of a text box, of the flags of further headers, and of the first of their texts."""
_ARE_SHOWN = (1, 1, 2, 2)
"""Flags of the header and footer of even pages, and of those of the first."""
_OBJECT, _TEXT_BOX, _OF_CHART = 0x005D, 0x01B6, 0x100D
_COMMENT = 0x19
"""The kind of object that the box of a comment is; comments are read with the cells."""


@dataclass(slots=True)
class _Texts:
    headers: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    of_charts: list[str] = field(default_factory=list)
    left: int = 0
    """Characters of the last box that further records hold."""
    is_comment: bool = False

    @property
    def drawn(self) -> Iterator[str]:
        return filter(None, map(str.strip, (*self.boxes, *dict.fromkeys(self.of_charts))))


def texts_beside_cells(stream: bytes, encoding: str, unprinted: UnprintedCollector) -> tuple[str, ...]:
    """Return the words of text boxes and charts, and those of headers and footers, each line once.

    Args:
        stream: ``Workbook`` or ``Book``.
        encoding: of strings of Excel 5 and 95.
        unprinted: takes what hidden sheets hold.

    Raises:
        struct.error: the list of sheets is cut short.
    """
    drawn: list[str] = []
    headers: list[str] = []
    for sheet in bound_sheets(stream):
        texts = _of_sheet(stream, sheet, "" if is_of_97(stream) else encoding)
        if sheet.is_hidden:
            for text in texts.drawn:
                unprinted.put("sheet", f"{text}\n")
            continue
        drawn += texts.drawn
        headers += (line for text in texts.headers for line in header_lines(text))
    return tuple(filter(None, ("\n".join(drawn), "\n".join(dict.fromkeys(headers)))))


def _of_sheet(stream: bytes, sheet: BoundSheet, encoding: str) -> _Texts:
    texts, depth = _Texts(), 0
    for _, kind, content in records(stream, sheet.at):
        depth += (kind == BEGINS) - (kind == ENDS)
        with suppress(struct.error, LookupError):  # a record that is cut short takes no cell with it
            _read(kind, content, texts, encoding)
            if kind in _HEADERS and depth == 1 and content:  # those of charts in the sheet are not printed
                texts.headers.append(_short_text(content, encoding) if encoding else _long_text(content))
    return texts


def _read(kind: int, content: bytes, texts: _Texts, encoding: str) -> None:
    if kind == CONTINUE and texts.left:
        piece = wide_text(content, texts.left)
        texts.left -= len(piece)
        texts.boxes[-1] += piece.replace("\r", "\n")
        return
    texts.left = 0
    if kind == _OBJECT:
        texts.is_comment = content[4] == _COMMENT
    elif kind == _TEXT_BOX and not texts.is_comment:
        (texts.left,) = struct.unpack_from("<H", content, _LENGTH_AT)
        texts.boxes.append("")
    elif kind == _OF_CHART:
        texts.of_charts.append(_short_text(content[2:], encoding))
    elif kind == _FURTHER_HEADERS:
        texts.headers += _further_headers(content)


def _short_text(content: bytes, encoding: str) -> str:
    if encoding:
        return content[1 : 1 + content[0]].decode(encoding, "replace")
    return wide_text(content[1:], content[0])


def _long_text(content: bytes) -> str:
    return wide_text(content[2:], struct.unpack_from("<H", content)[0])


def _further_headers(content: bytes) -> Iterator[str]:
    """Headers and footers of even pages and of the first, where they have their own."""
    flags, *counts = struct.unpack_from("<5H", content, _FURTHER_AT)
    at = _FURTHER_TEXTS_AT
    for flag, count in zip(_ARE_SHOWN, counts, strict=True):
        if not count:
            continue
        text = _long_text(content[at:])
        at += 3 + count * (2 if content[at + 2] & 1 else 1)
        if flags & flag:
            yield text
