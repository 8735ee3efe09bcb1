"""The later history of a decision, and how it may be cited as a result."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, Protocol

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.library.reading_level import ReadingLevel

LaterKind = Literal[
    "final",
    "not-final",
    "appealed",
    "followed",
    "not-followed",
    "annulled",
    "overtaken",
    "executed",
    "not-executed",
    "spent",
    "noted",
]
"""`overtaken`: a later ruling or law reduced its weight; `noted`: anything else a reader should know."""

CiteUse = Literal["plain", "with-history", "only-as-history", "do-not-cite"]
"""`plain`: may be cited alone. `with-history`: only with its later history. `only-as-history`: not an
authority, cited only for procedural history. `do-not-cite`: never filed.
"""

_NOTHING_LATER = re.compile(r"(?:Current|No(?:thing)? (?:later|follow-up))\b[^.;]*\.")


@entity
class LaterEvent:
    """One event after a decision.

    Attributes:
        what: in our own words.
        on: the day, as exactly as it is known, or None.
        reading_level: what was read for it; `none` is general knowledge, which is shown and never printed.
        reported_in: whose account it is, or "".
    """

    kind: LaterKind
    what: str
    on: StatedDate | None = None
    reading_level: ReadingLevel = "none"
    reported_in: str = ""


class Citable(Protocol):
    """Anything cited that may have a later history: a decision of the country data, or a source."""

    @property
    def pack(self) -> str:
        """Return the version of the pack it came with, "" for the person's own."""
        ...

    @property
    def title(self) -> str:
        """Return its title."""
        ...

    @property
    def court(self) -> str:
        """Who decided it."""
        ...

    @property
    def decided_on(self) -> StatedDate | None:
        """When, as exactly as it is known."""
        ...

    @property
    def number(self) -> str:
        """Return its numbers as printed, separated by semicolons."""
        ...

    @property
    def ecli(self) -> str:
        """Return its ECLI, or ""."""
        ...

    @property
    def history(self) -> str:
        """Return its later history as printed."""
        ...

    @property
    def cite_use(self) -> CiteUse:
        """Return how it may be cited."""
        ...


def needs_history(authority: Citable) -> bool:
    """Return whether it must not be cited without its later history."""
    return authority.cite_use != "plain"


def printed_history(authority: Citable) -> str:
    """Return what became of a decision or law as papers print it; "" where nothing did.

    That nothing later was found is for the office: it is no later history.
    """
    return "" if states_nothing_later(authority.history) else authority.history


def states_nothing_later(history: str) -> bool:
    """Return whether a later history only says that none was found.

    >>> [states_nothing_later(text) for text in ("Current when checked.", "Current; it rests on a treaty.")]
    [True, False]
    """
    return _NOTHING_LATER.fullmatch(history) is not None


def may_be_cited(authority: Citable) -> bool:
    """Return whether a copy for a court may name it at all."""
    return authority.cite_use != "do-not-cite"


def states_history(history: str, cite_use: CiteUse, later: Iterable[LaterEvent] = ()) -> bool:
    """Return whether the history is printed where required: if overturned, or not cited plainly."""
    fell = any(event.kind in {"annulled", "overtaken"} for event in later)
    return bool(history) or (cite_use == "plain" and not fell)
