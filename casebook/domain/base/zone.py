"""Local times: the instants that a clock time can mean."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from casebook.base.errors import InvalidInput
from casebook.base.message import Message


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """Return a time zone by its IANA name.

    Raises:
        InvalidInput: there is none of this name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # "Europe" is a folder of zones
        raise InvalidInput(
            Message("There is no time zone {name}.", name=name),
            field="zone",
            remedy="Enter it in the form Europe/Nicosia.",
        ) from error


def every_zone() -> tuple[ZoneInfo, ...]:
    """Return all time zones, for a process that will soon be unable to read files."""
    return tuple(ZoneInfo(name) for name in sorted(available_timezones()))


def on_clock(at: datetime, zone: tzinfo | None = None) -> datetime:
    """Return an instant in the local time of a zone, by default of this computer.

    Within hours of the first or last moment of the calendar that clock may have none: it stays as stated.

    >>> on_clock(datetime(1, 1, 1, tzinfo=UTC), zone_of("America/Lima")).isoformat()
    '0001-01-01T00:00:00+00:00'
    """
    try:
        return at.astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return at


def instants(clock: datetime, zone_name: str) -> tuple[datetime, ...]:
    """Return the instants that a clock time can mean at a place, earliest first.

    Two where the clocks went back and the time came twice. An instant with its own offset means itself,
    and is given by the clock of the place where that is known.

    Args:
        clock: a clock time with or without an offset.
        zone_name: the place's zone, or "".

    Raises:
        InvalidInput: no zone is known, or the clocks jumped over the time.
    """
    if clock.tzinfo is not None:
        return (on_clock(clock, zone_of(zone_name)) if zone_name else clock,)
    if not zone_name:
        raise InvalidInput(
            "The time has no time zone, and none is known for the place.",
            field="zone",
            remedy="Enter the UTC offset, such as 2026-03-02T14:30+02:00, or choose the calendar "
            "of the place.",
        )
    zone = zone_of(zone_name)
    found = {on_clock(clock.replace(tzinfo=zone, fold=fold), UTC) for fold in (0, 1)}
    real = sorted(at for at in found if on_clock(at, zone).replace(tzinfo=None) == clock)
    if not real:
        raise InvalidInput(
            Message(
                "The time {time} on {day} did not exist in {zone}: the clocks went forward.",
                time=f"{clock:%H:%M}",
                day=f"{clock:%Y-%m-%d}",
                zone=zone_name,
            ),
            field="on",
            remedy="Ask what time the clock showed, or enter the time with its UTC offset.",
        )
    return tuple(on_clock(at, zone) for at in real)
