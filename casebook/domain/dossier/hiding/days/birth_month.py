"""The month of a recorded birth where a text speaks of a birth or birthday: "in March 2024, on her birthday".

SECURITY: with the year in which somebody was born, which a copy prints, it says when that was.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from casebook.base.month_names import month_names
from casebook.domain.dossier.hiding.days.birth_statement import HAN_BORN
from casebook.domain.dossier.hiding.days.partial_day import begins_paragraph, is_numbered
from casebook.domain.dossier.hiding.days.time_name import HAN_MONTHS
from casebook.domain.dossier.hiding.number_pattern import NO_MONEY_BEFORE, NO_MONEY_BEHIND
from casebook.domain.dossier.hiding.plain_letters import LETTER, folded
from casebook.domain.dossier.hiding.text_hit import TextHit

_BIRTH = re.compile(
    r"(?<![^\W\d_])(?:births?|birth ?days?|born|b\.(?=\s?\d)|\*(?=\s?\d)|d\.?o\.?b"
    r"|turn(?:ed|s|ing) (?:\d|[a-z]+(?:teen|ty))"
    r"|geburtstag\w{0,3}"
    r"|verjaardag|geboortedag|f[oø]dselsdag\w{0,2}|fodelsedag\w{0,2}|urodzin\w{0,3}|narozenin\w{0,4}"
    r"|dan narodenia|ro[dđ]endan\w{0,2}|tugilgan kun\w{0,4}"
    r"|geboren\w{0,2}|geb\.|anniversaire|nee?s?(?= (?:le|en) | ?\d)|naissance|cumpleanos"
    r"|nacid[oa]|nacimiento|compleanno|nat[oa]"
    r"|nascita|aniversario|dogum\w*|dogdu\w*|τα γενεθλια|γενεθλι\w{1,3}|γεννη\w{2,8}"
    r"|(?:день|дня|дню|днем|дни) рождени\w|рожден\w{1,4}|родил\w{1,4}|исполнил\w{2})(?![^\W\d_])"
    r"|生日|出生|生于|生於|诞辰|誕辰|满\d+岁|滿\d+歲"
    rf"|(?:[年月日号號]|(?<=\d)[时時分])\s?{HAN_BORN}"
)
"""Words of a birth or birthday, folded."""
_SENTENCE = re.compile(
    r"(?:[^.!?\u3002\n]|(?<=\d)(?<!\d\d\d)\.|\.(?!\s+[A-Z\u0386-\u03ab\u0410-\u042f])|\n(?!\s*\n))+"
)
_CYRILLIC, _SOFT_END = re.compile("[\u0400-\u052f]+"), re.compile("[\u0430\u044c\u044f\u0439]$")
_MIN_STEM = 4
_ALSO_WORDS = re.compile(r"(?:may|march)(?![^\W\d_])")
_HAN_NUMBER = "[〇零○一二三四五六七八九十]"
_NO_DAY = rf"(?!(?:\d{{1,2}}|{_HAN_NUMBER}{{1,3}})(?!\d|{_HAN_NUMBER}|\s?[时時点點])|\d{{3}})"
"""Behind a Chinese month: no day of it, whereas an hour may follow."""
_FRACTION = re.compile(r"\s?(?:%|ths?\b|of (?:an?|the|his|her|its|their|all)\b)")
_DIRECTLY = re.compile(rf"(?:{_BIRTH.pattern})[\s:,(\uff1a\uff08]{{0,3}}(?:(?:in|en|im|nel|le|on|am)\s)?'?\Z")
_LOOK_BACK = 40
_OF_PERSONS = frozenset({"name", "relative", "contact", "paper", "perhaps-paper"})


class BirthMonths:
    """Finds the months of recorded births beside words of a birth, or with their year beside a name or paper.

    Args:
        births: a day in each of the months, and what is put in its place.
    """

    def __init__(self, births: Iterable[tuple[date, str]]) -> None:
        by_label = _by_label(births)
        self._patterns, self._dated = (
            {
                label: re.compile("|".join(_pattern(*month, is_dated=is_dated) for month in sorted(months)))
                for label, months in by_label.items()
            }
            for is_dated in (False, True)
        )

    def within(self, text: str, plain: str, hits: Sequence[TextHit]) -> list[TextHit]:
        """Return the hits of a text with those of such months, and days in them as these.

        Args:
            text: as written.
            plain: the same, folded, sign for sign.
            hits: in it.
        """
        persons = any(hit.kind in _OF_PERSONS for hit in hits)
        if not (self._patterns and (persons or _BIRTH.search(plain))):
            return [*hits]
        births: list[TextHit] = []
        ordered = sorted(hits, key=_start)
        for sentence in _SENTENCE.finditer(text):
            first, end = (bisect_left(ordered, at, key=_start) for at in sentence.span())
            within = [hit for hit in ordered[first:end] if hit.end <= sentence.end()]
            if _BIRTH.search(plain, *sentence.span()):
                births += _months(self._patterns, text, plain, sentence.span(), within)
            elif any(hit.kind in _OF_PERSONS for hit in within):
                births += _months(self._dated, text, plain, sentence.span(), within)
        taken = {(one.start, one.end) for one in births}
        return [*births, *(hit for hit in hits if (hit.start, hit.end) not in taken)]


def _months(
    patterns: Mapping[str, re.Pattern[str]],
    text: str,
    plain: str,
    span: tuple[int, int],
    hits: Sequence[TextHit],
) -> Iterator[TextHit]:
    days = [hit for hit in hits if _is_day(hit)]
    for label, pattern in patterns.items():
        for hit in days:
            if hit.kind == "date" and pattern.search(folded(hit.label)):
                yield replace(hit, label=label, kind="birth-date")
        for place in pattern.finditer(plain, *span):
            is_name = _ALSO_WORDS.match(place[0]) is None or text[place.start()].isupper()
            is_name &= _is_month(text, plain, place)
            is_taken = any(hit.start < place.end() and place.start() < hit.end for hit in days)
            if is_name and not is_taken:
                yield TextHit(
                    start=place.start(), end=place.end(), label=label, kind="birth-date", is_certain=False
                )


def _by_label(births: Iterable[tuple[date, str]]) -> dict[str, set[tuple[int, int]]]:
    months: dict[str, set[tuple[int, int]]] = {}
    for day, label in births:
        months.setdefault(label, set()).add((day.year, day.month))
    return months


def _start(hit: TextHit) -> int:
    return hit.start


def _is_day(hit: TextHit) -> bool:
    return hit.kind in {"date", "birth-date"}


def _is_month(text: str, plain: str, place: re.Match[str]) -> bool:
    """Return whether figures are a month: beside a word of a birth, or no part of a file and no fraction."""
    if not place[0][0].isdigit() or any(map(str.isalpha, place[0])):
        return True
    if _DIRECTLY.search(plain[max(0, place.start() - _LOOK_BACK) : place.start()]):
        return True
    if begins_paragraph(text, place):
        return False
    return not (is_numbered(text, place.start()) or _FRACTION.match(plain, place.end()))


def _pattern(year: int, month: int, *, is_dated: bool) -> str:
    """Return a month by name, and beside two figures of its year also in short or as a number.

    Args:
        year: of a birth.
        month: of it.
        is_dated: whether by name, too, only with its year.
    """
    spelt, short = (
        "|".join(map(_declined, sorted({folded(name).strip(". ") for name in names}, key=len, reverse=True)))
        for names in (month_names(month, "wide"), month_names(month, "abbreviated"))
    )
    two = f"{year % 100:02}"
    numbers = rf"0?{month}\s?[./\-]\s?'?{two}|{two}[./\-]0?{month}"
    behind = rf"(?:[\s,./\-]{{1,2}}(?:de |del |of )?['\u2019]?(?:(?:19|20)\d\d|{two})(?!\d))"
    behind += "" if is_dated else "?"
    return (
        rf"(?<!{LETTER})(?:{spelt})(?!{LETTER}){behind}|{_in_chinese(month, is_dated=is_dated)}"
        rf"|(?<![\d./\-]){NO_MONEY_BEFORE}(?:{numbers})(?![./\-]?\d){NO_MONEY_BEHIND}"
        rf"|(?<!{LETTER})(?:{short})[.,]?[\s\-/]?['\u2019]?(?:19|20)?{two}(?!\d)"
    )


def _in_chinese(month: int, *, is_dated: bool) -> str:
    """Return a month in Chinese with any year before it, in figures or numerals, or alone."""
    figures = _HAN_NUMBER.replace("十", "")
    years = (
        r"(?<!\d)(?:19|20)?\d\d",
        rf"(?<!{_HAN_NUMBER})(?:[一二]{figures}{{3}}|{figures}{{2}})",
        rf"民[国國]\s?(?:\d{{1,2}}|{_HAN_NUMBER}{{1,3}})",
    )
    months = rf"(?:(?<!\d)0?{month}|(?<!{_HAN_NUMBER}){HAN_MONTHS[month - 1][:-1]})"
    return rf"(?:(?:{'|'.join(years)})\s?年\s?){'' if is_dated else '?'}{months}\s?月{_NO_DAY}"


def _declined(name: str) -> str:
    """Return a name of a month with the endings of Russian and related languages."""
    stem = _SOFT_END.sub("", name)
    if len(stem) >= _MIN_STEM and _CYRILLIC.fullmatch(stem):
        return f"{re.escape(stem)}[\u0430-\u044f\u0456]{{0,3}}"
    return re.escape(name)
