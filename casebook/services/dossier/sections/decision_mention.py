"""How a decision is recognised in typed text: by its numbers, its parties, its title, or its court and day.

Courts of many States publish no number. Whoever cites such a decision names the court and the day, in any
order and in any of the usual forms: "Supreme Court of Poland, 15 January 2021", "2021-01-15 (Warsaw)".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from casebook.base.i18n import Translator
from casebook.domain.base.date import LANGUAGES, day_forms
from casebook.domain.library.history import Citable

_MIN_NUMBER_LENGTH = 6
"""Shorter numbers, such as "1799", stand for too much else unless a word says what they number."""
_PARTS = re.compile(r"[;()]|(?<!\d), | and (?=[A-Z0-9])")
_PLAIN_NUMBER = re.compile(r"\d[\d.,\s]*")
_LEADING = re.compile(r"^(?:communication |application )?[Nn]os?\. (?=\d)")
_PARTIES = re.compile(r"\w.* v\.? .*\w")
_LABELLED = re.compile(r"\b(?:Auto|Case|Report|extradition|amparo|press release|Ruling No\.) \d+[./-]\d+")
_LABELS = ("no. ", "No. ", "no ", "No ", "n° ", "nº ", "nr. ", "Nr. ", "Case ", "case ")
_TITLE_WORDS = 5
"""A title of so many words, or one with an aside in brackets, is nobody's chance wording."""
_COURT = re.compile(
    r"court|tribunal|judge?ment|decision|ruling|order|opinion|committee|commission|minister|release"
    r"|cour\b|arrêt|audiencia|auto\b|sentencia|gericht|urteil|beschluss|corte|sentenza|sąd|wyrok|δικαστ|法院|裁",
    re.IGNORECASE,
)
"""A word that says that a court or authority is spoken of."""
_COMMON_WORDS = """
Acting Administrative Application Appeal Appeals Audiencia Auto Authorities Case Cassation Chamber Civil
Commission Committee Constitutional Continued Court Courts Criminal Decision District Division Eight
Extradition Federal Fifth First Five Government Grand High House Human Interim Judgment Lords Matter
Mother National Nacional Office Panel President Press Refusal Regional Release Request Rights Rule Ruling
Second Section State States Supreme Third Transitory Tribunal United
"""
_GENERIC = frozenset(_COMMON_WORDS.split())
"""Words that many courts and titles share."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_DATE = re.compile(
    r"(?<!\d)\d{4}年\d{1,2}月(?:\d{1,2}日)?"
    r"|(?<!\w)(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}(?:er|\.)? (?:de )?[^\W\d]+ (?:de )?\d{4}"
    r"|[^\W\d]+ (?:\d{1,2}, |de )?\d{4})(?!\d)"
)
"""Whatever may be a day or a month; which ones are looked for is a matter of `_days`."""
_MAX_KEPT = 4096
"""Decisions of which is kept how they are known: the same ones are looked for at every check and preview."""
_BLANKS = re.compile(r"\s{2,}|[^\S ]")
"""Whatever is not already one blank."""
_AROUND = 120
"""Court and day stand so many characters apart at most."""


def marks(authority: Citable) -> frozenset[str]:
    """What a decision is known by in a text: its numbers, its ECLI, its parties, and a title of its own."""
    return _marks(authority.number, authority.ecli, authority.title)


@lru_cache(maxsize=_MAX_KEPT)
def _marks(number: str, ecli: str, title: str) -> frozenset[str]:
    parts = [_LEADING.sub("", part.strip()) for part in _PARTS.split(number)]
    numbers = {
        spaced(mark)
        for mark in (*parts, ecli)
        if len(mark) >= _MIN_NUMBER_LENGTH and re.search(r"\d", mark) and not _PLAIN_NUMBER.fullmatch(mark)
    }
    labelled = {label + part for part in parts if _PLAIN_NUMBER.fullmatch(part) for label in _LABELS}
    labelled.update(_LABELLED.findall(f"{title} {number}"))
    return frozenset(numbers | labelled | ({spaced(title)} if _is_own(title) else set()))


def _is_own(title: str) -> bool:
    is_description = "(" in title or title.startswith("Case of ") or len(title.split()) >= _TITLE_WORDS
    return is_description or bool(_PARTIES.fullmatch(title))


class DayMarks:
    """Decisions by the day on which they were given, for texts that name the court and the day.

    Args:
        authorities: the decisions.
        has_months: the month alone will do for a decision of a known day.
    """

    def __init__(self, authorities: Iterable[Citable], *, has_months: bool = False) -> None:
        self._by_form: dict[str, list[tuple[Citable, frozenset[str]]]] = {}
        for authority in authorities:
            if not getattr(authority, "is_decision", True):
                continue  # one body adopts several laws on a day, so that the day names none of them
            places = _places(authority)
            on = authority.decided_on
            months = _month_forms(on.earliest_on) if has_months and on and on.is_exact else ()
            for form in (*_days(authority), *months):
                self._by_form.setdefault(form, []).append((authority, places))

    def named_in(self, whole: str) -> Iterator[tuple[str, Citable]]:
        """Each decision whose day stands near its court or place, and near a word for a court."""
        for match, authority in self.matches_in(whole):
            yield f"{authority.court}, {match[0]}", authority

    def matches_in(self, whole: str) -> Iterator[tuple[re.Match[str], Citable]]:
        """The same, with where the day stands."""
        for match in _DATE.finditer(whole):
            near = whole[max(0, match.start() - _AROUND) : match.end() + _AROUND]
            for authority, places in self._by_form.get(match[0], ()):
                if _COURT.search(near) and not places.isdisjoint(_WORD.findall(near)):
                    yield match, authority


def _days(authority: Citable) -> tuple[str, ...]:
    """The day in the usual forms, or the month alone unless a chance match would stop a filing."""
    stated = authority.decided_on
    if stated is None or stated.is_unknown:
        return ()
    first, last = stated.earliest_on, stated.latest_on
    if first == last:
        return day_forms(first)
    is_month = (first.year, first.month) == (last.year, last.month)
    return _month_forms(first) if is_month and authority.cite_use != "do-not-cite" else ()


@cache
def _month_forms(on: date) -> tuple[str, ...]:
    return tuple(Translator(language).format_month(on) for language in LANGUAGES)


def _places(authority: Citable) -> frozenset[str]:
    """The words that tell its court from others: of court and title, and the name of its State."""
    return _words_of(authority.court, authority.title, getattr(authority, "country", ""))


@lru_cache(maxsize=_MAX_KEPT)
def _words_of(court: str, title: str, country: str) -> frozenset[str]:
    name = Translator().territory_name(country) if country else ""
    words = _WORD.findall(f"{court} {title} {name}")
    return frozenset(word for word in words if word[0].isupper()) - _GENERIC


def mark_pattern(known: Iterable[str], escape: Callable[[str], str] = re.escape) -> re.Pattern[str]:
    """Return what finds any of these marks, the longest first, where it is no part of a longer number.

    Args:
        known: the marks, none empty.
        escape: makes an expression of a mark without its first letter.
    """
    by_first: dict[str, list[str]] = {}
    for mark in sorted(known, key=len, reverse=True):
        by_first.setdefault(mark[0], []).append(escape(mark[1:]))
    if not by_first:
        return re.compile("(?!)")  # without a number none is found
    firsts = "".join(map(re.escape, by_first))
    branches = "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    # By first letters: at most places of a text none begins, and nothing else is tried there.
    return re.compile(rf"(?=[{firsts}])(?<![\w/.-])(?:{branches})(?![\w/])")


def spaced(text: str) -> str:
    """A text with every run of blanks and line ends as one blank."""
    return _BLANKS.sub(" ", text)
