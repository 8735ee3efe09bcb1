"""A birthday by its three numbers, with words for year, month and day of any language between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from casebook.base.date_words import DateField, date_words
from casebook.domain.dossier.hiding.days.clock_time import NO_HOUR
from casebook.domain.dossier.hiding.name_search import NameSearch
from casebook.domain.dossier.hiding.number_pattern import NO_OTHER_DAY
from casebook.domain.dossier.hiding.plain_letters import folded

_SIGNS = r"[^\S\n]?[.,/|_\-\u2010-\u2015\u00b7]?[^\S\n]{0,2}"
"""Between a number and the next, or a word beside it: no end of a sentence but a full stop."""
_TIBETAN = "[\u0f00-\u0f0c\u0f13-\u0fff \u00a0]{0,16}"
_IN_TIBETAN = f"{_TIBETAN}(?:ལོ|ཟླ|ཚེས|ཉིན){_TIBETAN}"
"""Tibetan parts words from one another by no space."""
_ORDERS: tuple[tuple[DateField, DateField, DateField], ...] = (
    ("year", "month", "day"),
    ("day", "month", "year"),
    ("month", "day", "year"),
    ("year", "day", "month"),
)
_WITHOUT_ENDING = frozenset({"year", "month", "day"})
"""Two of English with an ending are a duration."""
_BEGUN_LETTERS, _ENDING_LETTERS = 3, 4
"""Fewest letters of a word that takes endings, and the most of an ending."""
_APART = r"(?<!\d)(?<!\d[.,/\-])"
_NEAR = r"[^\d\w\n]{0,2}(?:[年月日]|[.\-/,])[^\d\w\n]{0,2}"
"""Between them where two figures stand for the year."""
_NO_HOUR = rf"(?:(?<!月\d)(?<!月\d\d)(?<!月\s\d)(?<!月\s\d\d)|{NO_HOUR})"
"""Behind a day: directly behind a Chinese month it may be an hour."""
_ERAS = (1900, 1911, 1988, 2000)
"""The year before the first of a century, of the Republic of China and of the era Heisei."""
_EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))
"""Days from which spreadsheets count, of Windows and of old Macs."""
_TIME = r"(?:\.(?:0+|\d|\d{3,}))?"
"""The part of a day behind its serial number; two figures are cents."""


def number_rows(day: date) -> Iterator[NameSearch]:
    """Yield what finds a birthday by its numbers.

    A row is not certain: the year that stands for a birthday in a copy may have two numbers beside it.

    Args:
        day: the day.
    """
    number, month = rf"(?<!\d)0?{day.day}(?!\d){_NO_HOUR}", rf"(?<!\d)0?{day.month}(?!\d)"
    numbers: dict[DateField, str] = {"year": rf"(?<!\d){day.year}(?!\d)", "month": month, "day": number}
    ends = r"(?:\s?[日号號])?"
    rows = "|".join(
        f"{numbers[one]}{_between(one, other)}{numbers[other]}{_between(other, last)}{numbers[last]}"
        for one, other, last in _ORDERS
    )
    yield NameSearch(
        letters=str(day.year), pattern=rf"{_APART}(?:{rows}){NO_OTHER_DAY}{ends}", strength="unsure"
    )
    short = {day.year - before for before in _ERAS}
    for counted in sorted(one for one in short if 0 < one < 200):  # noqa: PLR2004 - the longest of the eras
        one = rf"(?<!\d)0?{counted}(?!\d)"
        ways = ((one, month, number), (number, month, one), (month, number, one))
        pattern = "|".join(rf"(?<!\d[.,/\-]){_NEAR.join(way)}(?![.,/\-]?\d){ends}" for way in ways)
        yield NameSearch(letters=str(counted), pattern=pattern, strength="date")
    for first in _EPOCHS:
        serial = (day - first).days
        pattern = rf"(?<![\d.,]){serial}{_TIME}(?![.,]?\d)"
        yield NameSearch(letters=str(serial), pattern=pattern, strength="date")


@cache
def _between(one: DateField, other: DateField) -> str:
    """Return what may stand between two numbers of a date: signs, and a word for one of the two."""
    words = set(map(folded, date_words(one) | date_words(other)))
    begun = {word for word in words if len(word) >= _BEGUN_LETTERS and word not in _WITHOUT_ENDING}
    whole = words - begun
    for word in sorted(begun, key=len):
        if any(word[:at] in begun for at in range(len(word) - _ENDING_LETTERS, len(word))):
            begun.remove(word)  # it is another with an ending
    ending = rf"[^\W\d_]{{0,{_ENDING_LETTERS}}}"
    word = rf"(?:{'|'.join(sorted(whole))}|(?:{'|'.join(sorted(begun))}){ending})(?![^\W\d_])\.?"
    return f"(?:{_SIGNS}(?:{word}{_SIGNS})?|{_IN_TIBETAN})"
