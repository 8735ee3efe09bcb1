"""Statements of when somebody was born, whoever it is; a date alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.domain.base.entity import entity

_BORN = r"""
(?<![\w\-])(?:
    born(?!\sout\b) | b\.(?=\s?\d) | (?:date|year)\sof\sbirth | birth[\s\-]?dates? | birthday
  | d\.?\s?o\.?\s?b\b
  | née?s?(?=\s(?:le|en|à|au|a)\b) | date\sde\snaissance
  | geboren(?:e[nrs]?)? | geb\. | geburts(?:datum|tag|jahr)
  | nacid[oa]s? | naci[oó] | (?:fecha|año)\sde\snacimiento
  | nat[oa](?=\s(?:il|nel|a|l['’])) | (?:data|anno)\sdi\snascita
  | γεννημέν\w{1,3} | γενν[ήη]θηκ\w{1,3} | γεννηθε\w{1,4} | (?:ημερομηνία|έτος)\sγ[έε]ννησ\w{1,3}
)(?!\w)
| 出生(?:日期|年月日|年月)? | (?<![发發产產学學先医醫女男新])生[于於] | 生日
"""
_GAP = r"(?:[^.;!?。；\n]|(?<=\d)\.|\.(?!\s+(?-i:[A-ZΑ-Ω])))"
"""A sign within a sentence; a full stop may end a short word or the number of a day."""
_YEAR = r"(?<![\d.,])(?:1[89]|20)\d\d(?!\d)"
_HAN_FIGURES = "〇零○一二三四五六七八九"
_FIGURES = rf"""
\d{{1,2}}\s?[./\-]\s?\d{{1,2}}\s?[./\-]\s?(?:\d\d)?\d\d(?!\d)
| {_YEAR}(?:\s?[./\-]\s?\d{{1,2}}\s?[./\-]\s?\d{{1,2}}(?!\d))?
"""
_HAN_DAY = rf"(?:\s?[\d{_HAN_FIGURES}十]{{1,3}}\s?月(?:\s?[\d{_HAN_FIGURES}十]{{1,3}}\s?[日号號])?)?"
_HAN_YEAR = (
    rf"(?:(?:1[89]|20)\d\d|[{_HAN_FIGURES}]{{4}}|民[国國]\s?[\d{_HAN_FIGURES}十]{{1,3}})\s?年{_HAN_DAY}"
)
_DAY = r"(?:on|le|am|el|il|στις)\s(?:the\s)?\d{1,2}(?!\d)(?:\w\w)?(?:\.?\s(?:of\s|de\s)?[^\W\d_]{3,})?"
"""The day of a birthday directly behind the word, whose year is not stated: "born on 3 May"."""
_STATEMENT = re.compile(
    rf"(?:{_BORN})\W{{0,3}}(?P<day>{_DAY})(?!{_GAP}{{0,20}}{_YEAR})"
    rf"|(?:{_BORN}){_GAP}{{0,50}}?(?P<behind>{_HAN_YEAR}|{_FIGURES})"
    rf"|(?P<before>{_HAN_YEAR})[^.,;!?，。；\n]{{0,12}}?出生",
    re.IGNORECASE | re.VERBOSE,
)


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

    English, French, German, Spanish, Italian, Greek and Chinese; the date stands in figures, or as a year.
    """
    for place in _STATEMENT.finditer(text):
        date = next(name for name in ("day", "behind", "before") if place[name])
        yield BirthStatement(
            start=place.start(), end=place.end(), date_start=place.start(date), date_end=place.end(date)
        )
