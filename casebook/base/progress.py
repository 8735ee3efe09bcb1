"""Progress of long work, and its cancellation by the user."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from casebook.base.message import Message


class Progress(Protocol):
    """Called at least every 100 ms by long work.

    Args of a call: steps done, steps in all, and what is being done, in a few words that name nobody.

    Raises:
        Cancelled: the person asked to stop; the work undoes its half and lets this pass.
    """

    def __call__(self, done: int, total: int, step: Message) -> None:  # noqa: D102 - the class says it
        ...


def silent(done: int, total: int, step: Message) -> None:
    """Progress that is not shown."""


NONE = -1
Hold = Callable[[int], None]
"""Called with the index of the item in hand, from 0, or `NONE`, so that a fault can be attributed to it."""


def unheld(place: int) -> None:
    """What is in hand nobody wants to know."""
