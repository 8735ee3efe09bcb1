"""Finds the authorities that a text cites, and where in it: decisions, legislation, treaties and rules.

The library says what each is known by. What it does not hold, the person writes into the table of
authorities: how the text cites it, a colon, and its citation in full, or its title in the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.dossier.term_list import term_list
from casebook.domain.library.citation import stated_day, with_history
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import Citable
from casebook.domain.library.source import Source
from casebook.domain.library.source_file.identifier import by_kind
from casebook.language.fold import without_accents
from casebook.services.dossier.sections.decision_mention import DayMarks, mark_pattern, marks, spaced
from casebook.services.dossier.sections.short_name import (
    court_name,
    is_anonymised,
    short_names,
    short_pattern,
)

AuthorityGroup = Literal["decision", "legislation", "other"]
GROUPS: Mapping[AuthorityGroup, str] = {
    "decision": gettext_noop("Decisions"),
    "legislation": gettext_noop("Legislation and treaties"),
    "other": gettext_noop("Other authorities"),
}
"""Their titles, in the order of a table of authorities."""
_ASIDE = re.compile(r" (?:\[GC\]|\(dec\.\)|\(communications? [^)]*\))(?= |$)")
"""What a court writes behind the parties, and whoever cites the decision may leave out."""
_OTHER_NAME = re.compile(r" \([^)]*\)(?= v\.? )")
"""Another name of the first party, which whoever cites the decision may leave out."""
_PARTIES = re.compile(r" v\.? |^Re |^In re ")
_TREATIES = {
    title: title
    for title in (
        "Convention for the Protection of Human Rights and Fundamental Freedoms",
        "Vienna Convention on Consular Relations",
        "Vienna Convention on Diplomatic Relations",
    )
} | {
    "European Convention on Human Rights": (
        "Convention for the Protection of Human Rights and Fundamental Freedoms"
    )
}
"""Treaties that findings name and the library does not hold, by what they are cited by."""
_LAW_WORDS = 4
"""A law by so many words, or by a year, is no other State's law of the same name."""


@entity
class CitedAuthority:
    """An authority as a dossier lists it.

    Attributes:
        title: of the decision or law; "" never.
        citation: the whole of it: title, numbers, report, day, and what became of it.
        record_ids: its sources and decisions in the library; none for one that the person typed.
        neutral: neutral citation, application number, ECLI, or where an act is published; or "".
        report: where a law report has it, or "".
    """

    group: AuthorityGroup
    title: str
    citation: str
    record_ids: tuple[str, ...] = ()
    neutral: str = ""
    report: str = ""


def in_order(authorities: Iterable[CitedAuthority]) -> tuple[CitedAuthority, ...]:
    """Return them by group and in alphabetical order, accents apart."""
    groups = list(GROUPS)
    return tuple(sorted(authorities, key=lambda one: (groups.index(one.group), without_accents(one.title))))


def authority_of(entry: Citable, words: Translator, record_ids: tuple[str, ...] = ()) -> CitedAuthority:
    """Return a decision or source of the library as a dossier lists it."""
    number, reported = by_kind(entry.number)
    neutral = "; ".join((*_unsaid(entry, number), *filter(None, (entry.ecli,))))
    report = "" if reported in entry.title else reported
    day = stated_day(entry.decided_on, f"{entry.title} {entry.number}", words)
    court = entry.court if _is_known_by_court(entry) else ""
    line = ", ".join(part for part in (entry.title, court, neutral, report, day) if part)
    return CitedAuthority(
        group=_group(entry) or "other",
        title=entry.title,
        citation=with_history(line, entry, words),
        record_ids=record_ids,
        neutral=neutral,
        report=report,
    )


def _is_known_by_court(entry: Citable) -> bool:
    """Return whether its court tells it from others: it has initials, or neither parties nor number."""
    is_bare = isinstance(entry, Decision) and not (entry.number or entry.ecli or _PARTIES.search(entry.title))
    return is_anonymised(entry) or is_bare


def _unsaid(entry: Citable, neutral: str) -> Iterator[str]:
    return (part for part in neutral.split("; ") if part not in entry.title and part not in entry.ecli)


def _group(entry: Citable) -> AuthorityGroup | None:
    """Return which group it belongs to; None for what is evidence and no authority."""
    if isinstance(entry, Decision):
        return "other" if entry.is_count else "decision"
    if isinstance(entry, Source) and entry.is_decision:
        return "decision"
    if isinstance(entry, Source) and entry.type in {"legislation", "un-treaty-body"}:
        return "legislation" if entry.type == "legislation" else "other"
    return None


