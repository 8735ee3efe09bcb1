"""Retention of backups: the last ten, and the latest of seven days, four weeks and six months."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime

LAST = 10
DAYS = 7
WEEKS = 4
MONTHS = 6


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Return the moments to keep; others may be deleted. Periods without a backup do not count.

    Args:
        moments: when the backups were made, aware instants.
    """
    latest_first = sorted(set(moments), reverse=True)
    chosen = set(latest_first[:LAST])
    chosen |= _latest_of_each(latest_first, DAYS, lambda at: at.date())
    chosen |= _latest_of_each(latest_first, WEEKS, lambda at: at.isocalendar()[:2])
    return chosen | _latest_of_each(latest_first, MONTHS, lambda at: (at.year, at.month))


def _latest_of_each(
    latest_first: list[datetime], most: int, span: Callable[[datetime], Hashable]
) -> set[datetime]:
    chosen: dict[Hashable, datetime] = {}
    for at in latest_first:
        if span(at) not in chosen and len(chosen) < most:
            chosen[span(at)] = at
    return set(chosen.values())
