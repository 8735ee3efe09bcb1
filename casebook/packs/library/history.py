"""What became of a decision, in the packs of decisions and of sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from casebook.domain.library.history import (
    CiteUse,
    LaterEvent,
    LaterKind,
    states_history,
    states_nothing_later,
)
from casebook.domain.library.reading_level import ReadingLevel
from casebook.packs.base.entry import PackEntry

LEVELS: tuple[ReadingLevel, ...] = get_args(ReadingLevel)
_KINDS: tuple[LaterKind, ...] = get_args(LaterKind)
_REMARK = re.compile(
    r"(?:likely )?adverse\b|library |grand chamber|(?:eur|usd|gbp|chf|[€£$])\s*\d", re.IGNORECASE
)
"""How a line begins that says whom a decision helps, who gave it, where it is filed or what was awarded."""
_FILE = re.compile(r"\b[\w-]+\.(?:toml|json|md|py)\b")
_REASONING = re.compile(r"\bown (?:reasoning|reading|comparison)\b|\bcontrast\b|\brelieves\b", re.IGNORECASE)
"""What compilers conclude from one decision for another: a note, never a later history."""
_EARLIER = re.compile(r"\b(?:given|decided|months?|years?) before\b", re.IGNORECASE)
"""How a line compares a decision with something later elsewhere: never what became of it."""
_USES: tuple[CiteUse, ...] = get_args(CiteUse)
_ON_APPEAL = re.compile(r"Upheld (by|in|on)\b")
"""How a later history begins that another decision made: it stands wherever the decision is cited."""


def read_cite_use(entry: PackEntry) -> CiteUse:
    """How an entry may be cited; plainly where it does not say."""
    return entry.choice("cite_use", _USES, default="plain")


def read_later(entry: PackEntry) -> tuple[LaterEvent, ...]:
    """The steps after a decision, in the order of the pack."""
    return tuple(_event(table) for table in entry.tables("later"))


def require_histories(
    entry: PackEntry, history: str, cite_use: CiteUse, later: Iterable[LaterEvent] = ()
) -> None:
    """Report decisions that were overturned, or not cited plainly, without a line that says so.

    The line is printed for a court, so it is no remark for the office either.
    """
    if cite_use == "plain" and _ON_APPEAL.match(history):
        entry.complain("cite_use", "must not be plain, as another decision upheld it")
    if states_nothing_later(history) and any(event.kind != "final" for event in later):
        entry.complain("history", "says that nothing later is recorded, and something is")
    if not states_history(history, cite_use, later):
        entry.complain("history", "is missing: it must not be cited without what became of it")
    if _REMARK.match(history) or _FILE.search(history) or _REASONING.search(history):
        entry.complain("history", "is a remark for the office and not what became of it")
    if _EARLIER.search(history):
        entry.complain("history", "states what came before the decision, not what became of it")
    if any(event.kind == "overtaken" and event.reading_level == "none" for event in later):
        entry.complain("later", "states that it was overtaken, which nobody read")


def _event(entry: PackEntry) -> LaterEvent:
    event = LaterEvent(
        kind=entry.choice("kind", _KINDS),
        what=entry.text("what"),
        on=entry.stated("on"),
        reading_level=entry.choice("read", LEVELS),
        reported_in=entry.text("reported_in", default=""),
    )
    entry.close()
    return event
