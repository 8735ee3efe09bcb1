"""The changes made in this window, newest last, and those undone: steps that can be undone and redone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the lock screen is shown before the database is loaded
    from casebook.services.base.session import Session

_MOST = 50

Work = Callable[["Session"], object]
"""Writes with a session; it may be refused, as where the record was changed since."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change, which nobody described yet where it has a number alone.

    Attributes:
        title: what was done, without a name.
        where: the page it was done on.
        undo: brings back what was before, or None where nothing does.
        redo: does it again after that, or None.
        number: of its commit in this window; 0 for one described with its undo.
    """

    title: str = ""
    where: str = ""
    undo: Work | None = None
    redo: Work | None = None
    number: int = 0


class UndoHistory:
    """What can be undone and redone until the casebook is locked.

    A step is redone only on top of what it was undone on: after any other change it is forgotten.
    """

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[tuple[Step, Step | None]] = []

    @property
    def last(self) -> Step | None:
        """Return the newest change."""
        return self._done[-1] if self._done else None

    @property
    def next_undone(self) -> Step | None:
        """Return the change that would be redone; None after another change."""
        step, below = self._undone[-1] if self._undone else (None, None)
        return step if below is self.last else None

    @property
    def has_undone(self) -> bool:
        """Return whether a change was undone and not redone, whatever was done since."""
        return bool(self._undone)

    def add(self, step: Step) -> None:
        """Add a change."""
        self._done = [*self._done[-_MOST:], step]

    def drop(self, numbers: range) -> None:
        """Forget the changes of these commits: one step describes them."""
        self._done = [step for step in self._done if step.number not in numbers]

    def name_last(self, title: str, numbers: range) -> None:
        """Say what the newest change was, if it is of these commits."""
        if self._done and self._done[-1].number in numbers:
            self._done[-1] = replace(self._done[-1], title=title)

    def take_last(self) -> Step:
        """Take off the newest change, to be undone."""
        return self._done.pop()

    def keep_undone(self, step: Step) -> None:
        """Keep a change that was undone."""
        self._undone = [*self._undone[-_MOST:], (step, self.last)]

    def take_undone(self) -> Step | None:
        """Take off the change undone last, to be redone; None, and all are forgotten, after another one."""
        step = self.next_undone
        self._undone = self._undone[:-1] if step else []
        return step
