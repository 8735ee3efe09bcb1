"""What a workbook shows of the cells of a sheet beside their values: struck through, raised, hidden.

Source: ECMA-376-1, 18.3.1.4 (c), 18.8.10 (cellXfs), 18.8.22 (font), 18.4.10 (strike), 18.4.14 (vertAlign),
18.4.4 (r) and 18.4.8 (si).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import reduce
from typing import NamedTuple
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from casebook.formats.package import parse, read_member
from casebook.formats.printed.package_words import OFF
from casebook.formats.printed.page_headers import sheet_headers
from casebook.formats.printed.struck_words import MarkedPiece, struck, words_of
from casebook.formats.printed.workbook_parts import HiddenCells

_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
_LETTERS = re.compile("[A-Z]{1,3}")
_HAS_RUNS = re.compile(rb"<(?:\w+:)?r\s*>")
Place = tuple[int, int]
"""A cell by its row from 1 and its column from 0."""


class SheetMarks(NamedTuple):
    """What a sheet hides, strikes and raises, and what stands above and below its cells.

    Attributes:
        hidden: its rows and columns.
        pieces: the words of cells of which some are struck through or raised.
        struck: cells that their format strikes through, without such words.
        headers: the lines of its headers and footers.
    """

    hidden: HiddenCells
    pieces: Mapping[Place, Sequence[MarkedPiece]]
    struck: frozenset[Place]
    headers: tuple[str, ...]

    def shown(self, place: Place, text: str) -> str:
        """Return the text of a cell with brackets around what is struck and around raised figures."""
        if place in self.pieces:
            return words_of(self.pieces[place]).strip()
        return struck(text) if place in self.struck else text

    def raised(self, place: Place, text: str) -> str:
        """Return the text of a cell with brackets around raised figures alone."""
        pieces = self.pieces.get(place, ())
        if not any(piece.is_raised for piece in pieces):
            return text
        return words_of(piece._replace(is_struck=False) for piece in pieces).strip()


class WorkbookMarks:
    """What the cells of a workbook show.

    Args:
        package: the workbook.
        struck_styles: the formats of cells that strike through, as `struck_styles` gives them.

    Raises:
        Damaged: its XML is broken.
    """

    def __init__(self, package: ZipFile, struck_styles: frozenset[int]) -> None:
        self._package, self._styles, strings = package, struck_styles, _Strings()
        if _STRINGS in package.namelist():
            parse(read_member(package, _STRINGS), strings)
        self._strings = strings.marked

    def sheet(self, path: str) -> SheetMarks:
        """What the sheet in this member shows; nothing where it is missing.

        Raises:
            Damaged: its XML is broken.
        """
        hidden, cells = HiddenCells(), _Cells(self._styles, self._strings)
        headers: tuple[str, ...] = ()
        if path in self._package.namelist():
            content = read_member(self._package, path)
            parse(content, hidden)
            headers = tuple(sheet_headers(content))
            if self._styles or self._strings or _HAS_RUNS.search(content):
                parse(content, cells)
        return SheetMarks(hidden, cells.pieces, frozenset(cells.struck), headers)


def struck_styles(package: ZipFile) -> frozenset[int]:
    """The formats of the cells of a workbook that strike through, by their places.

    Raises:
        Damaged: its XML is broken.
    """
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
        elif local == "strike" and "fonts" in self._within and attrs.get("val", "1") not in OFF:
            self.struck.add(self._fonts - 1)
        elif local == "xf" and around == "cellXfs":
            stated = attrs.get("fontId", "0")
            self.fonts_of_cells.append(int(stated) if stated.isdecimal() else 0)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802 - the library's
        """Leave an element."""
        self._within.pop()


class _Run(NamedTuple):
    """Words of a cell: struck through or not, or as the format of the cell says (None), and raised or not."""

    text: str
    is_struck: bool | None
    is_raised: bool

    @property
    def is_formatted(self) -> bool:
        """It differs from its cell, or may."""
        return self.is_struck is not None or self.is_raised


class _Runs(ContentHandler):
    """The words of a text by its runs; how they are spoken is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[_Run] = []
        self._is_struck: bool | None = None
        self._is_raised = self._is_text = self._is_spoken = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Begin a text, a run or its words."""
        local, value = name.rpartition(":")[2], attrs.get("val", "1")
        if local in {"si", "is"}:
            self.runs = []
        elif local == "rPr":
            self._is_struck = False  # it has a font of its own
        elif local == "strike":
            self._is_struck = value not in OFF
        elif local == "vertAlign":
            self._is_raised = value not in OFF
        elif local == "rPh":
            self._is_spoken = True
        self._is_text = local == "t" and not self._is_spoken

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """End a run or its words."""
        local = name.rpartition(":")[2]
        self._is_text = False
        if local == "r":
            self._is_struck, self._is_raised = None, False
        self._is_spoken &= local != "rPh"

    def characters(self, content: str) -> None:
        """Keep words."""
        if self._is_text:
            self.runs.append(_Run(content, self._is_struck, self._is_raised))


class _Strings(_Runs):
    """The shared texts of a workbook with runs that differ from their cell, by their place."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: dict[str, Sequence[_Run]] = {}
        self._count = 0

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """Count a text."""
        super().endElement(name)
        if name.rpartition(":")[2] == "si":
            if any(run.is_formatted for run in self.runs):
                self.marked[str(self._count)] = tuple(self.runs)
            self._count += 1


class _Cells(_Runs):
    """The cells of a sheet with words that are struck or raised, and those that their format strikes."""

    def __init__(self, styles: frozenset[int], strings: Mapping[str, Sequence[_Run]]) -> None:
        super().__init__()
        self.pieces: dict[Place, Sequence[MarkedPiece]] = {}
        self.struck: set[Place] = set()
        self._styles, self._strings = styles, strings
        self._row, self._column = 0, -1
        self._has_style = self._is_shared = self._is_value = False
        self._value = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Note the row, the place and format of a cell."""
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
        self._is_value = local == "v" and self._is_shared

    def characters(self, content: str) -> None:
        """Keep words, or the place of a shared text."""
        super().characters(content)
        if self._is_value:
            self._value += content

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """End what a cell holds: note what of it is struck through or raised."""
        super().endElement(name)
        self._is_value = False
        local = name.rpartition(":")[2]
        if local not in {"is", "v"}:
            return
        runs = self.runs if local == "is" else self._strings.get(self._value.strip(), ())
        pieces = tuple(
            MarkedPiece(run.text, self._has_style if run.is_struck is None else run.is_struck, run.is_raised)
            for run in runs
        )
        if any(piece.is_struck or piece.is_raised for piece in pieces):
            self.pieces[self._row, self._column] = pieces
        elif self._has_style and not pieces:
            self.struck.add((self._row, self._column))


def _column(letters: str) -> int:
    """The place of a column, from 0.

    >>> _column("A"), _column("AB")
    (0, 27)
    """
    return reduce(lambda place, letter: place * 26 + ord(letter) - 64, letters, 0) - 1
