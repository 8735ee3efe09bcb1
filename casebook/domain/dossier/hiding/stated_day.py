"""Exact days as a text states them with their year, whoever recorded them."""

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
    for pattern in _patterns():
        for match in pattern.finditer(plain):
            day = _day(match)
            if day and not any(match.start() in birth or match.end() - 1 in birth for birth in births):
                yield StatedDay(text=text[match.start() : match.end()], on=day)


def _day(match: re.Match[str]) -> date | None:
    named = match["month"]
    month = int(named) if named.isdigit() else _by_name()[named.strip(".")]
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


@cache
def _by_name() -> dict[str, int]:
    """The number of each month by its names, folded."""
    return {
        folded(name).strip(". "): month
        for month in range(1, _MONTHS + 1)
        for width in ("wide", "abbreviated")
        for name in month_names(month, width, _LANGUAGES)
    }


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _by_name()), key=len, reverse=True))
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
