"""A list from another source: rows under headings, each with its line number."""

from __future__ import annotations

from collections.abc import Collection

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.entity import entity

NO_HEADINGS = 0xFFFF
"""As the line of the headings: every line is a row, and columns are called by their number."""


@entity
class GridRow:
    """A row.

    Attributes:
        line: where it begins in the file: line, row, card or entry, from 1.
        cells: as many as there are headings.
        formulas: places of the cells whose value a program worked out when the file was last saved.
        note: what is to be known of it.
        doubt: why it may not be meant, such as a line through it; it must be confirmed.
    """

    line: int
    cells: tuple[str, ...]
    formulas: tuple[int, ...] = ()
    note: Message = NO_MESSAGE
    doubt: Message = NO_MESSAGE


@entity
class BadRow:
    """A row that cannot be read: its first line, the reason, and its title if known."""

    line: int
    why: Message
    title: str = ""


@entity
class FittingEncoding:
    """A possible encoding of a text, and the first words that depend on it."""

    encoding: str
    sample: str


@entity
class Grid:
    """A list.

    Attributes:
        form: the format it was in.
        head: the headings.
        rows: those that could be read.
        bad_rows: those that could not; none is left out in silence.
        encoding: of a text file, or "".
        delimiter: what sets its cells apart, or "".
        is_guessed: the file did not say which encoding it is in.
        readings: the encodings in which a text that does not say its own has no fault, the likeliest first.
        sheet: of a workbook the title of the sheet that was read, or "".
        other_sheets: the titles of its other sheets that hold rows; they were not read.
        head_line: the line of the headings; 0 where the format has none.
        above: how many filled lines above the headings were passed over.
        file_name: with invisible and reversing characters written out, or "".
        sha256: of the file, hex, or "".
    """

    form: str
    head: tuple[str, ...]
    rows: tuple[GridRow, ...]
    bad_rows: tuple[BadRow, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    is_guessed: bool = False
    readings: tuple[FittingEncoding, ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    head_line: int = 0
    above: int = 0
    file_name: str = ""
    sha256: str = ""

    def left_out(self, columns: Collection[int]) -> tuple[str, ...]:
        """Return the headings of non-empty columns that are not among these; the number of one without."""
        return tuple(
            heading or str(place + 1)
            for place, heading in enumerate(self.head)
            if place not in columns and any(row.cells[place] for row in self.rows)
        )


_NOTHING = frozenset(
    {"null", "NULL", "(null)", "n/a", "N/A", "#N/A", "n.a.", "N.A.", "-", "--", "–", "—", "－", "/"}
)


def states_something(cell: str) -> bool:
    """Whether a cell of a list states something: no blank, and no sign that programs and people put for one.

    >>> [states_something(cell) for cell in ("Null", "NULL", "N/A", "—", " ", "0")]
    [True, False, False, False, False, True]
    """
    text = cell.strip()
    return bool(text) and text not in _NOTHING
