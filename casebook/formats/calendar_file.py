"""Calendars of other programs (iCalendar, RFC 5545): hearings in, due dates out."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.agenda.calendar_entry import CalendarEntry
from casebook.domain.base.zone import on_clock, zone_of
from casebook.formats.encoding import decoded

MAX_ENTRIES = 10_000
_MAX_CHARACTERS = 10_000
_MAX_DIGITS = 10
_DAY = timedelta(days=1)


def write_calendar(entries: Iterable[CalendarEntry], made_at: datetime) -> bytes:
    """A calendar file; same entries and instant, same bytes.

    Instants are written in UTC, so that no reader needs a table of zones; whole days float with the
    reader, as days do. Every entry is marked private.

    Args:
        entries: with neutral titles: the caller sees to it that none names a person.
        made_at: aware; when the file is made.

    Raises:
        InvalidInput: the zone of an entry is not known.

    Source: RFC 5545, 3.6.1, 3.6.6, 3.8.1.3, 3.8.7.2.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Casebook//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(_event(entry, made_at.astimezone(UTC)))
    return bytes(calendar.to_ical())


def read_numbered(data: bytes) -> Iterator[tuple[int, CalendarEntry | None, Message]]:
    """Each entry with its number, from 1, and what is to be said of it; None where it cannot be read.

    A zone nobody knows is kept as it was stated and the time without one; nothing is guessed.

    Raises:
        DamagedSource: it is no calendar file.
    """
    events = _events(decoded(data).text)
    for number, (event, calendar) in enumerate(events[:MAX_ENTRIES], start=1):
        try:
            entry = _entry(event, calendar)
        except InvalidInput as error:
            yield number, None, error.message
        except (ValueError, AttributeError, TypeError, OverflowError):
            yield number, None, Message("Its beginning is no date or time.")
        else:
            repeats = event.get("RRULE") is not None
            yield (
                number,
                entry,
                Message("It repeats; only its first date was read.") if repeats else NO_MESSAGE,
            )
    if len(events) > MAX_ENTRIES:
        yield (
            MAX_ENTRIES + 1,
            None,
            Message("Only the first {limit} entries were read.", limit=f"{MAX_ENTRIES:,}"),
        )


def _events(text: str) -> list[tuple[Any, Any]]:
    """The entries of all calendars in a file, each with its calendar."""
    from icalendar import Calendar
    from icalendar.error import GloballyUniqueTZIDGuessed

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)  # `_known` decides on such a zone
            calendars: Any = Calendar.from_ical(text, multiple=True)
        events = [(event, calendar) for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedSource("This is not a calendar file, or it is damaged.") from error
    if not calendars:
        raise DamagedSource("The file contains no calendar.")
    return events


def _event(entry: CalendarEntry, made_at: datetime) -> Any:  # noqa: ANN401 - the library's component
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{entry.id}@casebook.invalid")
    event.add("dtstamp", made_at)
    event.add("summary", entry.title)
    event.add("class", "PRIVATE")
    event.add("dtstart", _written(entry.starts))
    if entry.ends is not None:
        whole_day = not isinstance(entry.ends, datetime)
        event.add("dtend", _written(entry.ends + _DAY if whole_day else entry.ends))
    if not isinstance(entry.starts, datetime):
        event.add("transp", "TRANSPARENT")
    for name, value in (("location", entry.place), ("description", entry.remarks)):
        if value:
            event.add(name, value)
    if entry.is_cancelled:
        event.add("status", "CANCELLED")
    for before in entry.reminders:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event


def _written(when: date) -> date:
    if not isinstance(when, datetime):
        return when
    if when.tzinfo is None:
        raise InvalidInput(
            "One of the times has an unknown time zone.", field="zone", remedy="Enter its time zone."
        )
    return on_clock(when, UTC)


def _entry(event: Any, calendar: Any) -> CalendarEntry:  # noqa: ANN401 - the library's components
    """An entry; X-WR-TIMEZONE is not in RFC 5545, but what Google, Apple and others keep a calendar in."""
    start = event.get("DTSTART")
    if start is None:
        raise InvalidInput("The entry has no start time.", field="start")
    starts, zone, stated = _read_time(start)
    end = event.get("DTEND")
    ends = _read_time(end)[0] if end is not None else None
    if ends is not None and not isinstance(ends, datetime):
        ends = max(ends - _DAY, starts) if not isinstance(starts, datetime) else None
    if isinstance(ends, datetime) and (not isinstance(starts, datetime) or stated):
        ends = None
    return CalendarEntry(
        id=_identity(event),
        title=_text(event, "SUMMARY"),
        starts=starts,
        ends=ends,
        zone=zone,
        calendar_zone=_known(_text(calendar, "X-WR-TIMEZONE")),
        stated_zone=stated,
        place=_text(event, "LOCATION"),
        remarks=_text(event, "DESCRIPTION"),
        is_cancelled=_text(calendar, "METHOD").upper() == "CANCEL"
        or _text(event, "STATUS").upper() == "CANCELLED",
        sequence=_sequence(event),
    )


def _identity(event: Any) -> str:  # noqa: ANN401 - the library's component
    """What an entry is known by: its UID, and where it stands for one date of a series that date.

    Source: RFC 5545, 3.8.4.4.
    """
    uid, instance = _text(event, "UID").removesuffix("@casebook.invalid"), event.get("RECURRENCE-ID")
    if not uid or instance is None:
        return uid
    when = _read_time(instance)[0]
    return f"{uid}|{on_clock(when, UTC) if isinstance(when, datetime) and when.tzinfo else when}"


def _sequence(event: Any) -> int:  # noqa: ANN401 - the library's component
    """The version of an entry, 0 where it states none; RFC 5545, 3.8.7.4."""
    stated = _text(event, "SEQUENCE")
    return int(stated) if stated.isdecimal() and len(stated) <= _MAX_DIGITS else 0


def _read_time(value: Any) -> tuple[date | datetime, str, str]:  # noqa: ANN401 - the library's value
    """The day or time, the zone it names, and the zone as stated where nobody knows it."""
    when: date | datetime = value.dt
    if not isinstance(when, datetime):
        return when, "", ""
    stated = str(value.params.get("TZID", ""))
    if not stated:
        return on_clock(when, UTC) if when.tzinfo else when, "", ""
    clock_time = when.replace(tzinfo=None)
    zone = _known(stated)
    if not zone:
        return clock_time, "", stated
    return clock_time.replace(tzinfo=zone_of(zone)), zone, ""


def _known(stated: str) -> str:
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


def _text(event: Any, name: str) -> str:  # noqa: ANN401 - the library's component
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else str(value)[:_MAX_CHARACTERS].strip()
