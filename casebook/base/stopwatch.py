"""Durations on monotonic clocks, in seconds. For date and time of day see `base.clock`."""

from __future__ import annotations

import time


def seconds() -> float:
    """Seconds on a clock that only runs forward; for durations, never for dates."""
    return time.monotonic()


def seconds_with_sleep() -> float:
    """Seconds on a clock that runs forward also while the computer sleeps; for locking after a time."""
    # `monotonic` stops with the computer on Linux and macOS; Windows has neither clock, and its own goes on.
    which = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if which is None else time.clock_gettime(which)
