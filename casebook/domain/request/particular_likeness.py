"""What two particulars of one kind say, read in the ways in which papers write it, and how they differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

from casebook.domain.base.chinese_number import number_of
from casebook.domain.base.date import days_apart
from casebook.domain.request.compared_paper import DATED, PaperParticular, ParticularKind
from casebook.domain.request.covered_number import agrees_as_shown
from casebook.domain.request.paper_reading import is_by_lunar_figures, only_day
from casebook.domain.request.written_amount import WrittenAmount, amounts_in, counts_in

Explanation = Literal[
    "",
    "romanisation",
    "characters",
    "script",
    "calendar",
    "time-zone",
    "unit",
    "renewed",
    "covered",
    "former-name",
]
"""What may explain a difference; "" where nothing known does."""
Unlikeness = tuple[Explanation, bool]
"""What may explain a difference, and whether it is of spelling only."""
_SURELY, _PERHAPS, _SAME_CHARACTERS = 0.985, 0.8, 0.95
_SIGNS = "[〇零一二三四五六七八九十百廿卅]+"
_ARTICLE = re.compile(
    rf"(?:\b(?:art(?:icle|\.)?|section)s?\s*|第|(?:,|and|&)\s*(?=\d{{1,3}}(?![\d,.]*\d|\s*(?:of\s)?[a-z]{{3}}))"
    rf"|(?=\d+\s*[条條]))(\d+|{_SIGNS})(?:\s*[条條]\s*之\s*({_SIGNS}|\d+)|-(\d+))?",
    re.IGNORECASE,
)
_SEXES = {"m": "male", "男": "male", "男性": "male", "f": "female", "女": "female", "女性": "female"}
_BRACKETS = str.maketrans("〔【[〕】]", "((()))")
_HAN = re.compile(r"[\u4e00-\u9fff]")
LUNAR_DAYS = 60
"""A lunar date written as a Gregorian one is never further from the real day than this."""
_NUMBER = re.compile(r"[a-z]{0,3}\d{5,}[a-z\d]*|[a-z]\d*[a-z]\d{5,}")
_SLIPS = 3
_NUMBERED: frozenset[ParticularKind] = frozenset({"passport", "citizen-number", "credit-code"})
_OTHER_NAME = re.compile(
    r"[\s(（,，;；]*(?:\b(?:also known as|formerly(?: known as)?|former names?|previous names?"
    r"|alias|a\.?k\.?a\b\.?)"
    r"|曾用名|又名|别名|別名|原名|化名)\s*[:：为為是]?\s*",
    re.IGNORECASE,
)


class WordLikeness(Protocol):
    """What the languages of the papers know of two words."""

    def of_names(self, one: str, other: str) -> tuple[float, bool]:
        """Return how alike two names are, 1 for the same, and whether they are in different scripts."""
        ...

    def country_of(self, stated: str) -> str:
        """Return the country that a word for a nationality means, or ""."""
        ...


def unlike(
    kind: ParticularKind, one: PaperParticular, other: PaperParticular, likeness: WordLikeness
) -> Unlikeness | None:
    """Return what may explain a difference and whether it is of spelling only; None where there is none."""
    if kind == "name":
        return _all_names(one.text, other.text, likeness)
    if kind in _NUMBERED and (shown := agrees_as_shown(one.text, other.text)) is not None:
        return ("covered", False) if shown else ("", False)
    if kind in DATED and (found := _dated(one, other)):
        return found[0]
    if kind == "nationality":
        countries = [likeness.country_of(each.text) for each in (one, other)]
        if all(countries):
            return None if len(set(countries)) == 1 else ("", False)
    return _BY_TEXT.get(kind, _plain)(one.text, other.text)


def _all_names(one: str, other: str, likeness: WordLikeness) -> Unlikeness | None:
    """Return how names differ: a former or other name that is the same explains it."""
    first, second = names_in(one), names_in(other)
    difference = _names(first[0], second[0], likeness)
    others = [(mine, theirs) for mine in first for theirs in second][1:]
    if difference and any(_names(mine, theirs, likeness) is None for mine, theirs in others):
        return "former-name", False
    return difference


def names_in(text: str) -> tuple[str, ...]:
    """Return the name that a text gives, then those that it gives as former or other names.

    >>> names_in("林华（曾用名：林卫）"), names_in("LIN Hua, formerly LIN Wei"), names_in("LIN Hua")
    (('林华', '林卫'), ('LIN Hua', 'LIN Wei'), ('LIN Hua',))
    """
    parts = (part.strip(" ()（），,;；、") for part in _OTHER_NAME.split(text))
    return tuple(part for part in parts if part) or (text,)


def _names(one: str, other: str, likeness: WordLikeness) -> Unlikeness | None:
    if _folded(one) == _folded(other):
        return None
    score, is_other_script = likeness.of_names(one, other)
    if is_other_script:
        return None if score >= _SAME_CHARACTERS else ("script", False)
    if _HAN.search(one) and _HAN.search(other):
        return ("characters", True) if score > _SURELY else ("", False)
    if score >= _SURELY and (joined(one) == joined(other) or _surname_last(one) == _surname_last(other)):
        return "romanisation", True
    return ("romanisation", False) if score >= _PERHAPS else ("", False)


def _dated(one: PaperParticular, other: PaperParticular) -> tuple[Unlikeness | None] | None:
    """Return how days differ, or None where one of the two gives no day."""
    first, second = (each.on or only_day(each.text) for each in (one, other))
    if first is None or second is None:
        return None
    gap = days_apart(first, second)
    are_of_two_calendars = is_by_lunar_figures(one.text, one.on) != is_by_lunar_figures(other.text, other.on)
    if gap <= LUNAR_DAYS and (are_of_two_calendars or (one.kind == "birth" and gap > 1)):
        return (("calendar", False),)
    if not gap:
        return (None,)
    return (("time-zone", False),) if gap == 1 else (("", False),)


def _articles(one: str, other: str) -> Unlikeness | None:
    """Return how articles differ: those that one paper names are all named by the other where they do not."""
    return _among(named, articles_in(other)) if (named := articles_in(one)) else _plain(one, other)


def _numbers(one: str, other: str) -> Unlikeness | None:
    """Return how numbers differ that stand for one thing, whatever parts their signs or is beside them."""
    return _among(named, _numbers_in(other)) if (named := _numbers_in(one)) else _plain(one, other)


def _among(one: set[str], other: set[str]) -> Unlikeness | None:
    """Return that two papers differ, unless all that one names is named by the other."""
    few, many = sorted((one, other), key=len)
    return None if few and few <= many else ("", False)


def _numbers_in(text: str) -> set[str]:
    return set(_NUMBER.findall(re.sub(r"[\s.·-]", "", _folded(text))))


def _passports(one: str, other: str) -> Unlikeness | None:
    """Return how numbers of passports differ; two that are alike but for a few signs are no renewal."""
    difference = _numbers(one, other)
    pairs = [(first, second) for first in _numbers_in(one) for second in _numbers_in(other)]
    is_slip = any(
        first in second
        or second in first
        or sum(map(str.__ne__, first, second)) + abs(len(first) - len(second)) <= _SLIPS
        for first, second in pairs
    )
    return difference if difference is None or is_slip or not pairs else ("renewed", False)


def _citizen_numbers(one: str, other: str) -> Unlikeness | None:
    """Return how citizen numbers differ; one of 18 digits can be that of 15 with century and check digit."""
    short, long = sorted(("".join(sorted(_numbers_in(text))) for text in (one, other)), key=len)
    is_lengthened = (len(short), len(long)) == (15, 18) and long[:6] + long[8:17] == short
    return None if is_lengthened else _numbers(one, other)


def _sexes(one: str, other: str) -> Unlikeness | None:
    return None if sex_of(one) == sex_of(other) else ("", False)


def _sums(one: str, other: str) -> Unlikeness | None:
    return _amounts(named, amounts_in(other)) if (named := amounts_in(one)) else _plain(one, other)


def _counts(one: str, other: str) -> Unlikeness | None:
    return _amounts(named, counts_in(other)) if (named := counts_in(one)) else _plain(one, other)


def _amounts(one: Sequence[WrittenAmount], other: Sequence[WrittenAmount]) -> Unlikeness | None:
    """Return how figures differ: those of one paper are among those of the other where they do not."""
    if not other:
        return "", False
    few, many = sorted((one, other), key=len)
    if all(any(first.is_same(second) for second in many) for first in few):
        return None
    is_slip = any(
        first.has_currency_of(second) and first.value * ten == second.value
        for pair in ((one, other), (other, one))
        for first in pair[0]
        for second in pair[1]
        for ten in (10, 10_000)
    )
    return ("unit", False) if is_slip else ("", False)


def _plain(one: str, other: str) -> Unlikeness | None:
    if _unspaced(one) == _unspaced(other):
        return None
    return ("script", False) if bool(_HAN.search(one)) != bool(_HAN.search(other)) else ("", False)


_BY_TEXT: Mapping[ParticularKind, Callable[[str, str], Unlikeness | None]] = {
    "sex": _sexes,
    "amount": _sums,
    "count": _counts,
    "article": _articles,
    "passport": _passports,
    "citizen-number": _citizen_numbers,
    "credit-code": _numbers,
}


def sex_of(text: str) -> str:
    """Return "male" or "female", as a paper states it in English or Chinese, or the text itself.

    >>> sex_of("男"), sex_of("F")
    ('male', 'female')
    """
    plain = _folded(text)
    return _SEXES.get(plain, plain)


def articles_in(text: str) -> set[str]:
    """Return the numbers of the articles that a text names, in figures.

    >>> sorted(articles_in("Article 225 of the Criminal Law")), sorted(articles_in("刑法第二百二十五条"))
    (['225'], ['225'])
    >>> sorted(articles_in("第一百二十条之一、第266条")), sorted(articles_in("Articles 120-1 and 266"))
    (['120-1', '266'], ['120-1', '266'])
    """
    numbers = set()
    for match in _ARTICLE.finditer(text):
        parts = [part if part.isdecimal() else number_of(part) for part in match.groups() if part]
        if parts[0] is not None:
            numbers.add("-".join(map(str, parts)))
    return numbers


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _unspaced(text: str) -> str:
    """Return a text without spaces at Chinese characters, its brackets written one way."""
    plain = _folded(text).translate(_BRACKETS)
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", plain)


def joined(text: str) -> str:
    """Return a name without capitals and what parts its words: spaces, hyphens, dots between signs."""
    return re.sub(r"[\s'’\-·•・‧∙.]", "", _folded(text))


def _surname_last(text: str) -> str:
    """Return a name whose surname stands first, before a comma, in the other order."""
    surname, comma, given = _folded(text).partition(",")
    return " ".join(f"{given} {surname}".split()) if comma else _folded(text)
