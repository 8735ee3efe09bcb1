"""Clock times in the cells of a list, beside a day or in a column of their own."""

from __future__ import annotations

import re
from datetime import time

_CLOCK = re.compile(
    r"(?P<before>上午|下午|晚上)?\s*(?P<hour>\d{1,2})\s*(?:[:.h时時点點]\s*(?P<minute>\d{2})?)?分?"
    r"(?::(?P<second>\d{2}))?\s*(?P<half>[ap]\.?\s?m\.?)?(?:\s*Uhr)?",
    re.IGNORECASE,
)
_NOON = 12


def clock_of(text: str) -> time | None:
    """The time that a cell states, or None.

    >>> [str(clock_of(text)) for text in ("2:00:00 PM", "14.30 Uhr", "14h", "下午2时30分", "noon")]
    ['14:00:00', '14:30:00', '14:00:00', '14:30:00', 'None']
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour = int(match["hour"])
    half = (match["half"] or "").casefold()
    if half or match["before"]:
        is_afternoon = half.startswith("p") or match["before"] in {"下午", "晚上"}
        hour = hour % _NOON + (_NOON if is_afternoon else 0)
    try:
        return time(hour, int(match["minute"] or 0))
    except ValueError:
        return None


def with_clock(day: str, clock: str) -> str:
    """A day with the time of another cell, as ``2026-03-02 14:00``; as it stands without one.

    >>> with_clock("2026-03-02", "2:00:00 PM"), with_clock("2026-03-02", "")
    ('2026-03-02 14:00', '2026-03-02')
    """
    at = clock_of(clock)
    return f"{day.strip()} {at:%H:%M}" if at and ":" not in day else day
