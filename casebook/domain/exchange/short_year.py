"""Days in a column of a list whose year has two figures: which figure is the day, where only one order fits.

The year may stand first, as in Korea and Japan. A column whose other cells or whose nearness to today leave
one order is read in it; one that could be of a list with the year first is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Final

from casebook.base.message import Message
from casebook.domain.exchange.clock_cell import split_clock
from casebook.domain.exchange.date_column import DayOrder, ReadDay

_SHORT = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})")
_YEAR_LAST = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}")
_YEARS_BACK, _YEARS_AHEAD, _CENTURY = 5, 10, 2000
YEAR_FIRST: Final = "year-first"


def short_year_order(cells: Iterable[str], order: DayOrder, today: date) -> DayOrder:
    """The one order in which every day of a column with a year in two figures exists and is near today.

    Args:
        cells: of the column.
        order: what its other days show, or "".
        today: from five years before to ten years after it lie tasks and hearings.

    >>> on = date(2026, 11, 29)
    >>> short_year_order(["15.12.26", "25.02.27"], "", on), short_year_order(["12/15/26"], "", on)
    ('day-first', 'month-first')
    >>> [short_year_order([cell], "", on) for cell in ("25.02.27", "26.12.15", "03/04/26", "22.03.15")]
    ['', '', '', '']
    """
    allowed: set[str] = {"day-first", "month-first", YEAR_FIRST}
    for cell in cells:
        text = split_clock(cell)[0]
        if _SHORT.fullmatch(text):
            allowed &= {each for each in allowed if _day(text, each, today)}
        elif _YEAR_LAST.fullmatch(text):
            allowed -= {YEAR_FIRST}
    if order:
        allowed &= {order}
    if allowed == {"day-first"}:
        return "day-first"
    return "month-first" if allowed == {"month-first"} else ""


def read_short_year(cell: str, order: DayOrder, today: date) -> ReadDay | None:
    """A cell with its day in ISO 8601; None without a year in two figures or a known order."""
    text, clock = split_clock(cell)
    day = _day(text, order, today) if order and _SHORT.fullmatch(text) else None
    if day is None:
        return None
    note = Message("“{stated}” is {day}: no other order fits this column.", stated=text, day=day)
    return ReadDay(f"{day} {clock}".strip(), note)


def _day(text: str, order: str, today: date) -> date | None:
    """The day of a text in an order; None where there is none, or none of a hearing or task.

    With points no locale has the month first (Unicode CLDR).
    """
    match = _SHORT.fullmatch(text)
    if match is None or (order == "month-first" and match[2] == "."):
        return None
    first, second, last = int(match[1]), int(match[3]), int(match[4])
    year, month, number = {
        "day-first": (last, second, first),
        "month-first": (last, first, second),
        YEAR_FIRST: (first, second, last),
    }[order]
    with suppress(ValueError):
        day = date(_CENTURY + year, month, number)
        return day if -_YEARS_BACK <= day.year - today.year <= _YEARS_AHEAD else None
    return None
