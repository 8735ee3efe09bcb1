"""The day that is meant by what is typed in a local way: 1.12.26, 12月1日, 民國115年, tomorrow, +14."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.base.month_names import ENGLISH, ENGLISH_SHORT, LANGUAGES, month_names, without_case
from casebook.domain.base.chinese_number import in_figures
from casebook.domain.base.entity import entity
from casebook.domain.base.other_calendar import ROC_OFFSET
from casebook.domain.base.weekday_typed import split_weekday, weekday_days

DayOrder = Literal["", "day", "month", "year"]
"""Which figure stands first in 1/12/26; "" where that is asked each time."""
Toward = Literal["", "past", "future", "nowhere"]
"""Where a field looks: at what was (the day of a service) or at what is to come (the day of a hearing).

One that looks nowhere copies a paper: a day without its year stays without one.
"""

WRONG_WEEKDAY = gettext_noop("The day of the week does not match the date.")
NO_SUCH_DATE = gettext_noop("This date does not exist.")
_MONTHS, _CENTURY, _SHORT_YEAR = 12, 100, 2
_AHEAD: Final = 20
"""So many years ahead of today a year in two figures may lie, where a field does not look back."""
_NEAR_DAYS: Final = 92
"""A day without its year is the nearest one if that is so near; else either year may be meant."""
_ELSEWHEN: Final = (timedelta(days=200), timedelta(days=2_200), -timedelta(days=2_200))
"""How much later or earlier than today a text may have been written."""
_LEAP_YEARS: Final[tuple[tuple[date, Toward], ...]] = (
    (date(2000, 1, 1), "future"),
    (date(2004, 12, 31), "past"),
)
"""Seen from these, a day without its year is the same day of either leap year.

