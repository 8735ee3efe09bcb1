"""Days that a text states in part: without their year, by their ordinal alone, or in bare numbers.

"the evening of the 3rd" beside the month, and "the clerk put 12 and 8" beside a passport, say the day as well
as a date does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from casebook.base.month_names import month_names
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.domain.dossier.hiding.stated_day import StatedDay

_ANY_YEAR = 2000
"""A leap year, of a day whose year nobody states."""
_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "el", "ru", "tr")
_WORDS = frozenset({"may", "march", "august"})
"""Months that are words of English without their capital."""
_NO_YEAR = r"(?!\d|\s?[.,]?\s{0,2}(?:del? )?(?:1[89]|20)\d\d(?!\d)|\s?['\u2019]\d\d(?!\d))"
_NUMBER = r"(?<![\d.,/\-])(?:0?[1-9]|[12]\d|3[01])"
_TIME = r"(?:morning|forenoon|afternoon|evening|night|noon|midnight|dawn|dusk|eve|day)"
_ORDINAL = r"the\s(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?!\w)"
_ORDINAL_DAY = re.compile(
    rf"(?<!\w){_TIME}\s(?:of|on)\s(?P<day>{_ORDINAL})|(?<!\w)(?P<before>{_ORDINAL})\sat\s(?:\d|{_TIME})"
    rf"|(?<!\w)(?:on|since|until|till|by|before|after|from)\s(?P<alone>{_ORDINAL})"
    rf"(?=\s*(?:[.,;:!?)\u2014\u2013\u201d\u2019]|\Z)|\s(?:of\sth(?:is|at)|to|we|I|they|he|she|it|when|in\sthe)\b)"
    r"|(?<![\d\u6708])(?P<han>\d{1,2}[日号號])(?=的?(?:早|晚|上午|下午|中午|凌晨|夜|清晨|傍晚|当天|當天|那天))",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "[\"'\u201c\u2018\u00ab\u201e\u300c\u300e]", "[\"'\u201d\u2019\u00bb\u201c\u300d\u300f]"
_QUOTED = rf"{_OPEN}\s?{_NUMBER}\s?{_CLOSE}"
_AND = r"\s{0,2}(?:,|;|/|、|and|und|et|y|e|then|for\sthe\sday,?|和|与|與|及)\s{0,2}(?:then\s|the\s)?"
_BARE = re.compile(rf"(?P<quoted>{_QUOTED}{_AND}{_QUOTED})|(?P<plain>{_NUMBER}{_AND}{_NUMBER}(?![\d.%/\-:]))")
_NUMBERED = re.compile(
    r"(?:art(?:icle|\.)|sections?|§+|paras?\.?|paragraphs?|pp?\.|pages?|exhibits?|ex\.|chapters?|clauses?|nos?\.?"
    r"|rules?|annex(?:es)?|items?|ages?|rooms?|[第条條页頁])s?\s*$",
    re.IGNORECASE,
)
_OF_BIRTH = re.compile(
    r"\b(?:born|birth\w*|née?)\b|geburt|geboren|naissance|nacimiento|nascita|γέννησ|рожден|出生|生日|生于|生於",
    re.IGNORECASE,
)
_OF_RECORD = re.compile(
    r"\b(?:passports?|register|registry|registration|certificate|identity|clerk|hukou)\b|(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|ausweis|passeport|pasaporte|διαβατήρι|паспорт|护照|護照|户口|戶口|身份证|身份證",
    re.IGNORECASE,
)
_NEAR, _VERY_NEAR = 120, 40


def yearless_days(text: str) -> Iterator[StatedDay]:
    """Yield the days of a month whose year does not stand beside them, each in a leap year.

    >>> [str(one.on) for one in yearless_days("since 2 April, on November 6th, 11月6日; 4 June 1989; 3 may")]
    ['2000-04-02', '2000-11-06', '2000-11-06']
    """
    plain = folded(text)
    for pattern in _patterns():
        for place in pattern.finditer(plain):
            name = text[slice(*place.span("month"))]
            if name.casefold().strip(".") in _WORDS and name[:1].islower():
                continue
            month = int(name) if name.isdigit() else _by_name()[place["month"].strip(".")]
            try:
                on = date(_ANY_YEAR, month, int(place["day"]))
            except ValueError:
                continue
            yield StatedDay(text=text[place.start() : place.end()], on=on)


def loose_days(text: str) -> Iterator[tuple[int, int, FactKind]]:
    """Yield slices of a text that state a day without its month, or day and month as two bare numbers.

    >>> text = "The evening of the 3rd. The clerk put “12” and “8”, so my passport says 1983."
    >>> [text[start:end] for start, end, _ in loose_days(text)]
    ['the 3rd', '“12” and “8”']
    """
    for place in _ORDINAL_DAY.finditer(text):
        yield *place.span(place.lastgroup or 0), "date"
    for place in _BARE.finditer(text):
        if _is_birthday(text, place):
            yield *place.span(), "birth-date"


def _is_birthday(text: str, place: re.Match[str]) -> bool:
    """Return whether two numbers stand beside words of a birth, or quoted beside a paper or year."""
    start, end = place.span()
    if _NUMBERED.search(text, max(0, start - _VERY_NEAR), start):
        return False
    near, very_near = (text[max(0, start - far) : end + far] for far in (_NEAR, _VERY_NEAR))
    if place["quoted"]:
        return bool(_OF_BIRTH.search(near) or _OF_RECORD.search(near))
    return bool(_OF_BIRTH.search(very_near))


@cache
def _by_name() -> dict[str, int]:
    """The number of each month by its names, folded."""
    wide = ((month, name) for month in range(1, 13) for name in month_names(month, "wide", _LANGUAGES))
    short = ((month, name) for month in range(1, 13) for name in month_names(month, "abbreviated", ("en",)))
    return {folded(name).strip(". "): month for month, name in (*short, *wide)}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _by_name()), key=len, reverse=True))
    month = rf"(?P<month>(?:{names}))(?!\w)"
    number = rf"(?P<day>{_NUMBER})(?!\d)"
    return (
        re.compile(rf"{number}(?:st|nd|rd|th|er|\.)?\s{{1,2}}(?:of |de )?{month}{_NO_YEAR}"),
        re.compile(rf"(?<!\w){month}\.?\s{{1,2}}{number}(?:st|nd|rd|th)?(?!\w|[.:,]?\d){_NO_YEAR}"),
        re.compile(r"(?<![\d年])(?<!年\s)(?P<month>1[0-2]|0?[1-9])\s?月\s?(?P<day>\d{1,2})\s?[日号號]"),
    )
