"""A birthday by its three numbers, in any order and with any words of any language between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations

_BETWEEN = r"(?:(?!\b(?:art|sec|para|page|rule|clause|exhibit|annex|item|no)|§)[^\d;]){1,24}?"
"""Between two of the numbers: no other number, and no word that numbers something else.

Three times with a year, month and day it is never longer than 40 signs and some: a date in any language.
"""
_NEAR = r"[^\d\w\n]{0,2}(?:[年月日]|[.\-/,])[^\d\w\n]{0,2}"
"""Between them where two figures stand for the year."""
_ERAS = (1900, 1911, 1988, 2000)
"""The year before the first of a century, of the Republic of China and of the era Heisei."""
_EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))
"""Days from which spreadsheets count, of Windows and of old Macs."""


def number_rows(day: date) -> Iterator[tuple[str, str]]:
    """Yield the required letters and a regular expression on folded text for each way to write a birthday.

    Args:
        day: the day.
    """
    number, month = rf"(?<![\d])0?{day.day}(?!\d)", rf"(?<![\d])0?{day.month}(?!\d)"
    year = rf"(?<!\d){day.year}(?!\d)"
    ends = r"(?:\s?[日号號])?"
    yield str(day.year), "|".join(_BETWEEN.join(row) + ends for row in permutations((year, month, number)))
    short = {day.year - before for before in _ERAS}
    for counted in sorted(one for one in short if 0 < one < 200):  # noqa: PLR2004 - the longest of the eras
        one = rf"(?<!\d)0?{counted}(?!\d)"
        rows = ((one, month, number), (number, month, one), (month, number, one))
        yield str(counted), "|".join(rf"(?<!\d[.,/\-]){_NEAR.join(row)}(?![.,/\-]?\d){ends}" for row in rows)
    for first in _EPOCHS:
        yield str((day - first).days), rf"(?<![\d.,]){(day - first).days}(?![.,]?\d)"
