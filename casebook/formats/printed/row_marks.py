"""What a workbook shows of the rows of a sheet beside their values: struck through, hidden, commented on.

Source: ECMA-376-1, 18.3.1.73 (row) and 18.7.3 (comment).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from casebook.formats.package import open_package, parse, read_member
from casebook.formats.printed.cell_marks import Place, WorkbookMarks, struck_styles
from casebook.formats.printed.struck_words import MarkedPiece, words_of
from casebook.formats.printed.workbook_parts import related, sheet_parts

_ROW = re.compile(r"\d+")
_COMMENTS = re.compile(r"/comments?\d*\.xml$", re.IGNORECASE)
_MAX_COMMENT = 500


class PartlyStruck(NamedTuple):
    """The words of a cell that are not struck through, and those that are."""

    kept: str
    struck: str


@dataclass(slots=True)
class RowMarks:
    """What is to be known of the rows of a sheet, by their numbers from 1.

    Attributes:
        struck: rows with a filled cell that is struck through as a whole.
        hidden: rows that the sheet does not show.
        comments: the comments on cells of a row.
        partly: cells of which some words are struck through, by row from 1 and column from 0.
    """

    struck: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    comments: Mapping[int, list[str]] = field(default_factory=dict)
    partly: Mapping[Place, PartlyStruck] = field(default_factory=dict)


def row_marks(data: bytes, title: str) -> RowMarks:
    """What a workbook shows of the rows of a sheet.

    Args:
        data: the workbook.
        title: of the sheet.

    Raises:
        Damaged: its XML is broken.
    """
    with open_package(data) as package:
        path = next((part.path for part in sheet_parts(package) if part.title == title), "")
        if path not in package.namelist():
            return RowMarks()
        marks = WorkbookMarks(package, struck_styles(package)).sheet(path)
        comments = _Comments()
        for name in sorted(related(package, path).values()):
            if _COMMENTS.search(name):
                parse(read_member(package, name), comments)
    rows, partly = {row for row, _ in marks.struck}, dict[Place, PartlyStruck]()
    for place, pieces in marks.pieces.items():
        parted = PartlyStruck(*(_parted(pieces, is_struck=is_struck) for is_struck in (False, True)))
        if parted.kept and parted.struck:
            partly[place] = parted
        elif parted.struck:
            rows.add(place[0])
    return RowMarks(rows, marks.hidden.rows, comments.by_row, partly)


def _parted(pieces: Sequence[MarkedPiece], *, is_struck: bool) -> str:
    kept = (piece._replace(is_struck=False) for piece in pieces if piece.is_struck is is_struck)
    return words_of(kept).strip()


class _Comments(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.by_row: dict[int, list[str]] = defaultdict(list)
        self._row, self._is_text = 0, False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Begin a comment at its row."""
        local = name.rpartition(":")[2]
        self._is_text = local == "t"
        if local == "comment" and (number := _ROW.search(attrs.get("ref", ""))):
            self._row = int(number[0])
            self.by_row[self._row].append("")

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - the library's
        """End a text."""
        self._is_text = False

    def characters(self, content: str) -> None:
        """Keep what a comment says."""
        if self._is_text and self._row and len(self.by_row[self._row][-1]) < _MAX_COMMENT:
            self.by_row[self._row][-1] += content
