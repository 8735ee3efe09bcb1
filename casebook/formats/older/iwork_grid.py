"""The cells of a table of Pages, Numbers or Keynote of 2008 and 2009, as its elements go by.

Source: files of these programs, and libetonyek (MPL-2.0) on what states the place of a cell: its attribute
``sf:ct`` says how far it is from the cell before, with 256 for each row; later ones state ``sf:row`` and
``sf:col``.
"""

from __future__ import annotations

from datetime import datetime
from xml.sax.xmlreader import AttributesImpl

from casebook.formats.older.iwork_cell import (
    MAX_ROWS,
    HiddenLines,
    duration_text,
    number_text,
    time_text,
)
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.read import UNREAD_CELLS
from casebook.formats.workbook import printed
from casebook.formats.workbook_cell import whole_text

_ROW = 256
_TEXTS, _CHOICES, _CHOSEN = {"sf:ct", "sf:cell-text"}, "sf:menu-choices", "sf:proxied-cell-ref"
_NUMBERS = {"sf:n", "sf:rn", "sf:number-cell", "sf:result-number-cell"}
_DATES = {"sf:d", "sf:rd", "sf:date-cell", "sf:result-date-cell"}
_STATES = {"sf:cb", "sf:rb", "sf:bool-cell", "sf:result-bool-cell"}
_SLID, _LENGTH = {"sf:sl", "sf:st"}, "sf:du"
_MAY_BE_EMPTY = {"sf:g", "sf:s", "sf:o", "sf:t", "sf:generic-cell", "sf:span-cell", "sf:text-cell"}


class GridCells:
    """The cells of a table.

    Args:
        columns: so many it has.
        choices: what the menus of the document offer, by ID; those of this table are added.
        unprinted: takes the loss of cells that are not read.
    """

    def __init__(self, columns: int, choices: dict[str, str], unprinted: UnprintedCollector) -> None:
        self._columns, self._choices, self._unprinted = columns, choices, unprinted
        self._rows: dict[int, list[str]] = {}
        self._place, self._depth, self._offered = -1, 0, 0
        self._cell = self._choice = ""
        self._text: list[str] = []
        self._is_read = False

    def begin(self, name: str, attrs: AttributesImpl) -> None:
        """An element begins within the cells of the table.

        Raises:
            ValueError: its place is no number.
        """
        self._depth += 1
        if self._depth == 1:
            self._begin_cell(name, attrs)
        elif name == _CHOICES:
            self._offered = self._depth + 1
        elif self._depth == self._offered:
            self._choice, self._text = attrs.get("sfa:ID", ""), []
        elif name == _CHOSEN and attrs.get("sfa:IDREF", "") in self._choices:
            self._take(self._choices[attrs["sfa:IDREF"]])
        try:
            if (value := self._value(name, attrs)) is not None:
                self._take(value)
        except (ValueError, OverflowError):
            self._unprinted.losses.add(UNREAD_CELLS)

    def put(self, text: str) -> None:
        """Text of a paragraph in a cell."""
        self._text.append(text)

    def end(self) -> None:
        """An element ends."""
        if self._depth == self._offered:
            self._choices[self._choice], self._text = "".join(self._text).strip(), []
            self._is_read = False
        elif self._depth < self._offered:
            self._offered = 0
        if self._depth == 1:
            self._end_cell()
        self._depth -= 1

    def words(self) -> str:
        """Return the rows, as of a sheet."""
        rows = ((at + 1, cells) for at, cells in sorted(self._rows.items()))
        return printed(rows, HiddenLines(), self._unprinted)

    def _begin_cell(self, name: str, attrs: AttributesImpl) -> None:
        self._cell, self._text, self._is_read = name, [], name in _MAY_BE_EMPTY
        row, column = divmod(max(self._place, 0), _ROW)
        if "sf:row" in attrs and "sf:col" in attrs:
            self._place = int(attrs["sf:row"]) * _ROW + int(attrs["sf:col"])
        elif "sf:ct" in attrs:
            self._place = max(self._place, 0) + int(attrs["sf:ct"])
        elif self._place >= 0 and column + 1 >= self._columns:
            self._place = (row + 1) * _ROW
        else:
            self._place += 1

    def _end_cell(self) -> None:
        text = "".join(self._text).strip()
        row, column = divmod(self._place, _ROW)
        if not self._is_read or (text and not 0 <= row < MAX_ROWS):
            self._unprinted.losses.add(UNREAD_CELLS)
        elif text:
            cells = self._rows.setdefault(row, [])
            cells += [""] * (column + 1 - len(cells))
            cells[column] = text

    def _take(self, text: str) -> None:
        self._text, self._is_read = [text], True

    def _value(self, name: str, attrs: AttributesImpl) -> str | None:
        """What an element states as the value of its cell; None where it states none.

        Raises:
            ValueError, OverflowError: it is no value of its kind.
        """
        stated = attrs.get("sf:v", attrs.get("sf:value"))
        if name in _TEXTS:
            return attrs.get("sfa:s", attrs.get("sfa:string", ""))
        if name in _NUMBERS or (name in _SLID and stated is not None):
            return number_text(float(stated or "0"), self._unprinted)
        if name in _DATES and (day := attrs.get("sf:cell-date")):
            return whole_text(datetime.fromisoformat(day[:19])) if "T" in day else time_text(float(day))
        if name in _STATES:
            return (stated or "false").upper()
        if name == _LENGTH and (seconds := attrs.get(_LENGTH)):
            return duration_text(float(seconds))
        return None
