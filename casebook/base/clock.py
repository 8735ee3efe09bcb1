"""The one place that asks the computer what day and hour it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol

RELEASED_ON = date(2026, 1, 1)
"""The release date, set with each version: no correct clock can show an earlier one."""


class Clock(Protocol):
    """Says what time it is: an aware instant in UTC."""

    def __call__(self) -> datetime:  # noqa: D102 - the class says it
        ...


def system_clock() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


def fixed_clock(at: datetime) -> Clock:
    """A clock that always shows the same time, for the sample and for tests.

    Args:
        at: an aware instant.
    """
    return lambda: at
