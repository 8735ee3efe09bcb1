"""Forms of a day or month without month names: numeric, or with era years.

Dates with the name of their month are found by `domain/dossier/hiding/days/day_pattern.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from casebook.base.i18n import Translator
from casebook.base.month_names import LANGUAGES
from casebook.domain.base.date import StatedDate

_NUMERALS = "〇一二三四五六七八九"
_TEN, _HUNDRED = 10, 100
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ERAS = (
    (1911, 199, ("民國", "民国")),
    (1867, 45, ("明治",)),
    (1911, 15, ("大正",)),
    (1925, 64, ("昭和",)),
    (1988, 31, ("平成",)),
    (2018, 99, ("令和",)),
)
"""The year before an era, its last year, its names: of the Republic of China, by which Taiwan counts
(民國76年 is 1987), and of the emperors of Japan (昭和58年 is 1983)."""


def day_forms(day: date, words: Translator) -> tuple[str, ...]:
    """A day as people write it without the name of its month; signs between its parts do not matter."""
    forms: dict[str, None] = {}
    for language in dict.fromkeys(("zh-Hans", *_unnamed(words))):
        forms |= dict.fromkeys(Translator(language).dates_in_words(day))
    year, month, number = day.year, day.month, day.day
    roman = _ROMAN[month - 1]
    forms |= dict.fromkeys(f"{written} {roman} {year}" for written in (number, _roman(number)))
    forms |= dict.fromkeys((f"{year} {roman} {number}", f"{roman} {number} {year}"))
    for order in ((year, month, number), (number, month, year), (month, number, year)):
        forms[" ".join(map(str, order))] = None
        forms[" ".join(f"{part:02d}" for part in order)] = None
    forms[f"{day:%Y%m%d}"] = None
    years = (f"{year}年", f"{_by_numeral(year)}年", *_of_eras(year))
    forms |= dict.fromkeys(map("".join, product(years, _days_of_month(day))))
    forms[f"{year}년 {month}월 {number}일"] = None
    return tuple(forms)


def short_day_forms(day: date) -> tuple[str, ...]:
    """A day with two figures for its year, or without signs between its figures; of a date of birth alone."""
    year, month, number = f"{day:%y}", day.month, day.day
    forms = [f"{number} {_ROMAN[month - 1]} {year}", f"{day:%d%m%y}", f"{day:%m%d%y}", f"{day:%y%m%d}"]
    return tuple(dict.fromkeys((*forms, f"{day:%d%m%Y}", f"{day:%m%d%Y}")))


def yearless_forms(day: date, words: Translator) -> tuple[str, ...]:
    """A day and its month without the year, marked as such: figures alone could be anything."""
    forms = dict.fromkeys(_days_of_month(day))
    if not words.is_chinese:
        forms |= dict.fromkeys(words.days_in_words(day))  # short months of the language too
    forms[f"{day.month}월 {day.day}일"] = None
    return tuple(forms)


def day_without_year(value: object) -> tuple[date, ...]:
    """Return the day of a date that was stated without its year; nothing of any other fact."""
    day = value.without_year if isinstance(value, StatedDate) else None
    return (day,) if day else ()


def month_forms(month: date, words: Translator) -> Iterator[str]:
    """A month of a year without its name."""
    yield from (Translator(language).format_month(month) for language in _unnamed(words))
    yield from (f"{month:%Y-%m}", f"{month:%m/%Y}", f"{month.month}/{month.year}")
    years = (f"{month.year}年", f"{_by_numeral(month.year)}年")
    yield from map(
        "".join, product(years, (f"{month.month}月", f"{month:%m}月", f"{_counted(month.month)}月"))
    )


def _days_of_month(day: date) -> Iterator[str]:
    """A day and its month in Chinese, in figures and numerals, as written and as spoken."""
    for month, number in (
        (f"{day.month}", f"{day.day}"),
        (f"{day.month:02d}", f"{day.day:02d}"),
        (_counted(day.month), _counted(day.day)),
    ):
        yield from (f"{month}月{number}{sign}" for sign in "日号號")


def _unnamed(words: Translator) -> tuple[str, ...]:
    """The language of the copy, where `day_pattern` does not know its months."""
    return () if words.language.split("-")[0] in LANGUAGES else (words.language,)


def _roman(number: int) -> str:
    """A day of the month in Roman numerals.

    >>> _roman(14), _roman(20)
    ('XIV', 'XX')
    """
    tens, ones = divmod(number, _TEN)
    return "X" * tens + (_ROMAN[ones - 1] if ones else "")


def _by_numeral(year: int) -> str:
    return "".join(_NUMERALS[int(figure)] for figure in str(year))


def _of_eras(year: int) -> Iterator[str]:
    for before, last, names in _ERAS:
        counted = year - before
        if 0 < counted <= last:
            figures = (str(counted), _counted(counted), *(("元",) if counted == 1 else ()))
            yield from (f"{era}{written}年" for era in names for written in figures)


def _counted(number: int) -> str:
    """A number up to 199 in Chinese numerals.

    >>> _counted(8), _counted(10), _counted(21), _counted(115)
    ('八', '十', '二十一', '一百一十五')
    """
    if number >= _HUNDRED:
        rest = number % _HUNDRED
        return (
            "一百" + ("一" if _TEN <= rest < 2 * _TEN else "〇" if 0 < rest < _TEN else "") + _counted(rest)
        )
    tens, ones = divmod(number, _TEN)
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return f"{ten}{_NUMERALS[ones] if ones else ''}"
