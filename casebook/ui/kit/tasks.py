"""Runs flows: a vault lane with one thread, a work lane with two, results in the UI thread.

`Lanes` is what the window uses; `InLine` does the same at once, for tests and
pictures.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from casebook.base.errors import Cancelled
from casebook.base.message import Message
from casebook.base.stopwatch import seconds
from casebook.services.base.flow import Flow, FlowFactory, FlowStep, Lane

T = TypeVar("T")
Failed = Callable[[BaseException], None]
_REPORT_SECONDS = 0.05
_TURN_SECONDS = 0.0005
"""Python's thread switch interval in seconds; the default of 5 ms causes noticeable delays."""


class Submission:
    """The saving of a form: under way until every task has ended that it started, directly or by an answer.

    Tasks join the submission in which they are made, so no page has to say that its form is being saved, and
    none can forget to say that the saving ended.
    """

    current: ClassVar[Submission | None] = None

    def __init__(self) -> None:
        self._running = 0

    @property
    def is_under_way(self) -> bool:
        """Return whether a task of it has not ended."""
        return self._running > 0

    @contextmanager
    def joined(self) -> Iterator[None]:
        """Let the tasks that are made inside belong to it."""
        outer, Submission.current = Submission.current, self
        try:
            yield
        finally:
            Submission.current = outer

    def hold(self, task: BackgroundTask) -> None:
        """Be under way until this task has ended."""

        def release() -> None:
            self._running -= 1

        self._running += 1
        task.ended.connect(release)


class BackgroundTask(QObject):
    """One running flow; also its `Progress`.

    Attributes:
        moved: steps done, steps in all, what is being done; in the UI thread.
        ended: after its result or failure was delivered.
        submission: the saving of a form that started it, or None.
    """

    moved = Signal(int, int, Message)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_cancelled = False
        self._reported_at = 0.0
        self.submission = Submission.current
        if self.submission is not None:
            self.submission.hold(self)

    def cancel(self) -> None:
        """Cancel the flow at its next progress report."""
        self._is_cancelled = True

    def __call__(self, done: int, total: int, step: Message) -> None:
        """Report progress from any lane; forwarded a few times a second.

        Raises:
            Cancelled: the person asked to stop.
        """
        if self._is_cancelled:
            raise Cancelled("Stopped as requested. No incomplete file was left.")
        now = seconds()
        if done >= total > 0 or now - self._reported_at > _REPORT_SECONDS:
            self._reported_at = now
            self.moved.emit(done, total, step)


class Runner(Protocol):
    """Runs flows sequentially or in parallel; results arrive in the UI thread."""

    def run(
        self, task: BackgroundTask, make: FlowFactory[T], then: Callable[[T], None], failed: Failed
    ) -> None:
        """Run a flow; exactly one of `then` and `failed` is called, unless `stop` comes first.

        Args:
            task: reports progress, and cancels.
            make: makes the flow.
            then: takes the result.
            failed: takes the failure, also one of making it.
        """
        ...

    def beside(self, work: Callable[[], T], /) -> Callable[[], T]:
        """Start part of a vault lane step in parallel; the returned function waits for its result."""
        ...

    def stop(self, last: Callable[[], None] | None = None) -> None:
        """Cancel running flows silently, do one last thing on the vault lane, and wait for it."""
        ...


class _Running(Protocol):
    """A running flow with any result type."""

    task: BackgroundTask
    is_dropped: bool

    def advance(self, answer: object, failure: BaseException | None) -> FlowStep[object] | None:
        """Advance the flow to its next step, or None once its end was delivered."""
        ...

    def close(self) -> None:
        """Close the flow."""
        ...


@dataclass(frozen=True, slots=True)
class _Arrival:
    """The result of a step, on its way to the UI thread."""

    driven: _Running
    answer: object = None
    failure: BaseException | None = None


class InLine:
    """A runner without threads."""

    def run(
        self, task: BackgroundTask, make: FlowFactory[T], then: Callable[[T], None], failed: Failed
    ) -> None:
        """Run a flow to its end before returning."""
        driven = _Driven(task, make, then, failed)
        step = driven.advance(None, None)
        while step is not None:
            step = driven.advance(*_done(step))

    def beside(self, work: Callable[[], T], /) -> Callable[[], T]:
        """Run the part before returning."""
        result = work()
        return lambda: result

    def stop(self, last: Callable[[], None] | None = None) -> None:
        """Do the last thing; nothing is running."""
        if last:
            last()


