"""Statements of when somebody was born, whoever it is; a date alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from casebook.base.month_names import month_names
from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.days.partial_day import NO_UNIT
from casebook.domain.dossier.hiding.number_pattern import NO_MONEY_BEHIND

_LANGUAGES = ("en", "fr", "de", "es", "it", "el")
_BORN = r"""
(?<![\w\-])(?:
    born(?!\sout\b) | b\.(?=\s?\d) | (?:date|year)\sof\sbirth | birth[\s\-]?dates? | birthday
  | birth(?=\s?[:：])
  | d\.?\s?o\.?\s?b\b
  | née?s?(?=\s(?:le|en|à|au|a)\b|\s?\d) | date\sde\snaissance
  | geboren(?:e[nrs]?)? | geb\. | geburts(?:datum|tag|jahr)
  | nacid[oa]s? | naci[oó] | nac\.(?=\s?\d|\s(?:el|en)\b) | (?:fecha|año)\sde\snacimiento
  | nat[oa](?=\s(?:il|nel|a|l['’])) | (?:data|anno)\sdi\snascita
  | γεννημέν\w{1,3} | γενν[ήη]θηκ\w{1,3} | γεννηθε\w{1,4} | (?:ημερομηνία|έτος)\sγ[έε]ννησ\w{1,3}
)(?![^\W\d])
| 出生(?:日期|年月日|年月)? | 生年月日 | (?<![发發产產学學先医醫女男新])生[于於] | 生日
"""
HAN_BORN = "生(?![产產效病活意长長动動存变變成态態物前理气氣命机機计計怕涯词詞火疑根父母平还還擒日])"
"""Born, where it stands behind a Chinese day, month or year: no other word begins so."""
_GAP = r"(?:[^.;!?。；\n]|(?<=\d)\.|\.(?!\s+(?-i:[A-ZΑ-Ω])))"
"""A sign within a sentence; a full stop may end a short word or the number of a day."""
_YEAR = r"(?<![\d.,])(?:1[89]|20)\d\d(?!\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_HAN_FIGURES = "〇零○一二三四五六七八九"
_FIGURES = rf"""
\d{{1,2}}\s?[./\-]\s?\d{{1,2}}\s?[./\-]\s?(?:\d\d)?\d\d(?!\d)
| (?<![\d.,/\-]){_MONTH}\s?[./\-]\s?(?:1[89]|20)\d\d(?!\d)
| {_YEAR}(?:\s?[./\-]\s?\d{{1,2}}(?:\s?[./\-]\s?\d{{1,2}})?(?!\d))?
"""
_HAN_DAY = rf"(?:\s?[\d{_HAN_FIGURES}十]{{1,3}}\s?月(?:\s?[\d{_HAN_FIGURES}十]{{1,3}}\s?[日号號])?)?"
_HAN_YEAR = (
    rf"(?:(?:1[89]|20)\d\d|[{_HAN_FIGURES}]{{4}}|民[国國]\s?[\d{_HAN_FIGURES}十]{{1,3}})\s?年{_HAN_DAY}"
)
_DAY = r"(?:on|le|am|el|il|στις)\s(?:the\s)?\d{1,2}(?!\d)(?:\w\w)?(?:\.?\s(?:of\s|de\s)?[^\W\d_]{3,})?"
"""The day of a birthday directly behind the word, whose year is not stated: "born on 3 May"."""
_HAN_SHORT = rf"(?<![\d{_HAN_FIGURES}十])(?:\d\d|[{_HAN_FIGURES}]{{2}})\s?年{_HAN_DAY}"
_HAN_HOUR = r"(?:\s?\d{1,2}\s?[时時点點](?:\s?\d{1,2}\s?分)?)?"
_NO_DURATION = r"(?!\s?[后後前间間内內来來多以之的])"
_DIRECTLY = r"[\s:：,(（]{0,3}(?:(?:in|en|im|nel|am|le|el|to|το|on)\s)?"
"""Between a word of a birth and a month with two figures of its year: elsewhere it is a file or fraction."""


@cache
def _named() -> str:
    """Return the pattern of a month by its name."""
    widths = ("wide", "abbreviated")
    names = {
        name.strip(".")
        for month in range(1, 13)
        for one in widths
        for name in month_names(month, one, _LANGUAGES)
    }
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


@cache
def _short() -> str:
    """Return the pattern of a month with two figures of its year, or of a day with them."""
    return rf"""
    (?<![\d,/\-])(?<!\d\.)(?:
        {_MONTH}\s?[./\-]\s?['’]?\d\d | [4-9]\d\s?[./\-]\s?{_MONTH}
      | \d\d\s?[./\-]\s?{_MONTH}\s?[./\-]\s?(?:0?[1-9]|[12]\d|3[01])
      | (?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s(?:of\s|de\s)?)?
        (?<![^\W\d_])(?:{_named()})\.?[\s\-/]{{0,2}}['’]?\d\d(?!,?\s(?:1[89]|20)\d\d)
    )(?![./\-:]?\d)(?:(?<!\.\d\d)|{NO_UNIT}){NO_MONEY_BEHIND}
    """


@cache
def _statement() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_BORN})\W{{0,3}}(?P<day>{_DAY})(?!{_GAP}{{0,20}}{_YEAR})"
        rf"|(?:{_BORN}){_DIRECTLY}(?P<short>{_short()}|{_HAN_SHORT}{_NO_DURATION})"
        rf"|(?:{_BORN}){_GAP}{{0,50}}?(?P<behind>{_HAN_YEAR}|{_FIGURES})"
        rf"|(?P<before>{_HAN_YEAR})(?:[^.,;!?，。；\n]{{0,12}}?出生|{_HAN_HOUR}\s?{HAN_BORN})"
        rf"|(?P<directly>{_HAN_SHORT}|{_short()}|{_FIGURES}){_HAN_HOUR}\s?(?:出生|{HAN_BORN})",
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def born_words() -> re.Pattern[str]:
    """Return the pattern of words that say that a birth follows."""
    return re.compile(_BORN, re.IGNORECASE | re.VERBOSE)


@cache
def birth_dates() -> re.Pattern[str]:
    """Return the pattern of dates as births are stated: of a year, of a month, or of a day."""
    written = rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?[\s\-]?)?(?:{_named()})\.?,?[\s\-]?(?:1[89]|20)?\d\d(?!\d)"
    dates = rf"{_HAN_YEAR}|{_HAN_SHORT}{_NO_DURATION}|{written}|{_short()}|{_FIGURES}"
    return re.compile(dates, re.IGNORECASE | re.VERBOSE)


@entity
class BirthStatement:
    """Where a text states a birth.

    Attributes:
        start, end: of the statement, as a slice.
        date_start, date_end: of the date in it.
    """

    start: int
    end: int
    date_start: int
    date_end: int


def birth_statements(text: str) -> Iterator[BirthStatement]:
    """Statements of a birth with its date in a text, from left to right.

    English, French, German, Spanish, Italian, Greek and Chinese; the date stands in figures, as a year, or,
    directly beside the word, as a month with two figures of its year.
    """
    for place in _statement().finditer(text):
        date = place.lastgroup or 0
        yield BirthStatement(
            start=place.start(), end=place.end(), date_start=place.start(date), date_end=place.end(date)
        )
