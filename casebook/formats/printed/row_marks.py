"""What a workbook shows of the rows of a sheet beside their values: struck through, hidden, commented on.

Source: ECMA-376-1, 18.3.1.4 (c), 18.3.1.73 (row), 18.7.3 (comment), 18.8.10 (cellXfs), 18.8.22 (font) and
18.4.10 (strike).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from casebook.formats.package import open_package, parse, read_member
from casebook.formats.printed.workbook_parts import hidden_cells, related, sheet_parts

_STYLES = "xl/styles.xml"
_ROW = re.compile(r"\d+")
_OFF = {"0", "false", "off"}
_COMMENTS = re.compile(r"/comments?\d*\.xml$", re.IGNORECASE)
_MAX_COMMENT = 500


@dataclass(slots=True)
class RowMarks:
    """What is to be known of the rows of a sheet, by their numbers from 1.

    Attributes:
        struck: rows with a filled cell that is struck through as a whole.
        hidden: rows that the sheet does not show.
        comments: the comments on cells of a row.
    """

    struck: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    comments: Mapping[int, list[str]] = field(default_factory=dict)


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
        cells = _StruckCells(_struck_styles(package))
        parse(read_member(package, path), cells)
        comments = _Comments()
        for name in sorted(related(package, path).values()):
            if _COMMENTS.search(name):
                parse(read_member(package, name), comments)
        return RowMarks(cells.rows, hidden_cells(package, path).rows, comments.by_row)


def _struck_styles(package: ZipFile) -> frozenset[int]:
    styles = _Styles()
    if _STYLES in package.namelist():
        parse(read_member(package, _STYLES), styles)
    return frozenset(at for at, font in enumerate(styles.fonts_of_cells) if font in styles.struck)


class _Styles(ContentHandler):
    """The fonts that strike through, and the font of each format of cells."""

    def __init__(self) -> None:
        super().__init__()
        self.struck: set[int] = set()
        self.fonts_of_cells: list[int] = []
        self._within: list[str] = []
        self._fonts = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Count fonts and formats."""
        local, around = name.rpartition(":")[2], self._within[-1] if self._within else ""
        self._within.append(local)
        if local == "font" and around == "fonts":
            self._fonts += 1
        elif local == "strike" and "fonts" in self._within and attrs.get("val", "1") not in _OFF:
            self.struck.add(self._fonts - 1)
        elif local == "xf" and around == "cellXfs":
            stated = attrs.get("fontId", "0")
            self.fonts_of_cells.append(int(stated) if stated.isdecimal() else 0)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - the library's
        """Leave an element."""
        self._within.pop()


class _StruckCells(ContentHandler):
    """The rows with a filled cell in one of these formats."""

    def __init__(self, struck: frozenset[int]) -> None:
        super().__init__()
        self.rows: set[int] = set()
        self._styles, self._row, self._is_struck = struck, 0, False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Note the row, the format of a cell, and that it is filled."""
        local = name.rpartition(":")[2]
        if local == "row":
            stated = attrs.get("r", "")
            self._row = int(stated) if stated.isdecimal() else self._row + 1
        elif local == "c":
            stated = attrs.get("s", "0")
            self._is_struck = stated.isdecimal() and int(stated) in self._styles
        elif local in {"v", "is"} and self._is_struck:
            self.rows.add(self._row)


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
