"""Stamps: when and on which line a value was written, so that every copy puts values in the same order.

A stamp has 16 bytes: 48 bits of milliseconds since 1970 in UTC, 16 bits of a counter, and the 8 bytes of its
line, big-endian, so that stamps sort as bytes. Milliseconds and counter are one number, the tick, that only
grows on a line and passes whatever was seen from others: a hybrid logical clock.

Source: Kulkarni, Demirbas, Madappa, Avva, Leone, "Logical Physical Clocks" (OPODIS 2014).
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

STAMP_BYTES = 16
LINE_BYTES = 8
_COUNTER_BITS = 16
_TICK_BYTES = 8
_DAY_TICKS = 24 * 3600 * 1000 << _COUNTER_BITS
_LAST_TICK = (1 << 63) - 1
"""What SQLite holds as a whole number; the year 6429."""
CLOCK_END = datetime(6000, 1, 1, tzinfo=UTC)
"""From here on a clock gives no stamps: before the last tick, so that a line that was near goes on."""


def tick_at(at: datetime) -> int:
    """Return the first tick of an instant."""
    return max(0, int(at.timestamp() * 1000)) << _COUNTER_BITS


def last_tick_at(at: datetime) -> int:
    """Return the last tick of the millisecond of an instant."""
    return tick_at(at) | ((1 << _COUNTER_BITS) - 1)


def next_tick(last: int, at: datetime) -> int:
    """Return the tick of a save: by the clock, or the one after the last where that is later."""
    return max(last + 1, tick_at(at))


def stamp(tick: int, line: bytes) -> bytes:
    """Return the stamp of a tick on a line of 8 bytes."""
    return tick.to_bytes(_TICK_BYTES, "big") + line


def tick_of(of_stamp: bytes) -> int:
    """Return the tick of a stamp."""
    return int.from_bytes(of_stamp[:_TICK_BYTES], "big")


def line_of(of_stamp: bytes) -> bytes:
    """Return the line of a stamp, 8 bytes."""
    return of_stamp[_TICK_BYTES:]


def written_at(of_stamp: bytes) -> datetime | None:
    """Return when a value was written by the clock of its author; None for one older than all stamps."""
    milliseconds = tick_of(of_stamp) >> _COUNTER_BITS
    if not milliseconds:
        return None
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def is_ahead(of_stamp: bytes, at: datetime) -> bool:
    """Return whether a stamp is from a clock more than 24 hours ahead: it is kept, and does not move ours."""
    return tick_of(of_stamp) > tick_at(at) + _DAY_TICKS


def is_stamp(value: object) -> bool:
    """Return whether bytes from elsewhere are a stamp that can be kept."""
    return isinstance(value, bytes) and len(value) == STAMP_BYTES and tick_of(value) <= _LAST_TICK


def implied_stamp(noun: str, record_id: str, field: str, value: object) -> bytes:
    """Return the stamp of a value that was there before there were stamps: older than all, by what it says.

    Copies of one casebook find the same stamp where they have the same value, and another where they do not.
    Empty values within it do not count, since a later version adds fields that are empty at first.

    Args:
        noun: of the record.
        record_id: of the record.
        field: that holds the value.
        value: as JSON has it.
    """
    said = [noun, record_id, field, _without_empty(value)]
    content = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return bytes(_TICK_BYTES) + hashlib.sha256(content.encode(errors="surrogatepass")).digest()[:LINE_BYTES]


def _without_empty(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {name: _without_empty(part) for name, part in value.items() if part}
    if isinstance(value, list | tuple):
        return [_without_empty(part) for part in value]
    return value
