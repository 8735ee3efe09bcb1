"""The tables of a web page as text: a row with its cells parted, an empty one in its place.

Source: HTML Standard, 4.9 (tables), 13.1.2.4 (end tags that may be left out).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.domain.evidence.set_file import CONTINUED
from casebook.formats.printed.struck_words import MarkedPiece

CELLS = frozenset({"td", "th"})
CELL_END = "|"
"""Between cells, as rich text has it."""
_MAX_SPAN = 50
"""A cell goes over so many columns or rows at most."""


@dataclass(slots=True)
class HtmlTable:
    """A table whose end was not met yet.

    Attributes:
        cell: what the open cell holds, or None between cells.
        cells: those of the row before it.
        has_table: a cell of the row holds a table, as where tables lay out a page.
        spans: by column, how many further rows a cell above reaches into.
    """

    cell: list[MarkedPiece] | None = None
    cells: list[list[MarkedPiece]] = field(default_factory=list)
    has_table: bool = False
    spans: dict[int, int] = field(default_factory=dict)
    _counted: int = 0
    _size: tuple[int, int] = (1, 1)

    def begin_cell(self, attrs: Mapping[str, str | None]) -> None:
        """Open a cell, after the places that cells above take."""
        self.end_cell()
        while self.spans.get(len(self.cells)):
            self._take_place()
        self._size = _span(attrs.get("colspan")), _span(attrs.get("rowspan"))
        self.cell = []

    def end_cell(self) -> None:
        """Close the open cell, if there is one."""
        if self.cell is None:
            return
        columns, rows = self._size
        self._counted += 1
        for at in range(columns):
            if rows > 1:
                self.spans[len(self.cells)] = rows - 1
            self.cells.append([] if at else self.cell)
        self.cell = None

    def _take_place(self) -> None:
        """Leave a place empty, into which a cell above reaches."""
        self.spans[len(self.cells)] -= 1
        self.cells.append([])
        self._counted += 1

    def end_row(self) -> list[MarkedPiece]:
        """Close the row, and return it as one line where it is no layout of a page."""
        self.end_cell()
        while self.cells and self.spans.get(len(self.cells)):
            self._take_place()
        cells, is_layout = self.cells, self.has_table or self._counted == 1
        self.cells, self.has_table, self._counted = [], False, 0
        if is_layout or not any(piece.text.strip() for cell in cells for piece in cell):
            return [piece for cell in cells for piece in (*cell, MarkedPiece("\n"))]
        return [
            *(piece for cell in cells for piece in (*_trimmed(cell), MarkedPiece(CELL_END))),
            MarkedPiece("\n"),
        ]


def _trimmed(cell: list[MarkedPiece]) -> list[MarkedPiece]:
    """The pieces without blank ones around them."""
    filled = [at for at, piece in enumerate(cell) if piece.text.strip()]
    if not filled:
        return []
    kept = cell[filled[0] : filled[-1] + 1]
    kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return [piece._replace(text=piece.text.replace("\n", f"\n{CONTINUED}")) for piece in kept]


def _span(written: str | None) -> int:
    digits = (written or "").strip()[:4]
    return max(1, min(int(digits), _MAX_SPAN)) if digits.isascii() and digits.isdigit() else 1
