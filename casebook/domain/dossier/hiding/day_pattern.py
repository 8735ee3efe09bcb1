"""Patterns of dates with the name of the month, in many languages and any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal

from casebook.base.month_names import month_names
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed

_FEWEST_LETTERS = 3
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
"""
"""The days of a month in English words."""
_WORDS = "the|of|on|day|in|year|de|del|dia|di|do|den|der|des|le|el|il|του|της|го|г"
_BETWEEN = rf"[\W_]{{0,4}}(?:(?:{_WORDS})[\W_]{{1,3}}){{0,4}}"
"""Signs and small words between the parts of a date, on folded text."""
_PARTED = r"[\W_]{1,2}"
_ORDINAL_SIGN = r"(?:\s?(?:st|nd|rd|th|er|re|ro|e|o|a|η|го|е|й)(?![^\W\d_]))?"
_ARABIC_FIGURES = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def written_days(day: date, *, is_short: bool) -> Iterator[tuple[str, str]]:
    """The letters a text must hold, and a regular expression on folded text, for each name of the month.

    Args:
        day: the day.
        is_short: whether two figures can stand for the year, as they do for a birthday.
    """
    number = _number(day)
    year = rf"(?:(?<![\d.,]){_figures(day.year)}(?!\d))"
    late = rf"(?:{year}|['\u2019]?{day:%y}(?![\d%.,:]*\d))" if is_short else year
    for letters, month in _months(day.month, is_whole=False):
        orders = ((number, month, late), (month, number, late), (year, month, number), (year, number, month))
        yield letters, "|".join(_BETWEEN.join(order) for order in orders)


def written_yearless(day: date) -> Iterator[tuple[str, str]]:
    """The same for a day and its month without the year; months in full: "10 out" is no date in English."""
    number = _number(day)
    for letters, month in _months(day.month, is_whole=True):
        yield letters, "|".join(_BETWEEN.join(order) for order in ((number, month), (month, number)))


def written_months(month: date) -> Iterator[tuple[str, str]]:
    """The same for a month of a year, in full."""
    year = rf"(?<![\d.,]){_figures(month.year)}(?!\d)"
    for letters, name in _months(month.month, is_whole=True):
        yield letters, "|".join(_BETWEEN.join(order) for order in ((name, year), (year, name)))


def _figures(number: int) -> str:
    return f"(?:{number}|{str(number).translate(_ARABIC_FIGURES)})"


def _number(day: date) -> str:
    word = _ORDINALS.split()[day.day - 1].replace("-", r"[\s\-]?")
    return rf"(?:(?<![\d.,])0?{_figures(day.day)}(?!\d){_ORDINAL_SIGN}|(?<!\w){word}(?!\w))(?:\sday\b)?"


@cache
def _months(month: int, *, is_whole: bool) -> tuple[tuple[str, str], ...]:
    """The letters and the pattern of each name a month has, the longest first."""
    widths: tuple[Literal["wide", "abbreviated"], ...] = ("wide",) if is_whole else ("wide", "abbreviated")
    names = {folded(name).strip(". ") for width in widths for name in month_names(month, width)}
    words = {name: re.findall(r"[^\W_]+", name) for name in names}
    return tuple(
        (squeezed(name), rf"(?<![^\W\d_]){_PARTED.join(parts)}(?![^\W\d_])")
        for name, parts in sorted(words.items(), key=lambda one: (-len(one[0]), one[0]))
        if len(squeezed(name)) >= _FEWEST_LETTERS
    )
