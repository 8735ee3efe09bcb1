"""Dates of birth in lists: those of other calendars, and those on which nobody can have been born.

A date that had to be converted, or that cannot be right, is never taken without a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.base.month_names import month_names
from casebook.domain.base.date import StatedDate
from casebook.domain.base.other_calendar import BUDDHIST_OFFSET, ROC_OFFSET, persian_day
from casebook.domain.exchange.import_plan import as_stated

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
_ERA = re.compile(
    rf"(?:中華|中华)?(?P<era>{'|'.join(_ERAS)})\s*(?P<year>元|\d{{1,3}})\s*年"
    r"(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*[日號号]?)?)?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{3,4})(?:[-/.年]\s?(?P<month>\d{1,2})(?:[-/.月]\s?(?P<day>\d{1,2})日?)?)?"
)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})")
_THAI = re.compile(r"\D*?(?P<day>\d{1,2})\s*(?P<name>[\u0e00-\u0e7f.]+)\s*(?:พ\.?ศ\.?\s*)?(?P<year>\d{4})")
_SPAN, _HIJRI_BEHIND, _EARLIEST, _MONTHS, _SHORT_YEAR = 130, 621, 1900, 12, 1000
"""Nobody is older than 130; so far Persian years are behind at least; births before 1900 are rare."""


class BirthReading(NamedTuple):
    """A date of birth as it would be recorded, and what is to be asked about it."""

    born: StatedDate | None
    doubt: Message = NO_MESSAGE


class _Parts(NamedTuple):
    """A date in its numbers; 0 for a month or day that is not stated or not certain."""

    year: int
    month: int
    day: int


def read_birth(text: str, today: date) -> BirthReading:
    """The date of birth that a cell states.

    >>> on = date(2026, 3, 2)
    >>> [read_birth(text, on).born.edtf for text in ("2522-05-03", "1357/02/13", "昭和54年5月3日")]
    ['1979-05-03', '1978-05-03', '1979-05-03']
    >>> read_birth("2031-05-06", on).born.edtf, read_birth("068/05/03", on).born.edtf
    ('XXXX', '1979-05-03')
    >>> bool(read_birth("1979-05-03", on).doubt)
    False
    """
    stated = text.strip()
    for reading in (_of_era(stated), _of_year(stated, today)):
        if reading is not None:
            return reading
    try:
        born = as_stated(stated)
    except InvalidInput as error:
        return BirthReading(StatedDate(edtf="XXXX", words=stated), error.message)
    if born is None or born.is_unknown:
        return BirthReading(born)
    if born.earliest_on > today:
        why = Message(
            "The date of birth “{stated}” is in the future. It is recorded as unknown.", stated=stated
        )
        return BirthReading(StatedDate(edtf="XXXX", words=stated), why)
    placed = born.placed_on
    if placed and placed.year < _EARLIEST:
        return BirthReading(born, Message("The date of birth “{stated}” is before 1900.", stated=stated))
    return BirthReading(born)


def _of_era(stated: str) -> BirthReading | None:
    match = _ERA.fullmatch(stated)
    if match is None:
        return None
    number = 1 if match["year"] == "元" else int(match["year"])
    parts = _Parts(_ERAS[match["era"]] + number, int(match["month"] or 0), int(match["day"] or 0))
    return _converted(stated, parts, Message("the era it names"), date)


def _of_year(stated: str, today: date) -> BirthReading | None:
    """A date whose year is none of the Gregorian calendar in which somebody living was born."""
    parts = _parts(stated)
    if parts is None:
        return None
    year = parts.year
    if year < _SHORT_YEAR:
        if year <= today.year - ROC_OFFSET:
            calendar = Message("the calendar of Taiwan")
            return _converted(stated, parts._replace(year=year + ROC_OFFSET), calendar, date)
        return None
    if 0 <= today.year + BUDDHIST_OFFSET - year <= _SPAN:
        calendar = Message("the Buddhist calendar")
        return _converted(stated, parts._replace(year=year - BUDDHIST_OFFSET), calendar, date)
    if 0 <= today.year - _HIJRI_BEHIND - year <= _SPAN:
        return _converted(stated, parts, Message("the Persian (solar) calendar"), persian_day)
    return None


def _parts(stated: str) -> _Parts | None:
    if match := _YEAR_FIRST.fullmatch(stated):
        return _Parts(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))
    if match := _DAY_FIRST.fullmatch(stated):
        first, second = int(match["day"]), int(match["month"])
        if first != second and max(first, second) <= _MONTHS:
            return _Parts(int(match["year"]), 0, 0)
        day, month = (second, first) if second > _MONTHS else (first, second)
        return _Parts(int(match["year"]), month, day)
    if match := _THAI.fullmatch(stated):
        return _Parts(int(match["year"]), _thai_month(match["name"]), int(match["day"]))
    return None


def _thai_month(name: str) -> int:
    for month in range(1, _MONTHS + 1):
        if name in month_names(month, "wide", ("th",)) | month_names(month, "abbreviated", ("th",)):
            return month
    return 0


def _converted(
    stated: str, parts: _Parts, calendar: Message, day_of: Callable[[int, int, int], date]
) -> BirthReading:
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
    return BirthReading(StatedDate(edtf=edtf, words=stated), why)
