"""A worker started before the code that asks it is loaded, so that both load at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from casebook.host.ipc.message import MessageHead
from casebook.host.process.worker_process import CAN_START, WorkerProcess

_waiting: dict[tuple[str, MessageHead], WorkerProcess] = {}


@contextmanager
def started_ahead(part: str, first: MessageHead, stall_seconds: float) -> Iterator[None]:
    """Start a worker for whoever calls `take` within the block; one that nobody took is ended.

    Where the system starts none, nothing is said: whoever needs it fails to start it too, and says so.

    Args:
        part: the argument `casebook.__main__` knows it by.
        first: its first message, on which it loads its libraries.
        stall_seconds: what it may use of the processor and of the clock between two messages.
    """
    if CAN_START:
        with suppress(OSError):
            _waiting[part, first] = WorkerProcess.loading(part, first, int(stall_seconds))
    try:
        yield
    finally:
        left = _waiting.pop((part, first), None)
        if left:
            left.close()


def take(part: str, first: MessageHead) -> WorkerProcess | None:
    """Return the worker that was started ahead with this first message, once; None if there is none."""
    return _waiting.pop((part, first), None)
