"""Writes calendar files (iCalendar, RFC 5545): due dates and hearings, without names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.domain.agenda.calendar_entry import CalendarEntry
from casebook.domain.base.zone import on_clock

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
