"""Clock times in places: which instants a time on the wall can mean."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from casebook.base.errors import InvalidInput
from casebook.base.message import Message


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """A time zone by its IANA name.

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
    """All zones there are, for a process that will soon be able to read no more files."""
    return tuple(ZoneInfo(name) for name in sorted(available_timezones()))


def instants(clock: datetime, zone_name: str) -> tuple[datetime, ...]:
    """The instants a clock time can mean in a place, earliest first.

    Two where the clocks went back and the time came twice. An instant with its own offset means itself,
    and is given by the clock of the place where that is known.

    Args:
        clock: a clock time with or without an offset.
        zone_name: the place's zone, or "".

    Raises:
        InvalidInput: no zone is known, or the clocks jumped over the time.
    """
    if clock.tzinfo is not None:
        return (clock.astimezone(zone_of(zone_name)) if zone_name else clock,)
    if not zone_name:
        raise InvalidInput(
            "The time has no time zone, and none is known for the place.",
            field="zone",
            remedy="Enter the UTC offset, such as 2026-03-02T14:30+02:00, or choose the calendar "
            "of the place.",
        )
    zone = zone_of(zone_name)
    found = {clock.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    real = sorted(at for at in found if at.astimezone(zone).replace(tzinfo=None) == clock)
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
    return tuple(at.astimezone(zone) for at in real)
