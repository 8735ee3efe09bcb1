"""The rows of a table too wide for a page, each cell with its heading or the letter of its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

_BETWEEN_CELLS = "  |  "
_HEAD_LINES = 30
"""So many rows may stand above the headings."""
_LETTERS = 26


def headed_rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield each row as a line.

    The headings are the first row that fills half of its columns and holds no figures alone. They stand
    with the letters of their columns, as what is above them; a heading of two columns keeps its letter.

    >>> list(headed_rows([["Name", "Born"], ["Li", ""], ["", "1980"], ["", "", "x"]]))
    ['A: Name  |  B: Born', 'Name: Li', 'Born: 1980', 'C: x']

    Args:
        rows: cells from column A; "" for an empty one.
    """
    place = _head_place(rows)
    headings = dict(enumerate(rows[place])) if place is not None else {}
    twice = {one for one, count in Counter(headings.values()).items() if count > 1}
    labels = {
        at: f"{text.rstrip(' :：')} ({column_letters(at)})" if text in twice else text.rstrip(" :：")
        for at, text in headings.items()
        if text.strip()
    }
    for number, row in enumerate(rows):
        known = labels if place is not None and number > place else {}
        cells = ((known.get(at) or column_letters(at), cell) for at, cell in enumerate(row) if cell.strip())
        yield _BETWEEN_CELLS.join(f"{label}: {cell}" for label, cell in cells)


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


def _head_place(rows: Sequence[Sequence[str]]) -> int | None:
    most = max(sum(map(bool, row)) for row in rows[: 10 * _HEAD_LINES])
    for place, row in enumerate(rows[:_HEAD_LINES]):
        filled = [cell for cell in row if cell.strip()]
        if 2 * len(filled) >= most:
            return place if all(any(map(str.isalpha, cell)) for cell in filled) else None
    return None