class Lanes(QObject):
    """The runner with threads."""

    _arrived = Signal(_Arrival)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_SECONDS)
        self._pools: dict[Lane, ThreadPoolExecutor] = {
            "vault": ThreadPoolExecutor(1, "vault"),
            "work": ThreadPoolExecutor(2, "work"),
        }
        self._under_way: set[_Running] = set()
        self._is_stopped = False
        self._arrived.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

    @property
    def is_at_work(self) -> bool:
        """Return whether a flow is still running."""
        return bool(self._under_way)

    def run(
        self, task: BackgroundTask, make: FlowFactory[T], then: Callable[[T], None], failed: Failed
    ) -> None:
        """Run a flow; returns at once."""
        driven = _Driven(task, make, then, failed)
        self._under_way.add(driven)
        self._go_on(_Arrival(driven))

    def beside(self, work: Callable[[], T], /) -> Callable[[], T]:
        """Start part of a vault lane step on the work lane; the returned function waits for its result."""
        return self._pools["work"].submit(work).result

    def cancel(self) -> None:
        """Cancel running flows silently; steps already started or queued are still done."""
        for driven in self._under_way:
            driven.task.cancel()
            driven.is_dropped = True

    def stop(self, last: Callable[[], None] | None = None) -> None:
        """Cancel running flows silently, do one last thing on the vault lane, and wait for it."""
        self._is_stopped = True
        for driven in self._under_way:
            driven.task.cancel()
        final = self._pools["vault"].submit(last) if last else None
        for pool in self._pools.values():
            pool.shutdown(wait=True)
        for driven in self._under_way:
            driven.close()
        self._under_way.clear()
        if final:
            final.result()

    def _go_on(self, arrival: _Arrival) -> None:
        driven = arrival.driven
        if self._is_stopped or driven.is_dropped:
            driven.close()
            self._under_way.discard(driven)
            return
        step = None
        try:
            step = driven.advance(arrival.answer, arrival.failure)
        finally:  # what takes the answer may fail, too
            if step is None:
                self._under_way.discard(driven)
        if step is not None:
            self._submit(driven, step)

    def _submit(self, driven: _Running, step: FlowStep[object]) -> None:
        # A flow can lock the window before its next step; then there is no lane left to run it.
        if not self._is_stopped:
            future = self._pools[step.lane].submit(_done, step)
            future.add_done_callback(lambda finished: self._tell(driven, finished))

    def _tell(self, driven: _Running, future: Future[tuple[object, BaseException | None]]) -> None:
        if not self._is_stopped and not future.cancelled():
            self._arrived.emit(_Arrival(driven, *future.result()))


class _Driven(Generic[T]):
    """A flow with its callbacks."""

    def __init__(
        self, task: BackgroundTask, make: FlowFactory[T], then: Callable[[T], None], failed: Failed
    ) -> None:
        self.task, self._make, self._then, self._failed = task, make, then, failed
        self._flow: Flow[T] | None = None
        self.is_dropped = False

    def advance(self, answer: object, failure: BaseException | None) -> FlowStep[object] | None:
        """Advance the flow to its next step, or None once its end was delivered."""
        try:
            if self._flow is None:
                self._flow = self._make()
            return self._flow.throw(failure) if failure is not None else self._flow.send(answer)
        except StopIteration as end:
            deliver = partial(self._then, end.value)
        except Exception as error:  # noqa: BLE001 - whoever asked decides what it means
            deliver = partial(self._failed, error)
        submission = self.task.submission
        try:
            with submission.joined() if submission else nullcontext():
                deliver()
        finally:
            self.task.ended.emit()
        return None

    def close(self) -> None:
        """Close the flow, if it was started."""
        if self._flow is not None:
            self._flow.close()


def _done(step: FlowStep[object]) -> tuple[object, BaseException | None]:
    try:
        return step.work(), None
    except BaseException as error:  # noqa: BLE001 - handed back to the flow in the UI thread
        return None, error
