"""Flows: how work that takes time is written once and run by the window and the command line alike.

A flow is an ``async def`` that awaits only `on_vault` (the one thread that owns the database) or `off_thread`
(hashing, sealing, rendering: frozen values and bytes only). A runner drives it by `send` and `throw`; there
is no event loop. The window's runner is `ui/kit/tasks.py`, the command line's is `run_in_line`.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass
from typing import Any, Generic, Literal, Self, TypeVar, cast

T = TypeVar("T")
Lane = Literal["vault", "work"]


@dataclass(frozen=True, slots=True)
class FlowStep(Generic[T]):
    """One piece of work and the lane it belongs on; awaiting it gives the work's result."""

    lane: Lane
    work: Callable[[], T]

    def __await__(self) -> Generator[Self, object, T]:
        """Hand this step to the runner; it sends the result back."""
        return cast("T", (yield self))


Flow = Coroutine[FlowStep[Any], Any, T]
"""What a service returns when it takes time."""
FlowFactory = Callable[[], Flow[T]]
"""Makes a flow when it is to start, so that none is made and never run."""


def on_vault(work: Callable[[], T]) -> FlowStep[T]:
    """Do this on the thread that owns the database."""
    return FlowStep("vault", work)


def off_thread(work: Callable[[], T]) -> FlowStep[T]:
    """Do this on a working thread: no database, no Qt."""
    return FlowStep("work", work)


async def as_flow(step: FlowStep[T]) -> T:
    """A flow of one step."""
    return await step


def run_in_line(flow: Flow[T]) -> T:
    """Drive a flow to its end in the calling thread.

    Raises:
        CasebookError: whatever the flow lets pass.
    """
    answer: object = None
    failure: BaseException | None = None
    while True:
        try:
            step = flow.throw(failure) if failure is not None else flow.send(answer)
        except StopIteration as end:
            return cast("T", end.value)
        try:
            answer, failure = step.work(), None
        except BaseException as error:  # noqa: BLE001 - the flow decides what to do with it
            failure = error
