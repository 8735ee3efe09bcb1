"""Days in a column of a list: which figure is the day, and what a bare number of a spreadsheet is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal, NamedTuple

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.exchange.clock_cell import split_clock

DayOrder = Literal["", "day-first", "month-first"]

_FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_DAY, _MONTH = r"(?:dd?|tt|jj|gg|дд|ηη|day|tag|jour|día|日)", r"(?:mm?m?|aa|мм|μμ|month|monat|mois|mes|月)"
_YEAR, _GAP = r"(?:[yjaгrε]{2,4}|year|jahr|année|año|年)", r"\s*[-./\s]\s*"
_STATED_ORDERS: tuple[tuple[DayOrder, re.Pattern[str]], ...] = (
    ("day-first", re.compile(rf"(?<!\w){_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}(?!\w)", re.IGNORECASE)),
    ("month-first", re.compile(rf"(?<!\w){_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}(?!\w)", re.IGNORECASE)),
)
"""How a heading says it, as ``dd/mm/yyyy`` or ``TT.MM.JJJJ``."""
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?Z?")
_BASIC = re.compile(r"(1[89]\d{2}|20\d{2})(\d{2})(\d{2})")
"""A day in ISO 8601, basic format."""
_SERIAL = re.compile(r"\d{5}")
_SERIAL_START = date(1899, 12, 30)
"""Day 0 of Excel's serial numbers as they count since March 1900. Source: ECMA-376-1, 18.17.4.1."""
_SERIALS = range(10_000, 73_051)
"""From May 1927 to the end of 2099: below, a number may be a year."""
_NO_DAY = "0/0/00"
"""What Outlook writes where there is no day."""
_MONTHS, _LIKELY_YEARS = 12, range(1900, 2201)


class ReadDay(NamedTuple):
    """A cell as it goes on, in ISO 8601 where it was read, and a note on how."""

    text: str
    note: Message = NO_MESSAGE


def order_of(cells: Iterable[str], heading: str = "") -> DayOrder:
    """Which figure is the day: what its heading says or one cell proves; "" where none does, or two differ.

    >>> order_of(["03/05/1979", "25/12/1980"]), order_of(["03/05/1979"])
    ('day-first', '')
    >>> order_of(["25/12/1980", "12/25/1980"])
    ''
    >>> order_of(["03/05/1979"], "Born (DD/MM/YYYY)"), order_of(["03/05/1979"], "Née le (jj.mm.aaaa)")
    ('day-first', 'day-first')
    """
    proofs = {order for order, pattern in _STATED_ORDERS if pattern.search(heading)}
    for cell in cells:
        match = _FIGURES.fullmatch(split_clock(cell)[0])
        if match is None or match[2] == ".":
            continue
        first, second = int(match[1]), int(match[3])
        if (first > _MONTHS) != (second > _MONTHS):
            with suppress(ValueError):  # a day that the calendar lacks proves nothing
                date(int(match[4]), min(first, second), max(first, second))
                proofs.add("day-first" if first > _MONTHS else "month-first")
    if proofs == {"day-first"}:
        return "day-first"
    return "month-first" if proofs == {"month-first"} else ""


def read_day(cell: str, order: DayOrder) -> ReadDay:
    """A cell with its day in ISO 8601, or as it stands where nobody can say.

    With points the day is first in every locale (Unicode CLDR), so that no proof is needed.

    >>> [read_day(text, "day-first").text for text in ("03/05/1979", "3.5.1979", "28978")]
    ['1979-05-03', '1979-05-03', '1979-05-03']
    >>> [read_day(text, "").text for text in ("03/05/1979", "1979-05-03 00:00:00", "0/0/00", "19790503")]
    ['03/05/1979', '1979-05-03', '', '1979-05-03']
    """
    text = cell.strip()
    if text == _NO_DAY:
        return ReadDay("")
    if match := _WITH_TIME.fullmatch(text):
        return ReadDay(match[1])
    if match := _BASIC.fullmatch(text):
        with suppress(ValueError):
            return ReadDay(date(*map(int, match.groups())).isoformat())
    if _SERIAL.fullmatch(text) and int(text) in _SERIALS:
        day = _SERIAL_START + timedelta(days=int(text))
        note = Message("The number {stated} is taken as a spreadsheet's {day}.", stated=text, day=day)
        return ReadDay(day.isoformat(), note)
    figures, clock = split_clock(text)
    read = _figures(figures, order)
    return read._replace(text=f"{read.text} {clock}".strip())


def _figures(text: str, order: DayOrder) -> ReadDay:
    match = _FIGURES.fullmatch(text)
    if match is None or not (order or match[2] == "."):
        return ReadDay(text)
    first, second = int(match[1]), int(match[3])
    is_certain = match[2] == "." or first == second or max(first, second) > _MONTHS
    if is_certain and int(match[4]) not in _LIKELY_YEARS:
        return ReadDay(text)  # of another calendar or mistyped: shown as it stands
    month, number = (first, second) if order == "month-first" and match[2] != "." else (second, first)
    with suppress(ValueError):
        day = date(int(match[4]), month, number)
        note = Message("“{stated}” is {day}: the column shows the order.", stated=text, day=day)
        return ReadDay(day.isoformat(), NO_MESSAGE if is_certain else note)
    return ReadDay(text)
