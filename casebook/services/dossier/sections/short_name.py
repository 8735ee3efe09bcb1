"""Short names by which a text cites again what it cited in full: a party, a court, or a treaty.

A short name stands for an authority only where it is cited in full elsewhere and no other one bears the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from casebook.domain.library.history import Citable

_PARTIES = re.compile(r" v\.? ")
_RE = re.compile(r"(?:In )?[Rr]e (?P<party>\w+)")
_ASIDE = re.compile(r" \([^)]*\)")
_PARTY = re.compile(r"[^\W\d_]{3,}|[A-Z]{2,3}\.|(?:[A-Z]\.){2,}")
"""A name of one word, or initials as a court prints them ("NA.", "N.S.")."""
_OTHERS = re.compile(r" and [Oo]thers$")
_ANONYMISED = re.compile(r"Case of (?:[A-Z]\.){2,}")
_PUBLIC = re.compile(
    r"Government|Minist|State|Attorney|Secretary|Republic|Director|Commission|Queen|King|Regina"
)
_COURT_WORDS = 4
_TREATIES = {
    "Convention for the Protection of Human Rights and Fundamental Freedoms": (
        "European Convention on Human Rights",
        "European Convention",
        "of the Convention",
    ),
    "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment": (
        "Convention against Torture",
    ),
    "International Covenant on Civil and Political Rights": ("Covenant",),
}
"""What pleadings call a treaty; the Convention without more is that of human rights in Europe."""


def is_anonymised(entry: Citable) -> bool:
    """Return whether a decision is known by initials, which no other title of it may give away."""
    return _ANONYMISED.match(entry.title) is not None


def short_names(title: str, courts: Iterable[str], *, is_decision: bool) -> frozenset[str]:
    """Return by what names an authority may be cited again.

    >>> sorted(short_names("Othman (Abu Qatada) v. the United Kingdom", ("A Court",), is_decision=True))
    ['Othman']
    >>> sorted(short_names("Judgment 1/2023", ("Court of Cassation of Italy, Section 6",), is_decision=True))
    ['Court of Cassation of Italy']
    >>> sorted(short_names("High Court, decision of 2025", ("High Court (Criminal)",), is_decision=True))
    ['High Court']
    """
    if not is_decision:
        return frozenset(_TREATIES.get(title, ()))
    names = {court_name(court) for court in courts}
    long_names = {name for name in names if len(name.split()) >= _COURT_WORDS}
    opening = {name for name in names if " " in name and title.startswith(f"{name}, ")}
    return frozenset(long_names | opening | _party(title))


def court_name(court: str) -> str:
    """Return the name of a court without its division or State in brackets."""
    return re.split(r"[,(]", court)[0].strip()


def _party(title: str) -> set[str]:
    """Return the private party that a decision is called by, if its name is one word."""
    again = _RE.match(title)
    sides = [again["party"]] if again else _PARTIES.split(_ASIDE.sub("", title), maxsplit=1)
    if not again and len(sides) == 1:
        return set()
    party = _OTHERS.sub("", sides[0])
    return {party} if _PARTY.fullmatch(party) and not _PUBLIC.match(party) else set()


def short_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds short names; not a person called so, nor another convention or court."""
    alternatives = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    if not alternatives:
        return re.compile("(?!)")
    forms = r"(?<!Mr )(?<!Ms )(?<!Mrs )(?<!Dr )"
    return re.compile(
        rf"(?<![\w-]){forms}(?:{alternatives})(?![\w-])(?! v\.? )(?! (?:against|on|for|relating)\b)"
    )
