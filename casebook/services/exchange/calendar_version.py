"""Versions of a calendar entry: which prevails in a list, and what a later one changes of its record.

A record is merged three ways: as it is, as its entry was last imported, and as the entry is now. What only
the calendar changed is taken, and what only the person changed stays.

Source: RFC 5546, 2.1.5, which entry of the same UID prevails.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, NamedTuple, TypeVar

from casebook.base.message import Message
from casebook.domain.base.entity import Entity
from casebook.domain.case.event import CalendarSource
from casebook.domain.case.task import TaskSource
from casebook.services.exchange.known_records import Settled

E = TypeVar("E", bound=Entity)
LINKED = Message("Linked to its calendar entry: later changes of the entry will be recognised.")
OUTDATED = Message("A later version of this entry was already imported.")
OFF_IN_CALENDAR = Message("It is cancelled in the calendar.")
BACK_IN_CALENDAR = Message("It is no longer cancelled in the calendar.")
OWN_KEPT = Message("Your own changes are kept.")
_LATER_HERE: Settled[Any] = Settled(
    fate="duplicate", why=Message("The same or a later version of this entry is in the same file.")
)
_TWICE: Settled[Any] = Settled(
    fate="refused",
    why=Message("Another entry of the file has the same ID and version. Enter this one manually."),
)


class Merged(NamedTuple, Generic[E]):
    """A record with what its calendar changed.

    Attributes:
        record: as it would be.
        refused: the first field of each group that the calendar and the person both changed.
        is_kept: the person changed something, too.
    """

    record: E
    refused: tuple[str, ...]
    is_kept: bool


def merged(mine: E, last: E, entry: E, groups: Iterable[tuple[tuple[str, ...], bool]]) -> Merged[E]:
    """Return a record with what its calendar changed since the last import.

    Args:
        mine: the record.
        last: it as last imported.
        entry: as the calendar has it now.
        groups: fields that change together, and whether the calendar changed them.
    """
    taken, refused, is_kept = mine, [], False
    for names, is_changed in groups:
        here, old, new = ([getattr(one, name) for name in names] for one in (mine, last, entry))
        is_kept |= here != old
        if is_changed and here not in (old, new):
            refused.append(names[0])
        elif is_changed:
            taken = replace(taken, **dict(zip(names, new, strict=True)))  # type: ignore[type-var]
    return Merged(taken, tuple(refused), is_kept)


def version_of(cells: Mapping[str, str]) -> int:
    """The version of the entry in a row, 0 where it states none."""
    stated = cells.get("sequence", "").strip()
    return int(stated) if stated.isdecimal() else 0


def is_older(one: CalendarSource | TaskSource, other: CalendarSource | TaskSource) -> bool:
    """Whether one version of an entry is older than the other: by its number, else by its time stamps."""
    return _order((one.sequence, one.stamp), (other.sequence, other.stamp)) < 0


def _order(one: tuple[int, str], other: tuple[int, str]) -> int:
    """Which of two versions is the older one: -1 the first, 1 the second, 0 where nothing says it."""
    pairs: list[tuple[int | str, int | str]] = [(one[0], other[0])]
    pairs += [pair for pair in zip(one[1].split(), other[1].split(), strict=False) if "-" not in pair]
    before, after = next((pair for pair in pairs if pair[0] != pair[1]), (0, 0))
    return (before > after) - (before < after)  # type: ignore[operator]  # both numbers or both stamps


def superseded(rows: Sequence[Mapping[str, str]]) -> Mapping[int, Settled[Any]]:
    """Return the outcome of rows, by index, whose entry recurs in the list in the same or a later version."""
    last: dict[str, int] = {}
    settled: dict[int, Settled[Any]] = {}
    for place, cells in enumerate(rows):
        if uid := cells.get("uid", ""):
            known = last.setdefault(uid, place)
            order = _order(_version(rows[known]), _version(cells))
            earlier, last[uid] = (place, known) if order > 0 else (known, place)
            if known != place:
                settled[earlier] = _TWICE if not order and rows[known] != cells else _LATER_HERE
    return settled


def _version(cells: Mapping[str, str]) -> tuple[int, str]:
    return version_of(cells), cells.get("stamp", "")
