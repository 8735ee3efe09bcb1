"""The one place that asks the computer for the time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Protocol

RELEASED_ON = date(2026, 1, 1)
"""Set with each version: no computer's clock can honestly stand before it."""


class Clock(Protocol):
    """Says what time it is: an aware instant in UTC."""

    def __call__(self) -> datetime:  # noqa: D102 - the class says it
        ...


def system_clock() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


def fixed_clock(at: datetime) -> Clock:
    """A clock that stands still, for the sample and for tests.

    Args:
        at: an aware instant.
    """
    return lambda: at


def seconds() -> float:
    """Seconds on a clock that only runs forward; for durations, never for dates."""
    return time.monotonic()


def seconds_with_sleep() -> float:
    """Seconds on a clock that runs forward also while the computer sleeps; for locking after a time."""
    # `monotonic` stops with the computer on Linux and macOS; Windows has neither clock, and its own goes on.
    which = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if which is None else time.clock_gettime(which)
