"""Plausibility checks of the computer's clock, on which every calculated date depends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from casebook.base.clock import RELEASED_ON, Clock
from casebook.base.message import gettext_noop
from casebook.services.base.session import Session
from casebook.store.base import audit

_TOLERATED = timedelta(minutes=5)


class ClockWatch:
    """Compares the clock with a monotonic one.

    Args:
        clock: the computer's.
        seconds: on a clock that only runs forward, also while the computer sleeps.
    """

    def __init__(self, clock: Clock, seconds: Callable[[], float]) -> None:
        self._clock, self._seconds = clock, seconds
        self._at, self._since = clock(), seconds()

    def jump(self) -> timedelta | None:
        """Return how far the clock was set since the last call, or None; each jump is reported once."""
        at, since = self._clock(), self._seconds()
        jumped = (at - self._at) - timedelta(seconds=since - self._since)
        self._at, self._since = at, since
        return jumped if abs(jumped) > _TOLERATED else None


def clock_doubt(session: Session) -> str:
    """Return why the clock must be wrong, as a text to translate, or ""."""
    now = session.clock()
    if now.date() < RELEASED_ON:
        return gettext_noop("The computer's clock is earlier than the release of this program.")
    with session.store.reading() as connection:
        newest = audit.newest_at(connection)
    if newest is not None and newest > now + _TOLERATED:
        return gettext_noop("The computer's clock is earlier than the latest change in this casebook.")
    return ""
