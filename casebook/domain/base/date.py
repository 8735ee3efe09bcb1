"""Dates as they were stated: written in EDTF (ISO 8601-2 level 1), ordered by their first or only bound.

Of level 2 a day without its year is read, too: ``XXXX-01-10``. It has no place among other dates.
"""

from __future__ import annotations

import calendar
import re
import warnings
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPAN = re.compile(rf"{_DAY.pattern}/{_DAY.pattern}")
_YEAR_OR_MONTH = re.compile(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2]))?")
_LEVEL_1 = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?[~?%]?", re.ASCII
)
_NO_YEAR = re.compile(r"XXXX-\d{2}-\d{2}", re.ASCII)
_LEAP_YEAR, _DAYS_OF_LEAP_YEAR = 2000, 366
_SEASONS = range(21, 25)
_REMEDY = (
    "Enter 2016, 2016-05, 2016-05-01, 2016-05~ (about), ../2016 (by 2016), 2016/2017, XXXX-01-10 (no year) "
    "or XXXX."
)
_OPEN_START = date.min
_OPEN_END = date.max
LANGUAGES = ("en", "fr", "es", "de", "it", "pl", "el", "zh-Hans")
"""Those of the courts whose decisions the library holds."""


@entity
class StatedDate:
    """A date as stated: exact, a month, a year, approximate, before, a range or unknown.

    Attributes:
        edtf: the written form, such as ``2016``, ``2016-05~``, ``../2016-05-01``, ``2016-05/2016-07``,
            ``XXXX-01-10`` for a day of any year or ``XXXX`` for unknown.
        words: how it was said, where that differs ("around New Year"); shown beside it, never corrected.

    Source: EDTF, ISO 8601-2:2019 annex A, level 1; unspecified digits of level 2 for the year of a day.
    """

    edtf: str
    words: str = ""

    def __post_init__(self) -> None:
        _bounds(self.edtf)

    @property
    def earliest_on(self) -> date:
        """Return the earliest possible day; ``date.min`` if the start is open or unknown."""
        return _bounds(self.edtf)[0]

    @property
    def latest_on(self) -> date:
        """Return the latest possible day; ``date.max`` if the end is open or unknown."""
        return _bounds(self.edtf)[1]

    @property
    def placed_on(self) -> date | None:
        """Return its start in a timeline: the earliest day, the latest if the start is open, or None."""
        if self.is_unknown:
            return None
        first, last = _bounds(self.edtf)
        return last if first == _OPEN_START else first

    @property
    def over_on(self) -> date | None:
        """Return its end in a timeline: the latest day, the earliest if the end is open, or None."""
        if self.is_unknown:
            return None
        first, last = _bounds(self.edtf)
        return first if last == _OPEN_END else last

    @property
    def order(self) -> tuple[date, date]:
        """Return its place among others: one with an open start comes where it ends, unknown ones first.

        >>> StatedDate(edtf="../2017-03").order
        (datetime.date(2017, 3, 31), datetime.date(2017, 3, 31))
        """
        return self.placed_on or _OPEN_START, self.latest_on

    @property
    def is_exact(self) -> bool:
        """Return whether it is exactly one day."""
        first, last = _bounds(self.edtf)
        return first == last

    @property
    def is_span(self) -> bool:
        """Return whether it runs from one certain day to another."""
        return bool(_SPAN.fullmatch(self.edtf))

    @property
    def is_unknown(self) -> bool:
        """Return whether no time is known: it is unknown, open at both ends, or a day without its year."""
        return _bounds(self.edtf) == (_OPEN_START, _OPEN_END)

    @property
    def without_year(self) -> date | None:
        """Return a day that was stated without its year, in the leap year 2000; None for any other date.

        >>> StatedDate(edtf="XXXX-01-10").without_year, StatedDate(edtf="1984-01-10").without_year
        (datetime.date(2000, 1, 10), None)
        """
        return _without_year(self.edtf)


def entered(edtf: str, words: str = "") -> StatedDate:
    """Return a newly entered date. A saved one is read by `StatedDate`, which accepts more.

    Raises:
        InvalidInput: it is not EDTF level 1, or no calendar from year 1 to 9999 has it.
    """
    if not is_written(edtf):
        raise _invalid(edtf)
    if edtf != "XXXX" and not _without_year(edtf) and not all(_exists(end) for end in edtf.split("/")):
        raise InvalidInput("This date does not exist.", field="date", remedy=_REMEDY)
    return StatedDate(edtf=edtf, words=words)


