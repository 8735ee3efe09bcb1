"""The time stamps of WhatsApp exports, which are written as the telephone's language and region have it.

An export states neither its language nor the order of day and month. A stamp is recognised by its parts: a
date of three numbers, a time, and no words but those that languages put beside them (source: Unicode CLDR 46,
gregorian dayPeriods and dateTimeFormats). The order is decided by the whole file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from casebook.domain.base.other_calendar import BUDDHIST_OFFSET, persian_day
from casebook.domain.evidence.chat import DATE_ORDERS, ChatCalendar, DateOrder, OrderDoubt

HIDDEN = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c]")
"""Marks of writing direction, which telephones put around stamps and names."""
_DATE = re.compile(r"(?<!\d)(\d{1,4})\s?[./\-年년]\s?(\d{1,2})\s?[./\-月월]\s?(\d{1,4})(?!\d)\s?[.日일]?")
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?!\d)")
_FORENOON = frozenset(
    {
        "am",
        "a.m",
        "a.m.",
        "vorm.",
        "上午",
        "早上",
        "凌晨",
        "清晨",
        "午夜",
        "半夜",
        "오전",
        "午前",
        "ص",
        "ق.ظ",
        "π.μ.",
        "πμ",
        "sa",
        "öö",
        "de.",
        "fm",
        "dop.",
        "পূর্বাহ্ণ",
        "पूर्वाह्न",
        "pg",
        "ب.ن",
        "ጥዋት",
        "p.d.",
    }
)
_AFTERNOON = frozenset(
    {
        "pm",
        "p.m",
        "p.m.",
        "nachm.",
        "下午",
        "晚上",
        "中午",
        "正午",
        "傍晚",
        "오후",
        "午後",
        "م",
        "ب.ظ",
        "μ.μ.",
        "μμ",
        "ch",
        "ös",
        "du.",
        "em",
        "odp.",
        "अपराह्न",
        "ptg",
        "د.ن",
        "ከሰዓት",
        "m.d.",
    }
)
_MIDDAYS = frozenset({"中午", "正午"})
"""The time around noon, which begins before it."""
HALVES = _FORENOON | _AFTERNOON
"""Words of the halves and parts of the day, in small letters."""
_BESIDE = frozenset({"klo", "kl.", "г.", "ч.", "г", "ч", "um", "at", "à", "om", "a", "las", "น."})
_HOURS = re.compile(r"(?<!\d)(\d{1,2})\s?h\s?(\d{2})(?:\s?min\s?(\d{2})\s?s)?(?![\w])")
"""As phones in French Canada write a time."""
_SPACES = re.compile(r"[\s\u202f\u00a0,،、]+")
_SPACED_HALF = re.compile(r"\b([ap])\.?\s+m\b\.?", re.IGNORECASE)
_SHORT_YEAR, _BUDDHIST_YEARS, _PERSIAN_YEARS = 100, range(2540, 2650), range(1385, 1480)
_NOON, _MIDDAY = 12, range(10, 12)


class TimeStamp(NamedTuple):
    """A time stamp in its parts.

    Attributes:
        date: its three numbers as they stand.
        hour, minute, second: on a clock of 24 hours; a second of -1 is not stated.
        is_dotted: the numbers are parted by points, as no language does that puts the month first (CLDR 46).
    """

    date: tuple[int, int, int]
    hour: int
    minute: int
    second: int = -1
    is_dotted: bool = False


def stamp_of(text: str) -> TimeStamp | None:
    """Return the parts of a time stamp, or None where the text is none.

    >>> stamp_of("2024/3/15 下午2:05")
    TimeStamp(date=(2024, 3, 15), hour=14, minute=5, second=-1, is_dotted=False)
    >>> stamp_of("15 men, 14:05") is None
    True
    """
    plain = ascii_digits(HIDDEN.sub("", text)).lower()
    day = _DATE.search(plain)
    if day is None:
        return None
    rest = f"{plain[: day.start()]} {plain[day.end() :]}"
    rest = _HOURS.sub(lambda one: ":".join(filter(None, one.groups())), rest)
    clock = _TIME.search(rest)
    if clock is None:
        return None
    beside = joined_halves(f"{rest[: clock.start()]} {rest[clock.end() :]}")
    words = set(_SPACES.split(beside)) - {"", "."}
    halves = words & HALVES
    if words - halves - _BESIDE or len(halves) > 1:
        return None
    hour = int(clock[1])
    if halves:
        is_before_noon = bool(halves & _MIDDAYS) and hour in _MIDDAY
        hour = hour % _NOON + (_NOON if halves & _AFTERNOON and not is_before_noon else 0)
    numbers = (int(day[1]), int(day[2]), int(day[3]))
    seconds = int(clock[3]) if clock[3] else -1
    return TimeStamp(
        numbers, hour, int(clock[2]), seconds, is_dotted="." in day[0] and " " not in day[0].strip()
    )


def moment(stamp: TimeStamp, order: DateOrder) -> datetime | None:
    """Return the local time of a stamp, or None where it is no date in this order.

    A year of the Buddhist calendar, which telephones in Thailand write, and a date of the Persian one are
    converted; see `calendar_of`.
    """
    by_part = dict(zip(order, stamp.date, strict=True))
    year = by_part["y"]
    if year < _SHORT_YEAR:
        year += 2000
    elif year in _BUDDHIST_YEARS:
        year -= BUDDHIST_OFFSET
    with suppress(ValueError):
        clock = time(stamp.hour, stamp.minute, max(stamp.second, 0))
        if year in _PERSIAN_YEARS:
            return datetime.combine(persian_day(year, by_part["m"], by_part["d"]), clock)
        return datetime.combine(date(year, by_part["m"], by_part["d"]), clock)
    return None


def calendar_of(stamps: Sequence[TimeStamp]) -> ChatCalendar:
    """Return the calendar of the years in the stamps of a file, "" for the Gregorian one."""
    years = {number for stamp in stamps for number in stamp.date}
    if years & set(_PERSIAN_YEARS):
        return "persian"
    return "buddhist" if years & set(_BUDDHIST_YEARS) else ""


def iso(stamp: TimeStamp, order: DateOrder) -> str:
    """Return the local time of a stamp in ISO 8601, to the minute or second; "" where it is no date."""
    at = moment(stamp, order)
    return at.isoformat(timespec="minutes" if stamp.second < 0 else "seconds") if at else ""


def date_order(stamps: Sequence[TimeStamp]) -> tuple[DateOrder, OrderDoubt]:
    """Return the order that fits the stamps of an export best, and what these do not prove of it.

    The order in which most stamps are dates is taken, of several that in which one day follows another
    soonest, then that in which time goes back least. None of this proves which number is the day; numbers
    above 12 in one place do, or points between all numbers.

    Args:
        stamps: of messages alone, in the order of the file, at least one.
    """
    is_dotted = all(stamp.is_dotted for stamp in stamps)
    dates = list(dict.fromkeys(stamp.date for stamp in stamps))
    judged = []
    for order in DATE_ORDERS[1:]:
        days = [moment(TimeStamp(numbers, 0, 0, 0), order) for numbers in dates]
        sound = [day for day in days if day]
        backward = sum(later < day for day, later in pairwise(sound))
        faults = (
            len(days) - len(sound),
            is_dotted and order != "dmy",
            _step(sound),
            order == "ymd",
            backward,
        )
        judged.append(_Judged(faults, order, days))
    best, *others = sorted(judged, key=lambda one: one.faults)
    open_orders = {other.order for other in others if other.days != best.days and not _proves(best, other)}
    if not open_orders:
        return best.order, ""
    return best.order, "year" if "mdy" not in {best.order, *open_orders} else "month"


class _Judged(NamedTuple):
    """An order: days that are none, points that speak against it, the step, whether it is ymd, steps back."""

    faults: tuple[int, bool, timedelta, bool, int]
    order: DateOrder
    days: list[datetime | None]


def _proves(best: _Judged, other: _Judged) -> bool:
    """Whether stamps show that one order is right and another wrong.

    Where few do so and the steps between all other days speak for the other order, these few may be pasted.
    Whether a year of two digits stands first, time going back shows.
    """
    pairs = list(zip(best.days, other.days, strict=True))
    proofs = sum(day is not None and wrong is None for day, wrong in pairs)
    if any(day is None and wrong is not None for day, wrong in pairs):
        return False
    if other.faults[1] and not best.faults[1]:
        return True
    if "ymd" in {best.order, other.order} and not proofs:
        return best.faults[2] < other.faults[2] and best.faults[4] < other.faults[4]
    both = [(day, wrong) for day, wrong in pairs if day and wrong]
    is_likely = _step([day for day, _ in both]) <= _step([wrong for _, wrong in both])
    return proofs > 0 and (is_likely or proofs >= len(both))


def _step(days: Sequence[datetime]) -> timedelta:
    """From one day to the next, as most are: the lower median."""
    steps = sorted(abs(later - day) for day, later in pairwise(days))
    return steps[(len(steps) - 1) // 2] if steps else timedelta()


def joined_halves(text: str) -> str:
    """Return a text with ``a. m.`` and ``p. m.`` without their space and points."""
    return _SPACED_HALF.sub(r"\1m", text)


def ascii_digits(text: str) -> str:
    """Return a text with the digits of every script as ASCII."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in text)
