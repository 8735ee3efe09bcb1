"""Custom rules and court profiles that were given one ID in two casebooks: nobody can tell which is meant."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.base.errors import Refused
from casebook.base.message import Message


def rival_ids(entries: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the IDs that several entries of different text have.

    Args:
        entries: ID and text of each.

    >>> sorted(rival_ids([("a", "1"), ("a", "1"), ("b", "1"), ("b", "2")]))
    ['b']
    """
    texts: dict[str, set[str]] = {}
    for entry_id, text in entries:
        texts.setdefault(entry_id, set()).add(text)
    return frozenset(entry_id for entry_id, known in texts.items() if len(known) > 1)


def several_entries(what: Message, field: str) -> Refused:
    """Return the error about an ID that several entries have."""
    return Refused(what, field=field, remedy="Move all but one of them to the bin, or change their IDs.")