def is_written(edtf: str) -> bool:
    """Return whether it has the form of EDTF level 1, whether or not the calendar has such a day."""
    ends = edtf.split("/")
    if len(ends) == 1:
        return edtf == "XXXX" or bool(_NO_YEAR.fullmatch(edtf) or _LEVEL_1.fullmatch(edtf))
    return len(ends) == len(("start", "end")) and all(
        end in {"..", ""} or _LEVEL_1.fullmatch(end) for end in ends
    )


def _exists(end: str) -> bool:
    """Return whether the calendar has it; a year with unspecified digits may be a leap year."""
    if _NO_YEAR.fullmatch(end):
        return False
    written = _LEVEL_1.fullmatch(end)
    if written is None:  # an open end
        return True
    year, month, day = written["year"], written["month"] or "XX", written["day"] or "XX"
    if month == "XX":
        return year != "0000" and day == "XX"
    if written["day"] is None and int(month) in _SEASONS:
        return year != "0000"
    try:
        date(2000 if "X" in year else int(year), int(month), 1 if day == "XX" else int(day))
    except ValueError:
        return False
    return True


def in_words(stated: StatedDate, words: Translator) -> str:
    """Return the date in words, followed by the original wording in brackets if it differs.

    A day that the calendar lacks, saved when it was not yet refused, stands as it was written.

    ``2016-05~`` reads "about May 2016", ``../2016-05-01`` "before or on 1 May 2016".
    """
    day = stated.without_year
    if stated.is_unknown and stated.words and not day:
        return words("“{stated}”", stated=stated.words)
    if day:
        date_in_words = words("{day}, year not stated", day=words.format_day(day))
    else:
        date_in_words = words("date not known") if stated.is_unknown else _edtf_in_words(stated.edtf, words)
    return (
        words("{date} (“{stated}”)", date=date_in_words, stated=stated.words)
        if stated.words.casefold() not in {"", date_in_words.casefold()}
        else date_in_words
    )


def day_of_words(text: str, words: Translator) -> str:
    """Return the day in a text as `in_words` writes a day without its year; "" for any other text.

    >>> day_of_words("10 January, year not stated", Translator()), day_of_words("10 January", Translator())
    ('10 January', '')
    """
    before, _, after = words("{day}, year not stated", day="\0").partition("\0")
    is_so = text.startswith(before) and text.endswith(after)
    return text[len(before) : -len(after)].strip() if is_so and after else ""


def year_in_words(year: int, words: Translator) -> str:
    """Return a year alone: "1984", in Chinese with its character."""
    return f"{year:04}年" if words.is_chinese else f"{year:04}"


def years_in_words(stated: StatedDate | None, words: Translator) -> str:
    """Return of a date only its year, or its first and last; "" where no year is known.

    >>> dates = ("1984-01-10", "1984/1985", "../1984-05", "XXXX-01-10")
    >>> [years_in_words(StatedDate(edtf=edtf), Translator()) for edtf in dates]
    ['1984', '1984 to 1985', 'on or before 1984', '']
    """
    if stated is None or stated.is_unknown:
        return ""
    first, last = stated.earliest_on, stated.latest_on
    start = "" if first == _OPEN_START else f"{first.year:04}"
    end = "" if last == _OPEN_END else f"{last.year:04}"
    return in_words(StatedDate(edtf=start if start == end else f"{start or '..'}/{end or '..'}"), words)


def in_words_or_unknown(stated: StatedDate | None, words: Translator) -> str:
    """Return the date in words, or that it is not known."""
    return in_words(stated, words) if stated else words("date not known")


def _edtf_in_words(edtf: str, words: Translator) -> str:
    start, slash, end = edtf.partition("/")
    if slash and start in {"..", ""}:
        return words("on or before {date}", date=_edtf_in_words(end, words))
    if slash and end in {"..", ""}:
        return words("{date} or later", date=_edtf_in_words(start, words))
    if slash:
        return words("{start} to {end}", start=_edtf_in_words(start, words), end=_edtf_in_words(end, words))
    if edtf[-1] in "~?%":
        return words("about {date}", date=_edtf_in_words(edtf[:-1], words))
    return _plain(edtf, words)


def _plain(edtf: str, words: Translator) -> str:
    try:
        first, last = _single(edtf)
    except InvalidInput:
        return edtf
    if first == last:
        return words.format_date(first)
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])(-XX)?", edtf):
        return words.format_month(first)
    if re.fullmatch(r"\d{4}(-XX){0,2}", edtf):
        return year_in_words(first.year, words)
    return words("{start} to {end}", start=words.format_date(first), end=words.format_date(last))


