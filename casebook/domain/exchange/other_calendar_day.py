"""Days of lists that are stated in another calendar, as the Gregorian day that they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from casebook.base.message import NO_MESSAGE, Message
from casebook.base.month_names import month_names
from casebook.domain.base.date import StatedDate
from casebook.domain.base.other_calendar import BUDDHIST_OFFSET, ROC_OFFSET, persian_day, persian_month

_ERAS = {
    "民國": ROC_OFFSET,
    "民国": ROC_OFFSET,
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
}
"""The year before the first of each era; the Japanese ones by the law of eras (元号法) and before it."""
_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
"""Of the Japanese eras before a year in figures, as ``R8.12.15``. Source: JIS X 0301."""
_ERA = re.compile(
    rf"(?:(?:中華|中华)?(?P<era>{'|'.join(_ERAS)})|(?P<letter>[{''.join(_LETTERS)}])\.?)\s*(?P<year>元|\d{{1,3}})"
    r"(?:\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*[日號号]?)?)?"
    r"|\s?(?P<sign>[-/.])\s?(?P<m>\d{1,2})\s?(?P=sign)\s?(?P<d>\d{1,2}))"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>[1-9]\d{3}|\d{3})(?:[-/.年]\s?(?P<month>\d{1,2})(?:[-/.月]\s?(?P<day>\d{1,2})日?)?)?"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})\s?(?P<sign>[-/.])\s?(?P<month>\d{1,2})\s?(?P=sign)\s?(?P<year>[1-9]\d{2,3})"
)
"""With points the day is first in every locale (Unicode CLDR)."""
_THAI = re.compile(r"\D*?(?P<day>\d{1,2})\s*(?P<name>[\u0e00-\u0e7f.]+)\s*(?:พ\.?ศ\.?\s*)?(?P<year>\d{4})")
_NAMED = re.compile(r"(?P<day>\d{1,2})\s+(?P<name>[^\W\d_]+)(?:\s+ماه)?\s+(?P<year>\d{4})")
"""The word ماه, "month", may stand behind the name of a Persian one."""
_SPAN, _HIJRI_BEHIND, _MONTHS, _SHORT_YEAR = 130, 621, 12, 1000
"""Nobody is older than 130; so far Persian years are behind at least."""


class CalendarReading(NamedTuple):
    """A date as it would be recorded, and what is to be asked about it."""

    stated: StatedDate | None
    doubt: Message = NO_MESSAGE


class _Parts(NamedTuple):
    """A date in its numbers; 0 for a month or day that is not stated or not certain."""

    year: int
    month: int
    day: int


def of_other_calendar(text: str, today: date, ahead: int = 0) -> CalendarReading | None:
    """The day of a text that names an era, or whose year is one of another calendar; None for all else.

    Args:
        text: as it was written.
        today: that a lifetime reaches back from.
        ahead: so many years the day may lie ahead.

    >>> on = date(2026, 3, 2)
    >>> [of_other_calendar(text, on, 20).stated.edtf for text in ("15/12/2569", "1405/09/24", "115/12/15")]
    ['2026-12-15', '2026-12-15', '2026-12-15']
    >>> [of_other_calendar(text, on, 20).stated.edtf for text in ("24 آذر 1405", "12.11.2569", "R8.12.15")]
    ['2026-12-15', '2026-11-12', '2026-12-15']
    >>> of_other_calendar("15/12/2206", on, 20), of_other_calendar("2026-12-15", on)
    (None, None)
    """
    return _of_era(text) or _of_year(text, today, ahead)


def _plain(stated: str) -> str:
    """A text with its figures, of whatever script and width, from 0 to 9."""
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
        for sign in unicodedata.normalize("NFKC", stated)
    )


def _of_era(stated: str) -> CalendarReading | None:
    match = _ERA.fullmatch(_plain(stated))
    if match is None:
        return None
    number = 1 if match["year"] == "元" else int(match["year"])
    before = _ERAS[match["era"] or _LETTERS[match["letter"]]]
    parts = _Parts(
        before + number, *(int(match[a] or match[b] or 0) for a, b in (("month", "m"), ("day", "d")))
    )
    return _converted(stated, parts, Message("the era it names"), date)


def _of_year(stated: str, today: date, ahead: int) -> CalendarReading | None:
    """A date whose year is none of the Gregorian calendar in a lifetime before today or so far ahead."""
    parts = _parts(stated)
    if parts is None:
        return None
    year, latest, span = parts.year, today.year + ahead, range(_SPAN + ahead + 1)
    if year < _SHORT_YEAR:
        if year <= latest - ROC_OFFSET:
            calendar = Message("the calendar of Taiwan")
            return _converted(stated, parts._replace(year=year + ROC_OFFSET), calendar, date)
        return None
    if latest + BUDDHIST_OFFSET - year in span:
        calendar = Message("the Buddhist calendar")
        return _converted(stated, parts._replace(year=year - BUDDHIST_OFFSET), calendar, date)
    if latest - _HIJRI_BEHIND - year in span:
        return _converted(stated, parts, Message("the Persian (solar) calendar"), persian_day)
    return None


def _parts(stated: str) -> _Parts | None:
    stated = _plain(stated)
    if match := _YEAR_FIRST.fullmatch(stated):
        return _Parts(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))
    if match := _DAY_FIRST.fullmatch(stated):
        first, second = int(match["day"]), int(match["month"])
        if match["sign"] != "." and first != second and max(first, second) <= _MONTHS:
            return _Parts(int(match["year"]), 0, 0)
        is_month_first = match["sign"] != "." and second > _MONTHS
        day, month = (second, first) if is_month_first else (first, second)
        return _Parts(int(match["year"]), month, day)
    if match := _THAI.fullmatch(stated):
        return _Parts(int(match["year"]), _thai_month(match["name"]), int(match["day"]))
    if (match := _NAMED.fullmatch(stated)) and (month := persian_month(match["name"])):
        return _Parts(int(match["year"]), month, int(match["day"]))
    return None


def _thai_month(name: str) -> int:
    for month in range(1, _MONTHS + 1):
        if name in month_names(month, "wide", ("th",)) | month_names(month, "abbreviated", ("th",)):
            return month
    return 0


def _converted(
    stated: str, parts: _Parts, calendar: Message, day_of: Callable[[int, int, int], date]
) -> CalendarReading:
    """A date of another calendar as a Gregorian one, to be confirmed; unknown where it has no such day."""
    edtf = "XXXX"
    with suppress(ValueError, OverflowError):
        if parts.month and parts.day:
            edtf = day_of(*parts).isoformat()
        else:
            first, last = day_of(parts.year, 1, 1), day_of(parts.year + 1, 1, 1)
            edtf = f"{first.year:04}" if first.month == 1 else f"{first.year:04}/{last.year:04}"
    why = Message(
        "“{stated}” is taken as {day} by {calendar}. Check it against the document.",
        stated=stated,
        day=edtf,
        calendar=calendar,
    )
    if edtf == "XXXX":
        why = Message(
            "“{stated}” is no day of {calendar}. It is recorded as unknown.", stated=stated, calendar=calendar
        )
    return CalendarReading(StatedDate(edtf=edtf, words=stated), why)
