"""Days of calendars other than the Gregorian one, as papers of some countries state them."""

from __future__ import annotations

from datetime import date
from typing import Final

BUDDHIST_OFFSET: Final = 543
"""So many years the Buddhist calendar of Thailand is ahead; its days and months are the Gregorian ones."""
ROC_OFFSET: Final = 1911
"""So many years the calendar of the Republic of China (Taiwan) is behind."""
_LONG_MONTHS, _MONTHS, _EPOCH = 6, 12, 226_894
"""The day before the first of the Persian calendar is Gregorian day 226,894."""
_SHORTEST_MONTH = 29
_PERSIAN_MONTHS = (
    *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
    *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
)
"""In order. Source: CLDR, ``fa.xml``, calendar ``persian``; Babel has the names of Gregorian months only."""


def persian_month(name: str) -> int:
    """The number of a Persian month, with the letter yeh of either script; 0 where it is none.

    >>> persian_month("آذر"), persian_month("فروردين"), persian_month("آذار")
    (9, 1, 0)
    """
    plain = name.replace("ي", "ی").replace("ى", "ی")
    return _PERSIAN_MONTHS.index(plain) + 1 if plain in _PERSIAN_MONTHS else 0


def persian_day(year: int, month: int, day: int) -> date:
    """A day of the Persian (solar Hijri) calendar of Iran and Afghanistan.

    The leap years are those of the cycle of 33 years, which agrees with the astronomical calendar from 1178
    to 1633. Source: ICU, ``persncal.cpp``.

    Raises:
        ValueError: the calendar has no such day.

    >>> persian_day(1357, 2, 31), persian_day(1403, 1, 25), persian_day(1399, 12, 30)
    (datetime.date(1978, 5, 21), datetime.date(2024, 4, 13), datetime.date(2021, 3, 20))
    """
    length = 31 if month <= _LONG_MONTHS else 30
    if month == _MONTHS and not (25 * year + 11) % 33 < 8:  # noqa: PLR2004 - eight leap years in the cycle
        length = _SHORTEST_MONTH
    if not (1 <= month <= _MONTHS and 1 <= day <= length):
        raise ValueError(day)
    before = 31 * (month - 1) - max(0, month - 1 - _LONG_MONTHS)
    return date.fromordinal(_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33 + before + day)
