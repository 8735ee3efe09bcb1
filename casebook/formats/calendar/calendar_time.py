"""Times of a calendar file, and the zones it names or describes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timezone, tzinfo
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.zone import on_clock, zone_of

_UTC_NAMES = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu", "Universal", "tzone://Microsoft/Utc"}
_UNQUOTED = re.compile(r'(;TZID=)(tzone://[^:;"\r\n]+)(?=[:;])')
"""Outlook's zone names; a colon needs quotation marks (RFC 5545, 3.2), which Outlook omits."""
_WITH_OFFSET = re.compile(r"\d{8}T\d{6}[+-]\d{4}")
_YEARLY = {"FREQ", "BYDAY", "BYMONTH", "BYMONTHDAY", "INTERVAL", "UNTIL", "COUNT", "WKST"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """A time as a file states it.

    Attributes:
        when: a day, an instant, or a clock time whose zone is not known.
        zone: IANA name of the zone it is stated in, or "".
        stated_zone: the zone as named, where neither anybody nor the file knows it.
        note: what is to be known of its zone.
    """

    when: date | datetime
    zone: str = ""
    stated_zone: str = ""
    note: Message = NO_MESSAGE


def quoted_zones(text: str) -> str:
    """Return the text of a calendar file with Outlook's zone names quoted as required."""
    return _UNQUOTED.sub(r'\1"\2"', text)


def read_time(value: Any, defined: Mapping[str, tzinfo]) -> StatedTime:  # noqa: ANN401 - the library's value
    """A time; `defined` holds the zones that its file describes, by the names it gives them.

    Raises:
        ValueError: it is neither a day nor a time.
    """
    if _WITH_OFFSET.fullmatch(str(value)):  # not in RFC 5545, and means one instant
        return StatedTime(when=datetime.strptime(str(value), "%Y%m%dT%H%M%S%z"))
    return _stated(value.dt, str(value.params.get("TZID", "")), defined)


def read_times(dates: Any, defined: Mapping[str, tzinfo]) -> list[StatedTime]:  # noqa: ANN401 - the library's
    """The times in a list of dates (RDATE, EXDATE); of a period its start.

    Raises:
        ValueError: one is neither a day nor a time.
    """
    stated = str(dates.params.get("TZID", ""))
    return [_stated(one.dt[0] if isinstance(one.dt, tuple) else one.dt, stated, defined) for one in dates.dts]


def _stated(when: date | datetime, stated: str, defined: Mapping[str, tzinfo]) -> StatedTime:
    if not isinstance(when, datetime):
        return StatedTime(when=when)
    if not stated:
        return StatedTime(when=on_clock(when, UTC) if when.tzinfo else when)
    return _in_zone(when.replace(tzinfo=None), stated, defined)


def on_clock_of(time: StatedTime, first: StatedTime) -> StatedTime:
    """A time of a series on the clock of its first date, so that clock and zone of the entry agree."""
    start, when = first.when, time.when
    if not isinstance(start, datetime) or not isinstance(when, datetime) or time.stated_zone:
        return time
    if start.tzinfo is None:
        return time if when.tzinfo else replace(first, when=when)
    on_its_clock = on_clock(when, start.tzinfo) if when.tzinfo else when.replace(tzinfo=start.tzinfo)
    return replace(first, when=on_its_clock, note=time.note)


def _in_zone(clock_time: datetime, stated: str, defined: Mapping[str, tzinfo]) -> StatedTime:
    if stated in _UTC_NAMES:
        return StatedTime(when=clock_time.replace(tzinfo=UTC))
    zone, described = known_zone(stated), defined.get(stated)
    offset = clock_time.replace(tzinfo=described).utcoffset() if described else None
    if not zone and offset is not None:
        at = clock_time.replace(tzinfo=timezone(offset))
        text = Message("Its time zone is described in the file only: {offset}.", offset=f"UTC{at:%z}")
        return StatedTime(when=at, note=text)
    if not zone:
        return StatedTime(when=clock_time, stated_zone=stated)
    at = clock_time.replace(tzinfo=zone_of(zone))
    return StatedTime(when=at, zone=zone, note=_contradiction(zone, at, offset))


def zones_described(calendar: Any) -> dict[str, tzinfo]:  # noqa: ANN401 - the library's calendar
    """The zones that a file describes, by name; those with rules other than yearly are left out.

    A rule by the second would be followed from 1601 on.

    Source: RFC 5545, 3.6.5.
    """
    zones: dict[str, tzinfo] = {}
    for component in calendar.walk("VTIMEZONE"):
        rules = [rule for part in component.subcomponents for rule in _rules(part)]
        if all(set(rule) <= _YEARLY and rule.get("FREQ") == ["YEARLY"] for rule in rules):
            with suppress(ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
                zones[str(component.get("TZID", ""))] = component.to_tz(lookup_tzid=False)
    return zones


def known_zone(stated: str) -> str:
    """The IANA name of a zone by the name in a file: its own, after a vendor's prefix, or of a Windows zone.

    Source: Unicode CLDR, windowsZones, as kept by the icalendar library; RFC 5545, 3.2.19, for a prefix.
    """
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    parts = stated.lstrip("/").split("/")
    names = ["/".join(parts[start:]) for start in range(len(parts) if stated.startswith("/") else 1)]
    for name in (WINDOWS_TO_OLSON.get(stated, names[0]), *names[1:]):
        with suppress(InvalidInput):
            return zone_of(name).key
    return ""


def _rules(part: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - the library's component
    stated = part.get("RRULE")
    for rule in stated if isinstance(stated, list) else [stated]:
        if rule is not None:
            yield rule


def _contradiction(zone: str, at: datetime, offset: Any) -> Message:  # noqa: ANN401 - a timedelta or None
    if offset is None or offset == at.utcoffset():
        return NO_MESSAGE
    return Message(
        "The file gives {zone} as {offset}, which is wrong at that time. {zone} was used.",
        zone=zone,
        offset=f"UTC{at.replace(tzinfo=timezone(offset)):%z}",
    )
