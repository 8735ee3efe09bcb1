"""What a workbook shows of the rows of a sheet beside their values: struck through, hidden, commented on.

Source: ECMA-376-1, 18.3.1.4 (c), 18.3.1.73 (row), 18.7.3 (comment), 18.8.10 (cellXfs), 18.8.22 (font),
18.4.10 (strike), 18.4.4 (r) and 18.4.8 (si).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from casebook.formats.package import open_package, parse, read_member
from casebook.formats.printed.workbook_parts import hidden_cells, related, sheet_parts

_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
_LETTERS = re.compile("[A-Z]{1,3}")
_ROW = re.compile(r"\d+")
_OFF = {"0", "false", "off"}
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
    partly: Mapping[tuple[int, int], PartlyStruck] = field(default_factory=dict)


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
        strings = _Strings()
        if _STRINGS in package.namelist():
            parse(read_member(package, _STRINGS), strings)
        cells = _StruckCells(_struck_styles(package), strings.struck)
        parse(read_member(package, path), cells)
        comments = _Comments()
        for name in sorted(related(package, path).values()):
            if _COMMENTS.search(name):
                parse(read_member(package, name), comments)
        return RowMarks(cells.rows, hidden_cells(package, path).rows, comments.by_row, cells.partly)


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


class _Runs(ContentHandler):
    """The words of a text by its runs, each struck through or not; how they are spoken is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[tuple[bool, str]] = []
        self._is_struck = self._is_text = self._is_spoken = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Begin a text, a run or its words."""
        local = name.rpartition(":")[2]
        if local in {"si", "is"}:
            self._words = []
        elif local == "strike":
            self._is_struck = attrs.get("val", "1") not in _OFF
        elif local == "rPh":
            self._is_spoken = True
        self._is_text = local == "t" and not self._is_spoken

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """End a run or its words."""
        local = name.rpartition(":")[2]
        self._is_text = False
        self._is_struck &= local != "r"
        self._is_spoken &= local != "rPh"

    def characters(self, content: str) -> None:
        """Keep words."""
        if self._is_text:
            self._words.append((self._is_struck, content))

    def _parted(self) -> PartlyStruck:
        kept, struck = (
            "".join(text for is_struck, text in self._words if is_struck is wanted).strip()
            for wanted in (False, True)
        )
        return PartlyStruck(kept, struck)


class _Strings(_Runs):
    """The shared texts of a workbook with words that are struck through, by their place."""

    def __init__(self) -> None:
        super().__init__()
        self.struck: dict[str, PartlyStruck] = {}
        self._count = 0

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """Count a text."""
        super().endElement(name)
        if name.rpartition(":")[2] == "si":
            if (parted := self._parted()).struck:
                self.struck[str(self._count)] = parted
            self._count += 1


class _StruckCells(_Runs):
    """The rows with a cell that is struck through, by its format or its words, and cells that are in part."""

    def __init__(self, styles: frozenset[int], strings: Mapping[str, PartlyStruck]) -> None:
        super().__init__()
        self.rows: set[int] = set()
        self.partly: dict[tuple[int, int], PartlyStruck] = {}
        self._styles, self._strings = styles, strings
        self._row, self._column = 0, -1
        self._has_style = self._is_shared = self._is_value = False
        self._value = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Note the row, the place and format of a cell, and that it is filled."""
        super().startElement(name, attrs)
        local = name.rpartition(":")[2]
        if local == "row":
            stated = attrs.get("r", "")
            self._row, self._column = int(stated) if stated.isdecimal() else self._row + 1, -1
        elif local == "c":
            stated = attrs.get("s", "0")
            self._has_style = stated.isdecimal() and int(stated) in self._styles
            letters = _LETTERS.match(attrs.get("r", ""))
            self._column = _column(letters[0]) if letters else self._column + 1
            self._is_shared, self._value = attrs.get("t", "") == "s", ""
        elif local in {"v", "is"} and self._has_style:
            self.rows.add(self._row)
        self._is_value = local == "v" and self._is_shared

    def characters(self, content: str) -> None:
        """Keep words, or the place of a shared text."""
        super().characters(content)
        if self._is_value:
            self._value += content

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """End a cell: note what of its words is struck through."""
        super().endElement(name)
        self._is_value = False
        local = name.rpartition(":")[2]
        parted = self._parted() if local == "is" else None
        if local == "v":
            parted = self._strings.get(self._value.strip())
        if parted and parted.struck and not self._has_style:
            if parted.kept:
                self.partly[self._row, self._column] = parted
            else:
                self.rows.add(self._row)


def _column(letters: str) -> int:
    """The place of a column, from 0.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    return reduce(lambda place, letter: place * 26 + ord(letter) - 64, letters, 0) - 1


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
