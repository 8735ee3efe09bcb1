"""The content of a file that is no pages, as it is set on pages for an exhibit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CONTINUED = "\u2003"
"""Before each further line of a row of a table set as text, so that none can be read as another row."""
CELL_END = "|"
"""Behind each cell of a table set as text, as rich text has it."""
MAX_COLUMNS = 8
"""A table of more is set row by row."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SetSection:
    """A stretch of the file, such as a sheet of a workbook.

    Attributes:
        title: above it, or "".
        text: its lines.
        has_rows: rows of tables are among these, as `lines_of_rows` finds them.
        rows: in place of the text: a table of at least one column, from cell A1; "" for an empty cell.
    """

    title: str = ""
    text: str = ""
    has_rows: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SetFile:
    """A file as it is set.

    Attributes:
        title: what kind of file it is, in words; names nobody.
        remark: what the pages do not show, in one line; or "".
        particulars: label and value, such as sender and subject.
        sections: what it says.
        attached: a line for each file attached to it, under `attached_title`.
        notes: how the pages were made, at the end.
    """

    title: str
    remark: str = ""
    particulars: tuple[tuple[str, str], ...] = ()
    sections: tuple[SetSection, ...] = ()
    attached_title: str = ""
    attached: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def lines_of_rows(lines: Sequence[str]) -> frozenset[int]:
    """Return the places, from 0, of the lines that are rows of tables or further lines of one.

    >>> sorted(lines_of_rows(("Before", "\u2003indented", "a|b", "\u2003c|", "d|")))
    [2, 3, 4]
    """
    places: set[int] = set()
    row: list[int] = []
    for at, line in enumerate(lines):
        if not line.startswith(CONTINUED):
            row.clear()
        row.append(at)
        if line.rstrip().endswith(CELL_END):
            places.update(row)
            row.clear()
    return frozenset(places)


def filled_columns(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the places, from 0, of the columns that hold something.

    >>> filled_columns((("a", "", "b"), ("", " ")))
    (0, 2)
    """
    return tuple(sorted({at for row in rows for at, cell in enumerate(row) if cell.strip()}))


def is_wide(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table is set row by row, as it has too many columns for a page."""
    return len(filled_columns(rows)) > MAX_COLUMNS
