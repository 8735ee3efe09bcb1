"""Days as a text states them with their month, and with or without their year, whoever recorded them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import chain

from casebook.base.month_names import month_names
from casebook.domain.base.chinese_number import number_of
from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.days.age_pattern import ONES, TENS
from casebook.domain.dossier.hiding.days.birth_statement import birth_statements
from casebook.domain.dossier.hiding.days.clock_time import NO_HOUR
from casebook.domain.dossier.hiding.days.day_pattern import ORDINALS
from casebook.domain.dossier.hiding.days.day_word import day_numbers, word_days
from casebook.domain.dossier.hiding.plain_letters import folded

_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "el", "ru", "tr")
_MONTHS = 12
_HAN_DAY = "[十〇零○一二三四五六七八九廿卅]{1,3}"
_HAN_FIGURES = "〇零○一二三四五六七八九"
_HAN_YEAR = f"[{_HAN_FIGURES}]"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WORD_NUMBERS = {word: at for at, word in enumerate(ONES)} | {
    word: 20 + 10 * at for at, word in enumerate(TENS)
}
_ORDINALS = ORDINALS.split()
_PAST_CENTURY = 30
"""Two figures up to this are a year of this century."""
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d/\-])"
_BEHIND_WORDS = rf",?\s(?:of |del? |do |in |im jahre? )?{_YEAR}"
_ANY_YEAR = 2000
"""A leap year, of a day whose year nobody states."""
_SHORT_IN = ("en",)
"""Languages whose short names of months are read without a year."""
_WORDS = frozenset({"may", "march", "august"})
"""Months that are words of English without their capital."""
_TO = r"\s?(?:[\-\u2010-\u2015~\uff5e/]|至|到)\s?"
_IN_FIGURES = r"\d{1,4}([./\-])\d{1,2}\1\d{1,4}"
_DAY_TO, _TO_DAY = re.compile(rf"{_IN_FIGURES}[日号號]?{_TO}$"), re.compile(rf"{_TO}{_IN_FIGURES}")
"""Another day before and behind one, of which it is the end or the beginning."""
_BESIDE = 20
_COUNT = re.compile(r"\d\s?(?:of|von|sur|de|di|из|/)\s$")
_STOP_AFTER_DAY = re.compile(r"\d{1,2}\.\s")
_MORE = (
    r"(?P<more>(?:(?:[~\uff5e,、/]|\s?[\u2010-\u2015至到]\s?)"
    r"(?:0?[1-9]|[12]\d|3[01])(?![\d./\-:])[日号號]?)+)?"
)
"""Further days of the same month: "2019/7/5~9", "2019/7/5,6,7"."""
_JOIN = r"(?:\s?[\-\u2010-\u2015~/]\s?|\s(?:to|until|till|and|bis|und|au|et|al|y|e|a|до|по|и)\s)"
_NTH = r"(?:st|nd|rd|th|er|\.)?"
_HAN_NUMBER = rf"(?:\d{{1,2}}|{_HAN_DAY})"
_LATER = (
    rf"(?P<more>(?:\s?(?:[\-\u2010-\u2015~\uff5e至到、及和]|以及|直到)\s?"
    rf"(?:{_HAN_NUMBER}\s?月\s?)?{_HAN_NUMBER}\s?[日号號])+)?"
)
"""Further days of the same month in Chinese: "2019年7月5日至9日"."""
_NO_YEAR = r"(?!\d|\s?[.,]?\s{0,2}(?:del? )?(?:1[89]|20)\d\d(?!\d)|\s?['\u2019]\d\d(?!\d))"
_DAY = r"(?<![\d.,/\-])(?:0?[1-9]|[12]\d|3[01])"
_AND_DAYS = rf"(?P<more>(?:, \d{{1,2}}{_NTH})*(?:{_JOIN}\d{{1,2}}{_NTH})+)?"
"""Further days of the same month behind one: "July 5, 6 and 7, 2019"."""


@entity
class StatedDay:
    """A day in a text.

    Attributes:
        text: as it stands there.
        on: the day.
        is_of_range: whether another day is joined to it: "2019/7/5-2019/7/9", "5 to 9 July 2019".
        is_birth: whether the text says that somebody was born on it.
    """

    text: str
    on: date
    is_of_range: bool = False
    is_birth: bool = False


def stated_days(text: str, *, with_births: bool = False) -> Iterator[StatedDay]:
    """Yield the days with their year in a text, but births by default.

    Where figures may be day and month or month and day, both are yielded, the day first.

    Args:
        text: it.
        with_births: whether also those on which it says that somebody was born.

    >>> [str(one.on) for one in stated_days("5 March 2022, 2026-01-22, 2026年4月3日; born on 3 May 1984")]
    ['2022-03-05', '2026-01-22', '2026-04-03']
    """
    plain = folded(text)
    births = [range(one.date_start, one.date_end) for one in birth_statements(text)]
    in_words = word_days(plain, _names(_LANGUAGES), _BEHIND_WORDS)
    for match in chain(in_words, *(pattern.finditer(plain) for pattern in _dated())):
        is_born = any(match.start() in birth or match.end() - 1 in birth for birth in births)
        if (with_births or not is_born) and not _ends_count(plain, match):
            written = text[match.start() : match.end()]
            before, after = plain[max(0, match.start() - _BESIDE) : match.start()], plain[match.end() :]
            joined = match.groupdict().get("more") or _DAY_TO.search(before) or _TO_DAY.match(after)
            for day in _days(match):
                yield StatedDay(text=written, on=day, is_of_range=bool(joined), is_birth=is_born)


def yearless_days(text: str) -> Iterator[StatedDay]:
    """Yield the days of a month whose year does not stand beside them, each in a leap year.

    >>> [str(one.on) for one in yearless_days("since 2 April, on November 6th, 11月6日; 4 June 1989; 3 may")]
    ['2000-04-02', '2000-11-06', '2000-11-06']
    """
    plain = folded(text)
    in_words = word_days(plain, _names(_SHORT_IN), _NO_YEAR)
    for place in chain(in_words, *(pattern.finditer(plain) for pattern in _yearless())):
        name = text[slice(*place.span("month"))]
        if (name.casefold().strip(".") in _WORDS and name[:1].islower()) or _ends_count(plain, place):
            continue
        month = _by_name(_SHORT_IN).get(place["month"].strip(".")) or _number(name)
        try:
            on = date(_ANY_YEAR, month, _number(place["day"]))
        except ValueError:
            continue
        yield StatedDay(text=text[place.start() : place.end()], on=on)


def _ends_count(plain: str, place: re.Match[str]) -> bool:
    """Return whether a full stop within a day ends the sentence of a count: "page 12 of 14. May"."""
    before = _COUNT.search(plain, max(0, place.start() - _BESIDE), place.start())
    return bool(before and _STOP_AFTER_DAY.match(place[0]))


def _days(match: re.Match[str]) -> Iterator[date]:
    named, day = match["month"], _number(match["day"])
    month = _by_name(_LANGUAGES).get(named.strip(".")) or _number(named)
    is_either = named.isdigit() and match.start("day") == match.start()
    for month_number, number in dict.fromkeys(((month, day), *(((day, month),) if is_either else ()))):
        with suppress(ValueError):
            yield date(_year(match["year"]), month_number, number)


def _number(written: str) -> int:
    """Return a number in figures, Chinese numerals, English words or Roman numerals; 0 for none.

    >>> [_number(one) for one in ("14", "十四", "廿一", "fourteen", "twenty-first", "xiv", "?")]
    [14, 14, 21, 14, 21, 14, 0]
    """
    if written.isdigit():
        return int(written)
    if plain := day_numbers().get(" ".join(written.split())):
        return plain
    if all(letter in _ROMAN for letter in written):
        values = [_ROMAN[letter] for letter in written]
        return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    if written[0].isascii():
        return sum(_WORD_NUMBERS.get(word, 0) for word in re.split(r"[\s\-]+", written))
    return number_of(written) or 0


def _year(written: str) -> int:
    """Return a year, also from its Chinese numerals one by one, and from English words.

    >>> [_year(one) for one in ("1979", "25", "七九", "二〇二六", "nineteen seventy-nine", "two thousand")]
    [1979, 2025, 1979, 2026, 1979, 2000]
    """
    year = int(written) if written.isdigit() else number_of(written)
    if year is not None:
        return year if year > 99 else year + (2000 if year <= _PAST_CENTURY else 1900)  # noqa: PLR2004 - two figures
    if not written[0].isascii() or " " not in written:
        return _number(written)
    if written.startswith("two thousand"):
        return 2000 + _number(written.removeprefix("two thousand").removeprefix(" and").strip() or "0")
    century, _, rest = written.partition(" ")
    return 100 * _number(century) + _number(rest)


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
def _names(short_in: tuple[str, ...]) -> str:
    """Return what finds the name of a month, folded, the longest first."""
    return "|".join(sorted(map(re.escape, _by_name(short_in)), key=len, reverse=True))


def _days_before(months: str) -> str:
    """Return what finds further days before one, or where it begins: "5. bis 9. Juli", "5, 6 and 7 July"."""
    more = rf"{_DAY}{_NTH}(?:, \d{{1,2}}{_NTH})*(?: (?:of |de )?(?:{months})\.?)?{_JOIN}"
    return rf"(?:(?P<more>{more})|(?<![\d.,/\-]))"


@cache
def _dated() -> tuple[re.Pattern[str], ...]:
    names = _names(_LANGUAGES)
    month = rf"(?P<month>{names})\.?"
    return (
        re.compile(
            rf"{_days_before(names)}(?P<day>\d{{1,2}}){_NTH}\s{{1,2}}(?:of |de )?{month},?\s{{1,2}}"
            rf"(?:del? )?{_YEAR}"
        ),
        re.compile(rf"(?<!\w){month}\s{{1,2}}(?P<day>\d{{1,2}}){_NTH}{_AND_DAYS},?\s{{1,2}}{_YEAR}"),
        *(
            re.compile(
                rf"(?<!\d)(?<!\w{sign})(?P<year>(?:19|20)\d\d){sign}{gap}(?P<month>\d{{1,2}}){sign}{gap}(?P<day>\d{{1,2}})"
                rf"(?!\d|{sign}\d)[日号號]?{_MORE}"
            )
            for sign, gap in (("-", ""), ("/", ""), (r"\.", r"\s?"), ("_", ""))
        ),
        re.compile(
            rf"(?<!\d)(?P<more>(?:{_DAY}\.?{_JOIN})+(?!\d{{1,2}}/))?(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]"
            r"(?P<year>(?:19|20)\d\d)(?!\d)"
        ),
        re.compile(
            r"(?<![\d./])(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d\d)(?=,? \d{1,2}[:.]\d\d)"
        ),  # the stamp of a message
        re.compile(
            rf"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>{_HAN_NUMBER})\s?月\s?(?P<day>{_HAN_NUMBER})\s?[日号號]{_LATER}"
        ),
        *_unusual(names),
    )


def _unusual(names: str) -> Iterator[re.Pattern[str]]:
    """Yield days without signs between their parts, in Roman or Chinese numerals, and in English words."""
    month, year = rf"(?P<month>{names})", r"(?P<year>(?:19|20)\d\d)"
    yield re.compile(
        rf"(?<![\da-f.]){year}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:t\d{{4,6}}z?)?(?![\da-f]|\.\d)"
    )
    yield re.compile(rf"(?<![^\W_])(?P<day>\d{{1,2}})[\-/.]?{month}\.?[\-/.]?{year}(?!\d)")
    yield re.compile(rf"(?<![^\W_]){year}(?:[\-/._]|,?\s){month}\.?[\-/._\s](?P<day>\d{{1,2}})(?![\d.:]*\d)")
    yield re.compile(
        r"(?<!\w)(?P<day>\d{1,2}|[ivx]{1,6})[./\- ]{1,2}(?P<month>i{1,3}|i?vi{0,3}|i?x|xi{1,2})[./\- ]{1,2}"
        r"(?P<year>(?:19|20)\d\d|m[mdclxvi]{1,12})(?!\w)"
    )
    yield re.compile(
        r"(?<!\w)(?P<year>(?:19|20)\d\d)[./\- ]{1,2}(?P<month>i{1,3}|i?vi{0,3}|i?x|xi{1,2})[./\- ]{1,2}"
        r"(?P<day>\d{1,2}|[ivx]{1,6})(?!\w)"
    )
    yield re.compile(
        rf"(?<!{_HAN_YEAR})(?P<year>{_HAN_YEAR}{{4}}|{_HAN_YEAR}{{2}})\s?年\s?(?P<month>{_HAN_DAY})\s?月\s?"
        rf"(?P<day>{_HAN_DAY}){NO_HOUR}\s?[日号號]?{_LATER}"
    )
    tens, ones = "|".join(TENS), "|".join(ONES)
    number = rf"(?:(?:{tens})(?:[\s\-](?:{ones}))?|{ones})"
    ordinals = "|".join(sorted(_ORDINALS, key=len, reverse=True))
    day = rf"(?<!\w)(?P<day>{ordinals}|{number})"
    years = rf"(?P<year>(?:19|20)\d\d|(?:nineteen|twenty) {number}|two thousand(?: and)?(?: {number})?)(?!\w)"
    yield re.compile(rf"{day} (?:day )?(?:of )?{month},? (?:in )?(?:the year )?{years}")
    yield re.compile(rf"(?<!\w){month} (?:the )?{day.removeprefix('(?<!' + chr(92) + 'w)')},? {years}")


@cache
def _yearless() -> tuple[re.Pattern[str], ...]:
    names = _names(_SHORT_IN)
    month = rf"(?P<month>(?:{names}))(?!\w)"
    return (
        re.compile(
            rf"{_days_before(names)}(?P<day>0?[1-9]|[12]\d|3[01])(?!\d){_NTH}\s{{1,2}}(?:of |de )?"
            rf"{month}{_NO_YEAR}"
        ),
        re.compile(
            rf"(?<!\w){month}\.?\s{{1,2}}(?P<day>{_DAY})(?:st|nd|rd|th)?{_AND_DAYS}(?!\w|[.:,]?\d){_NO_YEAR}"
        ),
        re.compile(
            rf"(?<![\d年十{_HAN_FIGURES}])(?<!年\s)(?P<month>1[0-2]|0?[1-9]|十?[一二]|[三四五六七八九十])\s?月\s?"
            rf"(?P<day>{_HAN_NUMBER})\s?[日号號]{_LATER}"
        ),
    )
