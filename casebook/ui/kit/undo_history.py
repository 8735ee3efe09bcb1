"""The changes made in this window, newest last, and those undone: steps that can be undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the lock screen is shown before the database is loaded
    from casebook.services.base.session import Session

_MAX_STEPS = 500

Work = Callable[["Session"], object]
"""Writes with a session; it may be refused, as where the record was changed since."""
Touched = frozenset[tuple[str, str]]
"""Records by noun and id."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change, which nobody described yet where it has a number alone.

    Attributes:
        title: what was done, without a name.
        where: the page it was done on, in words.
        undo: brings back what was before, or None where nothing does.
        redo: does it again after that, or None.
        number: of its commit in this window; 0 for one described with its undo.
        at: when it was done.
        go: shows the page it was done on, or None.
        touched: the records it changed.
        key: its own; 0 before it is added.
    """

    title: str = ""
    where: str = ""
    undo: Work | None = None
    redo: Work | None = None
    number: int = 0
    at: datetime | None = None
    go: Callable[[], None] | None = None
    touched: Touched = frozenset()
    key: int = 0

    @property
    def record_ids(self) -> frozenset[str]:
        """Return the ids of the records it changed."""
        return frozenset(record_id for _, record_id in self.touched)


class UndoHistory:
    """What can be undone and redone until the casebook is locked.

    A step is redone only on top of what it was undone on: after any other change it is forgotten.
    """

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[tuple[Step, Step | None]] = []
        self._keys = count(1)

    @property
    def done(self) -> tuple[Step, ...]:
        """Return the changes that stand, newest last."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step, ...]:
        """Return the changes that were undone and can be redone, the next one last."""
        return tuple(step for step, _ in self._undone) if self.next_undone else ()

    @property
    def last(self) -> Step | None:
        """Return the newest change."""
        return self._done[-1] if self._done else None

    @property
    def next_undone(self) -> Step | None:
        """Return the change that would be redone; None after another change."""
        step, below = self._undone[-1] if self._undone else (None, None)
        return step if _key(below) == _key(self.last) else None

    @property
    def has_undone(self) -> bool:
        """Return whether a change was undone and not redone, whatever was done since."""
        return bool(self._undone)

    def newer_of(self, step: Step) -> tuple[Step, ...]:
        """Return the changes made after a step to records that it changed, too."""
        return tuple(one for one in self._done[self._place(step) + 1 :] if one.touched & step.touched)

    def add(self, step: Step) -> None:
        """Add a change."""
        self._done = [*self._done[-_MAX_STEPS:], step if step.key else replace(step, key=next(self._keys))]

    def drop(self, numbers: range) -> Touched:
        """Forget the changes of these commits, which one step describes; returns their records."""
        taken = [step.touched for step in self._done if step.number in numbers]
        self._done = [step for step in self._done if step.number not in numbers]
        return frozenset().union(*taken)

    def name_last(self, title: str, numbers: range) -> None:
        """Say what the newest change was, if it is of these commits."""
        if self._done and self._done[-1].number in numbers:
            self._done[-1] = replace(self._done[-1], title=title)

    def take(self, step: Step) -> int:
        """Take off a change, to be undone; returns its place."""
        place = self._place(step)
        del self._done[place]
        return place

    def put_back(self, step: Step, place: int) -> None:
        """Put a change back in its place that could not be undone."""
        self._done.insert(place, step)

    def keep_undone(self, step: Step) -> None:
        """Keep a change that was undone."""
        self._undone = [*self._undone[-_MAX_STEPS:], (step, self.last)]

    def take_undone(self) -> Step | None:
        """Take off the change undone last, to be redone; None, and all are forgotten, after another one."""
        step = self.next_undone
        self._undone = self._undone[:-1] if step else []
        return step

    def _place(self, step: Step) -> int:
        return next(place for place, one in enumerate(self._done) if one.key == step.key)


def _key(step: Step | None) -> int:
    return step.key if step else 0
