"""The rows of a table too wide for a page, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_BETWEEN_CELLS = "  |  "
_LETTERS = 26


def wide_rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield each row that holds something as a line.

    No row is taken for headings: which one heads which column only a person can say.

    >>> list(wide_rows([["Name", "Born"], ["", ""], ["", "1980"]]))
    ['A1: Name  |  B1: Born', 'B3: 1980']

    Args:
        rows: cells from column A, from row 1; "" for an empty one.
    """
    for number, row in enumerate(rows, start=1):
        if line := _BETWEEN_CELLS.join(
            f"{column_letters(at)}{number}: {cell}" for at, cell in enumerate(row) if cell.strip()
        ):
            yield line


def column_letters(place: int) -> str:
    """Return what a spreadsheet calls a column.

    >>> column_letters(0), column_letters(26), column_letters(16_383)
    ('A', 'AA', 'XFD')

    Args:
        place: from 0.
    """
    letters, rest = "", place + 1
    while rest:
        rest, at = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + at) + letters
    return letters