class AuthorityFinder:
    """Finds authorities in lines of text.

    Args:
        entries: decisions and sources of the library, sources first.
        typed: what the person wrote into tables of authorities.
        words: of the language of the dossier.

    Raises:
        InvalidInput: a line of what was typed is not in two parts.
    """

    def __init__(self, entries: Iterable[Citable], typed: Iterable[str], words: Translator) -> None:
        self._words = words
        self._entries = tuple(entry for entry in entries if _group(entry))
        self._made: dict[int, CitedAuthority] = {}
        self._short: Mapping[str, CitedAuthority] = {}
        self._short_pattern = short_pattern(())
        named = {_key(mark): title for mark, title in _TREATIES.items()}
        self._typed = named | {_key(mark): cited for text in typed for mark, cited in term_list(text)}

    @cached_property
    def _first(self) -> Mapping[str, int]:
        """The place of the first entry that is known by each mark."""
        first: dict[str, int] = {}
        for at, entry in enumerate(self._entries):
            for mark in map(_key, _known_by(entry)):
                first.setdefault(mark, at)
        return first

    @cached_property
    def _same(self) -> Sequence[int]:
        """For each entry the first of the same decision or law, which the library may hold twice."""
        same: list[int] = []
        by_history: dict[tuple[object, str], int] = {}
        for at, entry in enumerate(self._entries):
            others = sorted({self._first[mark] for mark in map(_key, _known_by(entry))})
            root = next((same[other] for other in others if other < at and self._is_same(at, other)), at)
            if entry.history:  # without a common number, the same history of one day tells
                root = by_history.setdefault((entry.decided_on, entry.history), root)
            same.append(root)
        return same

    def _is_same(self, at: int, other: int) -> bool:
        """Return whether two entries with one number are one decision, not two steps of the same case."""
        one, two = self._entries[at].decided_on, self._entries[other].decided_on
        return one is not None and two is not None and one.earliest_on == two.earliest_on

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return mark_pattern((*self._typed, *self._first), _flexible)

    @cached_property
    def _days(self) -> DayMarks:
        return DayMarks(
            (entry for entry in self._entries if entry.decided_on and entry.decided_on.is_exact),
            has_months=True,
        )

    def found_in(self, text: str) -> list[tuple[int, CitedAuthority]]:
        """Return where a text cites which authority, in order."""
        at = {id(entry): place for place, entry in enumerate(self._entries)}
        marked = [(match.span(), self._named(_key(match[0]))) for match in self._pattern.finditer(text)]
        by_mark = ((span[0], authority) for span, authority in marked)
        by_day = (
            (match.start(), self._authority(at[id(entry)])) for match, entry in self._days.matches_in(text)
        )
        full = [span for span, _ in marked]
        shortly = (
            (match.start(), self._short[match[0]])
            for match in self._short_pattern.finditer(text)
            if not any(begin <= match.start() < end for begin, end in full)
        )
        return sorted(dict.fromkeys((*by_mark, *by_day, *shortly)), key=lambda pair: pair[0])

    def learn_short_names(
        self, cited: Iterable[CitedAuthority], people: Iterable[str], courts: Iterable[str]
    ) -> None:
        """Find these authorities by their short names too from now on, if only one bears each.

        Args:
            cited: what is cited in full somewhere.
            people: names of the case, which no decision is called by.
            courts: of the case, which are named for themselves.
        """
        taken = {word for name in people for word in name.split()} | {court_name(court) for court in courts}
        bearers: dict[str, list[CitedAuthority]] = {}
        for authority in cited:
            same = (entry for entry in self._entries if getattr(entry, "id", None) in authority.record_ids)
            is_decision = authority.group == "decision"
            names = short_names(authority.title, (each.court for each in same), is_decision=is_decision)
            for name in names - taken:
                bearers.setdefault(name, []).append(authority)
        self._short = {name: borne[0] for name, borne in bearers.items() if len(borne) == 1}
        self._short_pattern = short_pattern(self._short)

    def _named(self, mark: str) -> CitedAuthority:
        if mark in self._typed:
            cited = self._typed[mark]
            if _key(cited) in self._first:
                return self._authority(self._first[_key(cited)])
            group: AuthorityGroup = "decision" if _PARTIES.search(cited) else "legislation"
            return CitedAuthority(group=group, title=cited, citation=cited)
        return self._authority(self._first[mark])

    def _authority(self, at: int) -> CitedAuthority:
        root = self._same[at]
        if root not in self._made:
            same = [entry for entry, first in zip(self._entries, self._same, strict=True) if first == root]
            ids = tuple(getattr(entry, "id", "") for entry in same)
            shown = next((entry for entry in same if is_anonymised(entry)), self._entries[root])
            self._made[root] = authority_of(shown, self._words, ids)
        return self._made[root]


def _known_by(entry: Citable) -> frozenset[str]:
    """Return the marks of an entry, by `decision_mention`, parties of a decision and the title of a law."""
    known = marks(entry)
    title = _ASIDE.sub("", spaced(entry.title))
    if _group(entry) == "decision":
        return known | ({title, _OTHER_NAME.sub("", title)} - {entry.title})
    is_own = len(title.split()) >= _LAW_WORDS or any(sign.isdigit() for sign in title)
    return known | ({title} if is_own else frozenset())


def _flexible(mark: str) -> str:
    """Return an expression for the rest of a mark, whatever blanks it has and however "v" is written."""
    return re.escape(mark).replace(r"\ v\ ", r"\s+v\.?\s+").replace(r"\ ", r"\s+")


def _key(mark: str) -> str:
    return spaced(mark).replace(" v. ", " v ")