What counts from today, or names a year, is not.
"""
_FIRST_LANGUAGES = ("fr", "de", "es", "it", "pl", "el")
_WORDS = {
    **dict.fromkeys(("today", "今天", "今日"), 0),
    **dict.fromkeys(("yesterday", "昨天", "昨日"), -1),
    **dict.fromkeys(("tomorrow", "明天", "明日"), 1),
    **dict.fromkeys(("day before yesterday", "the day before yesterday", "前天"), -2),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "后天", "後天"), 2),
}
_UNIT = r"(?P<unit>d|days?|w|weeks?|天|日|周|週|星期)?"
_DISTANCE = (
    (re.compile(rf"(?P<sign>[+\-−])\s?(?P<count>\d{{1,5}})\s?{_UNIT}"), ""),
    (re.compile(rf"in (?P<count>\d{{1,5}}) {_UNIT}"), "+"),
    (re.compile(rf"(?P<count>\d{{1,5}}) {_UNIT} ago"), "-"),
    (re.compile(rf"(?P<count>\d{{1,5}})\s?{_UNIT}(?:之?[后後])"), "+"),
    (re.compile(rf"(?P<count>\d{{1,5}})\s?{_UNIT}(?:之?前)"), "-"),
)
_SEP = r"\s?[./-]\s?"
_FIGURES = re.compile(rf"(?P<a>\d{{1,2}})(?P<sep>{_SEP})(?P<b>\d{{1,2}}){_SEP}(?P<c>\d{{1,2}}|\d{{4}})\.?")
_YEAR_FIRST = re.compile(rf"(?P<a>\d{{3,4}}){_SEP}(?P<b>\d{{1,2}}){_SEP}(?P<c>\d{{1,2}})\.?")
_RUN_TOGETHER = re.compile(r"(?P<a>1[6-9]\d\d|2[01]\d\d)(?P<b>\d\d)(?P<c>\d\d)")
_TWO_FIGURES = re.compile(r"(?P<a>\d{1,2})(?:\s?[./]\s?|-)(?P<b>\d{1,2})\.?")
_CHINESE = re.compile(
    r"(?:(?:中[華华])?(?P<era>民[國国])\s?)?(?:(?P<year>\d{2,4}|元)\s?[年년]\s?)?"
    r"(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]?"
)
_ERA_FIGURES = re.compile(
    rf"(?:中[華华])?民[國国]\s?(?P<a>\d{{1,3}}){_SEP}(?P<b>\d{{1,2}}){_SEP}(?P<c>\d{{1,2}})"
)
_OF, _YEAR = r"(?:(?:of|de|del)\s+)?", r"(?:,?\s+(?:(?:of|de|del)\s+)?'?(?P<year>\d{4}|\d{2}))?"
_NAMED = (
    re.compile(
        rf"(?:(?:the|le|el|den|am)\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.?[ºo](?=\s)|\.|-?го)?[\s-]?"
        rf"{_OF}(?P<name>[^\W\d_]{{3,20}})"
        rf"\.?(?:-(?P<tight>\d{{2,4}})|{_YEAR})"
    ),
    re.compile(rf"(?P<name>[^\W\d_]{{3,20}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}(?P<tight>)"),
    re.compile(r"(?P<year>\d{4})\.?\s+(?P<name>[^\W\d_]{3,20})\.?\s+(?P<day>\d{1,2})\.?(?P<tight>)"),
)
_QUOTED_DAY = re.compile(r"[«\"“„‟'‘]\s?(\d{1,2})\s?[»\"”“’']")
"""As courts in Russia write a day: «15» января 2027 г."""
_ROMAN = re.compile(
    r"(?P<day>\d{1,2})(?P<sep>\.\s?|\s?/\s?|-|\s)(?P<month>[ivx]{1,4})(?P=sep)(?P<year>\d{4}|\d{2})\.?"
)
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@entity
class DayReference:
    """By what a day is understood that was typed without its year, or in figures of either order.

    Attributes:
        today: the day on which it is typed.
        order: which figure the office writes first.
        toward: where the field looks.
    """

    today: date
    order: DayOrder = ""
    toward: Toward = ""


@lru_cache(maxsize=512)
def days_meant(text: str, reference: DayReference) -> tuple[date, ...]:
    """Return the days that a text can mean, the likeliest first; none if it is not one day in a local form.

    Raises:
        InvalidInput: it is one day in its form, and no calendar has it; or it falls on another weekday than
            is typed before it.

    >>> about = DayReference(today=date(2026, 11, 28))
    >>> said = ("1.12.26 ", "tomorrow", "+14", "12月1日", "1er décembre")
    >>> [days_meant(each, about)[0].isoformat() for each in said]
    ['2026-12-01', '2026-11-29', '2026-12-12', '2026-12-01', '2026-12-01']
    >>> [str(day) for day in days_meant("3/2/1988", about)], days_meant("about 1988", about)
    (['1988-02-03', '1988-03-02'], ())
    >>> [str(day) for day in days_meant("12 Μαΐου 2026", about)]
    ['2026-05-12']
    >>> said = ("民國115年12月1日", "115/12/1", "二〇二六年十二月一日")
    >>> [days_meant(each, about)[0].isoformat() for each in said]
    ['2026-12-01', '2026-12-01', '2026-12-01']
    """
    if any(unicodedata.category(sign) == "No" for sign in text):
        return ()  # the raised or circled figure of a note is none of a day
    small = unicodedata.normalize("NFKC", text).casefold().replace("i\u0307", "i")
    # Small letters of a Greek one with two marks, as in Μαΐου, are a letter and its marks: joined again.
    plain = in_figures(" ".join(unicodedata.normalize("NFC", small).split()))
    if plain in _WORDS:
        return (_later(reference.today, _WORDS[plain]),)
    if alone := weekday_days(plain, reference.today, reference.toward):
        return alone
    weekday, rest = split_weekday(_QUOTED_DAY.sub(r"\1", plain))
    for read in (_distance, _year_first, _figures, _chinese, _roman, _named, _two_figures):
        days = read(rest, reference)
        if days is not None:
            return _on_weekday(days, weekday)
    return ()


def days_without_year(text: str, reference: DayReference) -> tuple[date, ...]:
    """Return the days that a text states without their year, in the leap year 2000; none for another text.

    None where the field of the reference looks to a year.

    Raises:
        InvalidInput: as `days_meant`.

    >>> about = DayReference(today=date(2026, 11, 28), toward="nowhere")
    >>> said = ("10 January", "1月10日", "10 January 2026", "today", "10.1.26")
    >>> [[str(day) for day in days_without_year(each, about)] for each in said]
    [['2000-01-10'], ['2000-01-10'], [], [], []]
    >>> [str(days_without_year(each, about)[0]) for each in ("1 January", "29 February", "31 December")]
    ['2000-01-01', '2000-02-29', '2000-12-31']
    >>> [str(day) for day in days_without_year("01-10", about)]
    ['2000-10-01', '2000-01-10']
    """
    if reference.toward != "nowhere":
        return ()
    first, second = (
        days_meant(text, replace(reference, today=today, toward=toward)) for today, toward in _LEAP_YEARS
    )
    first_year, second_year = (today.year for today, _ in _LEAP_YEARS)
    is_of_first = {on.year for on in first} == {first_year}
    return first if is_of_first and tuple(on.replace(year=second_year) for on in first) == second else ()


def certain_day(text: str, reference: DayReference) -> date | None:
    """Return the one day that a text means on any day on which it may have been written; else None.

    Raises:
        InvalidInput: as `days_meant`.

    >>> about = DayReference(today=date(2026, 11, 28))
    >>> certain_day("13/1/2026", about), certain_day("3/4/2026", about), certain_day("tomorrow", about)
    (datetime.date(2026, 1, 13), None, None)
    """
    days = days_meant(text, reference)
    try:
        others = [days_meant(text, replace(reference, today=reference.today + since)) for since in _ELSEWHEN]
    except InvalidInput:  # its weekday is that of one year alone
        return None
    return days[0] if len(days) == 1 and all(days == other for other in others) else None


def _later(on: date, days: int) -> date:
    try:
        return on + timedelta(days=days)
    except OverflowError as error:
        raise _no_such_day() from error


def _distance(plain: str, reference: DayReference) -> tuple[date, ...] | None:
    """Return the day so many days or weeks from today."""
    for pattern, sign in _DISTANCE:
        if match := pattern.fullmatch(plain):
            weeks = (match["unit"] or "").startswith(("w", "周", "週", "星"))
            count = int(match["count"]) * (7 if weeks else 1)
            return (_later(reference.today, -count if (sign or match["sign"]) in "-−" else count),)
    return None


def _year_first(plain: str, reference: DayReference) -> tuple[date, ...] | None:
    """Return a day in figures whose year stands first; one of three figures counts from the Republic."""
    del reference
    if match := _ERA_FIGURES.fullmatch(plain):
        return _existing((int(match["a"]) + ROC_OFFSET, int(match["b"]), int(match["c"])))
    match = _YEAR_FIRST.fullmatch(plain) or _RUN_TOGETHER.fullmatch(plain)
    if match is None:
        return None
    year = int(match["a"])
    is_republic = len(match["a"]) == len("115")
    return _existing((year + ROC_OFFSET if is_republic else year, int(match["b"]), int(match["c"])))


def _figures(plain: str, reference: DayReference) -> tuple[date, ...] | None:
    """Return the days of three figures whose year does not stand first, or may."""
    match = _FIGURES.fullmatch(plain)
    if match is None:
        return None
    first, second, last = int(match["a"]), int(match["b"]), int(match["c"])
    is_short = len(match["c"]) <= _SHORT_YEAR
    if len(match["c"]) < _SHORT_YEAR:  # only a day is written with one figure
        return _existing((_whole_year(first, reference), second, last)) if reference.order == "year" else None
    year = _whole_year(last, reference) if is_short else last
    readings = {"day": (year, second, first), "month": (year, first, second)}
    if is_short and (reference.order == "year" or match["sep"].strip() == "-"):
        readings["year"] = (_whole_year(first, reference), second, last)
    return _ordered(readings, reference)


def _two_figures(plain: str, reference: DayReference) -> tuple[date, ...] | None:
    """Return the days of a day and month in figures: of one order in either year, of both in the nearest."""
    match = _TWO_FIGURES.fullmatch(plain)
    if match is None:
        return None
    first, second = int(match["a"]), int(match["b"])
    day_first = _without_year(second, first, reference)
    month_first = _without_year(first, second, reference)
    if reference.order:
        return (
            day_first or month_first if reference.order == "day" else month_first or day_first
        ) or _refuse()
    if day_first and month_first:
        return tuple(dict.fromkeys((day_first[0], month_first[0])))
    return day_first or month_first or _refuse()


def _chinese(plain: str, reference: DayReference) -> tuple[date, ...] | None:
    match = _CHINESE.fullmatch(plain)
    if match is None or (match["era"] and not match["year"]):
        return None
    year, month, day = match["year"], int(match["month"]), int(match["day"])
    if not year:
        return _without_year(month, day, reference) or _refuse()
    number = 1 if year == "元" else int(year)
    if match["era"] or (year != "元" and len(year) == len("115")):
        return _existing((number + ROC_OFFSET, month, day))
    if len(year) == _SHORT_YEAR:
        both = _valid((_whole_year(number, reference), month, day), (number + ROC_OFFSET, month, day))
        return both or _refuse()
    return _existing((number, month, day))


def _roman(plain: str, reference: DayReference) -> tuple[date, ...] | None:
    """Return a day whose month is a Roman number: 15.XII.2026."""
    match = _ROMAN.fullmatch(plain)
    if match is None or match["month"] not in _ROMAN_MONTHS:
        return None
    year = int(match["year"])
    whole = _whole_year(year, reference) if len(match["year"]) == _SHORT_YEAR else year
    return _existing((whole, _ROMAN_MONTHS.index(match["month"]) + 1, int(match["day"])))


def _named(plain: str, reference: DayReference) -> tuple[date, ...] | None:
    """Return a day whose month is named."""
    match = next((one for pattern in _NAMED if (one := pattern.fullmatch(plain))), None)
    month = _month(match["name"]) if match else 0
    if match is None or not month:
        return None
    year, day = match["year"] or match["tight"], int(match["day"])
    if not year:
        return _without_year(month, day, reference) or _refuse()
    whole = _whole_year(int(year), reference) if len(year) == _SHORT_YEAR else int(year)
    return _existing((whole, month, day))


@lru_cache(maxsize=256)
def _month(name: str) -> int:
    """Return the month of a name in small letters, English before other languages; 0 if it is not one."""
    if name[:3] in ENGLISH_SHORT and (name in ENGLISH or name in {*ENGLISH_SHORT, "sept"}):
        return ENGLISH_SHORT.index(name[:3]) + 1
    for languages in (_FIRST_LANGUAGES, LANGUAGES):
        months = {
            month
            for month in range(1, _MONTHS + 1)
            for names in (month_names(month, "wide", languages), month_names(month, "abbreviated", languages))
            if without_case(name) in {without_case(each).rstrip(".") for each in names}
        }
        if len(months) == 1:
            return months.pop()
    return 0


def _without_year(month: int, day: int, reference: DayReference) -> tuple[date, ...]:
    """Return the nearest such day, and the next nearest where either can be meant; none if there is none."""
    today = reference.today
    near = range(today.year - 4, today.year + 5)  # 29 February comes within four years, mostly
    days = [on for year in near for on in _valid((year, month, day))]
    if reference.toward == "past":
        return tuple(on for on in days if on <= today)[-1:]
    if reference.toward == "future":
        return tuple(on for on in days if on >= today)[:1]
    days.sort(key=lambda on: abs((on - today).days))
    is_near = bool(days) and abs((days[0] - today).days) <= _NEAR_DAYS
    return tuple(days[: 1 if is_near else 2])


def _whole_year(short: int, reference: DayReference) -> int:
    """Return the year of its last two figures: the latest one that a field may look at."""
    latest = reference.today.year + (0 if reference.toward == "past" else _AHEAD)
    return latest - (latest - short) % _CENTURY


def _ordered(readings: dict[str, tuple[int, int, int]], reference: DayReference) -> tuple[date, ...]:
    """Return the day in the office's order if there is one, else every one that a reading yields."""
    if reference.order in readings and (days := _valid(readings[reference.order])):
        return days
    return _valid(*readings.values()) or _refuse()


def _existing(*days: tuple[int, int, int]) -> tuple[date, ...]:
    return _valid(*days) or _refuse()


def _valid(*days: tuple[int, int, int]) -> tuple[date, ...]:
    """Return those of the days that the calendar has, each once."""
    return tuple(dict.fromkeys(_each_valid(days)))


def _each_valid(days: tuple[tuple[int, int, int], ...]) -> Iterator[date]:
    for year, month, day in days:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _on_weekday(days: tuple[date, ...], weekday: int | None) -> tuple[date, ...]:
    """Return the days on this weekday, which is 0 for Monday, or all without one.

    Raises:
        InvalidInput: none of them falls on it.
    """
    if weekday is None:
        return days
    fitting = tuple(on for on in days if on.weekday() == weekday)
    if not fitting:
        raise InvalidInput(
            WRONG_WEEKDAY,
            field="date",
            remedy="Check both, or enter the date alone.",
        )
    return fitting


def _refuse() -> tuple[date, ...]:
    raise _no_such_day()


def _no_such_day() -> InvalidInput:
    return InvalidInput(
        NO_SUCH_DATE,
        field="date",
        remedy="Check the day and the month, or enter it in the form 2026-03-02.",
    )
