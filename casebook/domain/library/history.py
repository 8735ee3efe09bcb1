"""What became of a decision after it was given, and how it may be cited because of that."""

from __future__ import annotations

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
"""`overtaken`: a later ruling or law took its weight; `noted`: anything else a reader should know."""

CiteUse = Literal["plain", "with-history", "only-as-history", "do-not-cite"]
"""`plain`: may be cited by itself. `with-history`: never without what became of it. `only-as-history`: no
authority for what it says, named only to tell the course of a case. `do-not-cite`: kept out of a filing."""


@entity
class LaterEvent:
    """One step after a decision.

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
    """What is cited and may have a later history: a decision of the country data, or a source."""

    @property
    def title(self) -> str:
        """What it is called."""
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
        """Its numbers as printed, parted by semicolons."""
        ...

    @property
    def ecli(self) -> str:
        """Its ECLI, or ""."""
        ...

    @property
    def history(self) -> str:
        """What became of it, as it is printed."""
        ...

    @property
    def cite_use(self) -> CiteUse:
        """How it may be cited."""
        ...


def needs_history(authority: Citable) -> bool:
    """Whether it must not be cited without its later history."""
    return authority.cite_use != "plain"


def may_be_cited(authority: Citable) -> bool:
    """Whether a copy for a court may name it at all."""
    return authority.cite_use != "do-not-cite"


def states_history(history: str, cite_use: CiteUse, later: Iterable[LaterEvent] = ()) -> bool:
    """Whether the printed line says something where it must: of all that fell, or is not cited plainly."""
    fell = any(event.kind in {"annulled", "overtaken"} for event in later)
    return bool(history) or (cite_use == "plain" and not fell)
