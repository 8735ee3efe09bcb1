"""The later history of a decision, and how it may be cited as a result."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, Protocol

from casebook.base.i18n import Translator
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

_NOTHING_LATER = re.compile(r"(?:Current|None|No(?:thing)? (?:later|follow-up|appeal))\b[^.;]*\.?")
_UNKNOWN = re.compile(
    r"\b(?:not (?:known|seen|read|confirmed|checked|found)|neither\b[^.;]* found|press only|state media"
    r"|according to|ruled out)\b",
    re.IGNORECASE,
)
"""Words by which the library says that it does not know what became of a decision."""
_SEARCHED = re.compile(r"\bno\b.* (?:was|were) found\b", re.IGNORECASE)
"""Words by which it says what it looked for in vain; a caution of the office like the others."""
_OUTCOME = re.compile(
    r"(?:At first instance|The application was dismissed|Annulled without remittal)\b[^.;]*", re.IGNORECASE
)
"""A sentence that says how the decision itself ended, or of what rank it is, which is no later history."""
_RANK = re.compile(r"At first instance\b", re.IGNORECASE)
_ASIDE = re.compile(r" \([^()]*\)")
_SENTENCE = re.compile(r"(?<=[\w)][\w)]\.) (?=[A-Z])|(?<=;) ")


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

    That nothing later was found, or that something is not known, is for the office: it is no later history.
    Neither is how the decision itself ended.
    """
    later = _later(authority.history)
    return "" if states_nothing_later(later) else settled_history(later)


def history_in_language(authority: Citable, words: Translator) -> str:
    """Return the same in the language of a paper; what the office added stays as it was written."""
    return words(printed_history(authority))


def printed_outcome(authority: Citable) -> str:
    """Return how a decision itself ended, as far as its history says so, without a full stop.

    Its rank ("At first instance") is neither that nor a later history.
    """
    outcomes = (part for part in _outcomes(authority.history) if not _RANK.match(part))
    return settled_history("; ".join(outcomes)).rstrip(".;")


def finds_nothing_later(authority: Citable) -> bool:
    """Return whether somebody looked for what became of a decision and found nothing.

    A law has no later history of this kind: it is in force, amended or replaced.
    """
    later = _later(authority.history)
    is_law = not getattr(authority, "is_decision", True)
    return not is_law and (
        states_nothing_later(later) or (not settled_history(later) and bool(_SEARCHED.search(later)))
    )


def _outcomes(history: str) -> list[str]:
    parts = (part.rstrip(".; ") for part in _SENTENCE.split(history))
    return [part for part in parts if _OUTCOME.fullmatch(part)]


def _later(history: str) -> str:
    """Return a history without the sentences that say how the decision itself ended.

    >>> _later("Annulled without remittal, so final; reasons filed on 17 May 2023. Followed in Rome.")
    'Reasons filed on 17 May 2023. Followed in Rome.'
    """
    kept = [part for part in _SENTENCE.split(history) if not _OUTCOME.fullmatch(part.rstrip(".; "))]
    text = " ".join(kept)
    return text[:1].upper() + text[1:]


def is_unsettled(history: str) -> bool:
    """Return whether a later history says that something of it is not known.

    >>> is_unsettled("Final on 9 May 2012."), is_unsettled("Dismissed; whether it was appealed is not known.")
    (False, True)
    """
    return bool(_UNKNOWN.search(history))


def settled_history(history: str) -> str:
    """Return a later history without what says that something is not known or was not found.

    >>> settled_history("Binding according to counsel; it followed the ruling of 15 January 2021.")
    'It followed the ruling of 15 January 2021.'
    >>> settled_history("A new request was decided in 2012, with what result was not read. Spent.")
    'A new request was decided in 2012. Spent.'
    """
    if not _is_caution(history):
        return history
    bare = _ASIDE.sub(lambda aside: "" if _is_caution(aside[0]) else aside[0], history)
    kept = [part for part in map(_settled, _SENTENCE.split(bare)) if part]
    text = " ".join(part if part[-1] in ".;" else f"{part}." for part in kept)
    text = f"{text[:-1]}." if text.endswith(";") else text
    return text[:1].upper() + text[1:]


def confirmed_history(history: str, later: str) -> str:
    """Return a later history as somebody of the office completed it: what was not known is now.

    Args:
        history: as the library has it.
        later: what became of the decision, as that person checked it, or "".
    """
    if not later or (history and not is_unsettled(history)):
        return history
    return " ".join(part for part in (settled_history(history), later) if part)


def _is_caution(text: str) -> bool:
    return bool(_UNKNOWN.search(text) or _SEARCHED.search(text))


def _settled(sentence: str) -> str:
    """Return a sentence up to the aside that is a caution; "" where it begins with one."""
    if not _is_caution(sentence):
        return sentence
    first, *others = sentence.split(", ")
    if _is_caution(first):
        return ""
    kept = [first, *(part for part in others if not _is_caution(part))]
    end = sentence[-1] if sentence[-1] in ".;" else ""
    return ", ".join(kept).rstrip(".;") + end


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
