"""Days as a text states them with their month, and with or without their year, whoever recorded them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from casebook.base.month_names import month_names
from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.birth_statement import birth_statements
from casebook.domain.dossier.hiding.plain_letters import folded

_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "el", "ru", "tr")
_MONTHS = 12
_NUMBER, _YEAR = r"(?<![\d.,/\-])(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d\d)(?![\d/\-])"
_ANY_YEAR = 2000
"""A leap year, of a day whose year nobody states."""
_SHORT_IN = ("en",)
"""Languages whose short names of months are read without a year."""
_WORDS = frozenset({"may", "march", "august"})
"""Months that are words of English without their capital."""
_NO_YEAR = r"(?!\d|\s?[.,]?\s{0,2}(?:del? )?(?:1[89]|20)\d\d(?!\d)|\s?['\u2019]\d\d(?!\d))"
_DAY = r"(?<![\d.,/\-])(?:0?[1-9]|[12]\d|3[01])"


@entity
class StatedDay:
    """A day in a text.

    Attributes:
        text: as it stands there.
        on: the day.
    """

    text: str
    on: date


def stated_days(text: str) -> Iterator[StatedDay]:
    """Yield the days with their year in a text, but those on which it says that somebody was born.

    >>> [str(one.on) for one in stated_days("5 March 2022, 2026-01-22, 2026年4月3日; born on 3 May 1984")]
    ['2022-03-05', '2026-01-22', '2026-04-03']
    """
    plain = folded(text)
    births = [range(one.date_start, one.date_end) for one in birth_statements(text)]
    for pattern in _dated():
        for match in pattern.finditer(plain):
            day = _day(match)
            if day and not any(match.start() in birth or match.end() - 1 in birth for birth in births):
                yield StatedDay(text=text[match.start() : match.end()], on=day)


def yearless_days(text: str) -> Iterator[StatedDay]:
    """Yield the days of a month whose year does not stand beside them, each in a leap year.

    >>> [str(one.on) for one in yearless_days("since 2 April, on November 6th, 11月6日; 4 June 1989; 3 may")]
    ['2000-04-02', '2000-11-06', '2000-11-06']
    """
    plain = folded(text)
    for pattern in _yearless():
        for place in pattern.finditer(plain):
            name = text[slice(*place.span("month"))]
            if name.casefold().strip(".") in _WORDS and name[:1].islower():
                continue
            month = int(name) if name.isdigit() else _by_name(_SHORT_IN)[place["month"].strip(".")]
            try:
                on = date(_ANY_YEAR, month, int(place["day"]))
            except ValueError:
                continue
            yield StatedDay(text=text[place.start() : place.end()], on=on)


def _day(match: re.Match[str]) -> date | None:
    named = match["month"]
    month = int(named) if named.isdigit() else _by_name(_LANGUAGES)[named.strip(".")]
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


@cache
def _by_name(short_in: tuple[str, ...]) -> dict[str, int]:
    """The number of each month by its names, folded; short names in these languages only."""
    return {
        folded(name).strip(". "): month
        for month in range(1, _MONTHS + 1)
        for name in (
            *month_names(month, "abbreviated", short_in),
            *month_names(month, "wide", _LANGUAGES),
        )
    }


@cache
def _dated() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _by_name(_LANGUAGES)), key=len, reverse=True))
    month = rf"(?P<month>{names})\.?"
    return (
        re.compile(
            rf"{_NUMBER}(?:st|nd|rd|th|er|\.)?\s{{1,2}}(?:of |de )?{month},?\s{{1,2}}(?:del? )?{_YEAR}"
        ),
        re.compile(rf"(?<!\w){month}\s{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR}"),
        re.compile(r"(?<![\d\-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d\-])"),
        re.compile(r"(?<!\d)(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]"),
    )


@cache
def _yearless() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _by_name(_SHORT_IN)), key=len, reverse=True))
    month = rf"(?P<month>(?:{names}))(?!\w)"
    number = rf"(?P<day>{_DAY})(?!\d)"
    return (
        re.compile(rf"{number}(?:st|nd|rd|th|er|\.)?\s{{1,2}}(?:of |de )?{month}{_NO_YEAR}"),
        re.compile(rf"(?<!\w){month}\.?\s{{1,2}}{number}(?:st|nd|rd|th)?(?!\w|[.:,]?\d){_NO_YEAR}"),
        re.compile(r"(?<![\d年])(?<!年\s)(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>\d{1,2})\s?[日号號]"),
    )
