"""Days that the remarks of a row name beside that of its event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.days.stated_day import stated_days, yearless_days
from casebook.domain.exchange.date_column import DayOrder

_SHORT = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d\d)(?![\d./-]|:\d)")
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2")
_CENTURY = 2000


def further_day(text: str, on: StatedDate, today: date, order: DayOrder = "") -> str:
    """The first day in a text that is neither of the event nor certainly before today, as it stands, or "".

    A day without its year is the one nearest to the event. Figures are read in the order given, and with
    points with the day first, as in the column of days; else in both.

    >>> at, today = StatedDate(edtf="2026-12-14"), date(2026, 11, 30)
    >>> [further_day(text, at, today) for text in ("now 27 Feb 2027", "→ 25.01.27", "押后至2月27日")]
    ['27 Feb 2027', '25.01.27', '2月27日']
    >>> [further_day(text, at, today) for text in ("14/12/2026, 9.30", "order of 3 November", "1.2.2026")]
    ['', '', '']
    >>> [further_day("order of 12/10/2026", at, today, order) for order in ("", "day-first", "month-first")]
    ['12/10/2026', '', '12/10/2026']
    """
    readings: defaultdict[str, set[date]] = defaultdict(set)
    for words, day in _days(text, on.placed_on or today):
        readings[words].add(day)
    for words, read in readings.items():
        days = _in_order(words, read, order)
        is_own = on.placed_on is not None and any(on.earliest_on <= day <= on.latest_on for day in days)
        if not is_own and any(day >= today for day in days):
            return words
    return ""


def _in_order(words: str, days: set[date], order: DayOrder) -> set[date]:
    """Those of the readings of figures that are in their order; all where none is."""
    figures = _FIGURES.match(words)
    if figures is None or not (order or figures[2] == "."):
        return days
    month = int(figures[1] if order == "month-first" and figures[2] != "." else figures[3])
    return {day for day in days if day.month == month} or days


def _days(text: str, near: date) -> Iterator[tuple[str, date]]:
    for stated in stated_days(text):
        yield stated.text, stated.on
    for stated in yearless_days(text):
        with suppress(ValueError):
            days = [stated.on.replace(year=near.year + years) for years in (-1, 0, 1)]
            yield stated.text, min(days, key=lambda day: abs(day - near))
    for figures in _SHORT.finditer(text):
        first, second, year = int(figures[1]), int(figures[3]), _CENTURY + int(figures[4])
        for day, month in {(first, second), (second, first)}:
            with suppress(ValueError):
                yield figures[0], date(year, month, day)