@lru_cache(maxsize=4096)
def _bounds(edtf: str) -> tuple[date, date]:
    """Return the earliest and latest day of an EDTF date.

    Raises:
        InvalidInput: it is not EDTF level 1.
    """
    if _DAY.fullmatch(edtf):
        try:
            day = date.fromisoformat(edtf)
        except ValueError as error:
            raise _invalid(edtf) from error
        return day, day
    if edtf == "XXXX" or _without_year(edtf):
        return _OPEN_START, _OPEN_END
    start, slash, end = edtf.partition("/")
    if slash:
        # WORKAROUND(edtf 5.0: raises on an interval with an open start): its two ends are read apart.
        first = _OPEN_START if start in {"..", ""} else _single(start)[0]
        last = _OPEN_END if end in {"..", ""} else _single(end)[1]
        if last < first:
            raise _invalid(edtf)
        return first, last
    return _single(edtf)


def _without_year(edtf: str) -> date | None:
    if not _NO_YEAR.fullmatch(edtf):
        return None
    try:
        return date.fromisoformat(edtf.replace("XXXX", str(_LEAP_YEAR)))
    except ValueError:
        return None


def days_apart(one: StatedDate, other: StatedDate) -> int:
    """Return how many days lie between two dates at the least, 0 where both can be one day.

    A day without its year is taken in the year in which it lies nearest; an unknown date can be any day.

    >>> days_apart(StatedDate(edtf="1983-12-08"), StatedDate(edtf="XXXX-01-10"))
    33
    """
    if one.without_year and other.without_year:
        gap = abs((one.without_year - other.without_year).days)
        return min(gap, _DAYS_OF_LEAP_YEAR - gap)
    if one.without_year:
        return days_apart(other, one)
    if other.without_year and not one.is_unknown:
        near = {end.year + step for end in (one.earliest_on, one.latest_on) for step in (-1, 0, 1)}
        days = (_in_year(other.without_year, year) for year in near)
        return min(_gap(one, day, day) for day in days if day)
    return _gap(one, other.earliest_on, other.latest_on)


def _gap(one: StatedDate, first: date, last: date) -> int:
    return max(0, (max(one.earliest_on, first) - min(one.latest_on, last)).days)


def _in_year(day: date, year: int) -> date | None:
    """Return a day in another year; the last of February where the year has no 29th."""
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


@lru_cache(maxsize=4096)
def _single(edtf: str) -> tuple[date, date]:
    if _DAY.fullmatch(edtf):
        return _bounds(edtf)
    if plain := _YEAR_OR_MONTH.fullmatch(edtf):  # read here: importing edtf takes a sixth of a second
        return _year_or_month(int(plain[1]), int(plain[2] or 0))
    parsed = _parse(edtf)
    try:
        return _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (AttributeError, TypeError, ValueError, OverflowError) as error:
        raise _invalid(edtf) from error


def _year_or_month(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month, or of the whole year if `month` is 0."""
    last_month = month or 12
    return date(year, month or 1, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])


def _parse(edtf: str) -> Any:  # noqa: ANN401 - edtf ships no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # WORKAROUND(edtf 5.0: warns once on import)
        from edtf import parse_edtf
        from edtf.parser.edtf_exceptions import EDTFParseException
    try:
        return parse_edtf(edtf)
    except (
        EDTFParseException,
        AttributeError,
    ) as error:  # WORKAROUND(edtf 5.0: "2026-1X" ends in the latter)
        raise _invalid(edtf) from error


def _day(moment: Any) -> date:  # noqa: ANN401 - a time.struct_time from edtf
    if moment.tm_year < 1:
        return _OPEN_START
    return date(moment.tm_year, moment.tm_mon, 1) + timedelta(days=moment.tm_mday - 1)


def _invalid(edtf: str) -> InvalidInput:
    return InvalidInput(
        Message("“{text}” is not a date.", text=edtf),
        field="date",
        remedy=_REMEDY,
    )


@cache
def day_forms(on: date) -> tuple[str, ...]:
    """Return a day in the usual forms: in words in each language, shortened, and in figures."""
    words = [Translator(language) for language in LANGUAGES]
    day, month, year = words[0].format_date(on).split(" ")
    return (
        *(each.format_date(on) for each in words),
        *(f"{month} {day}, {year}", f"{day} {month[:3]} {year}", f"{on:%d} {month} {year}"),
        *(on.isoformat(), f"{on:%d.%m.%Y}", f"{on:%d/%m/%Y}"),
        *(f"{on.day}.{on.month}.{on.year}", f"{on.day}/{on.month}/{on.year}"),
    )


def states_day(on: date, text: str) -> bool:
    """Return whether a text states a day in one of its usual forms.

    All have the figures of day and year: the texts of the languages are loaded only for a text with both.
    """
    return str(on.year) in text and str(on.day) in text and any(form in text for form in day_forms(on))
