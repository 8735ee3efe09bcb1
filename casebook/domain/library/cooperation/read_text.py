"""Texts of a review without what compilers knew and did not read, or noted on their work: for the office."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from casebook.domain.library.argument import sentences_of

_WORDS = (
    r"\b(?:general knowledge|generally known|from memory|excerpt|nearest (?:available|one)|cut off"
    r"|breaks? off|not visible)\b"
)
"""How compilers say that they did not read something, or how they came to a value."""
_ASIDE = re.compile(rf"\s*\([^()]*{_WORDS}[^()]*\)", re.IGNORECASE)
_RECALLED = re.compile(_WORDS, re.IGNORECASE)
V = TypeVar("V")


def without_recalled(text: str) -> str:
    """Return a text without asides and sentences that rest on general knowledge, or are notes of work.

    >>> without_recalled("Month and day to be confirmed (24 May 2011 from memory).")
    'Month and day to be confirmed.'
    >>> without_recalled("An account of one paper. Year from general knowledge; no page was found.")
    'An account of one paper.'
    """
    return " ".join(one for one in sentences_of(_ASIDE.sub("", text)) if not _RECALLED.search(one))


def as_read(value: V) -> V:
    """Return a record, or texts, without what nobody read in any text of it."""
    known: Any = value
    if isinstance(known, str):
        known = without_recalled(known) if _RECALLED.search(known) else known
    elif isinstance(known, tuple):
        known = tuple(map(as_read, known))
    elif is_dataclass(known) and not isinstance(known, type):
        held = {
            one.name: getattr(known, one.name) for one in fields(known) if one.init and one.name != "read"
        }
        read = {name: as_read(one) for name, one in held.items()}
        changed = {name: one for name, one in read.items() if one != held[name]}
        known = replace(known, **changed) if changed else known
    result: V = known
    return result
