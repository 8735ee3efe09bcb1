"""Calendar files (iCalendar, RFC 5545): reads hearings, writes due dates."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.agenda.calendar_entry import CalendarEntry, CalendarTask
from casebook.domain.base.zone import on_clock, zone_of
from casebook.domain.exchange.import_plan import joined
from casebook.formats.calendar_series import series_dates
from casebook.formats.calendar_time import StatedTime, known_zone, quoted_zones, read_time, zones_described
from casebook.formats.encoding import decoded

MAX_ENTRIES = 10_000
_MAX_CHARACTERS = 10_000
_MAX_DIGITS = 10
_DAY = timedelta(days=1)
_FOLD = re.compile(r"\r?\n[ \t]")
_STRAY = re.compile(r"^[^:\r\n]+(?:\r?\n|\Z)", re.MULTILINE)
"""A line that is no property, for which the library would refuse the whole file."""
_BORDER = re.compile(r"^(BEGIN|END):([\w-]+)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_WHOLE = re.compile(r"^END:(?:VEVENT|VTODO)\b", re.MULTILINE | re.IGNORECASE)
_TITLE = re.compile(r"^SUMMARY[^:\r\n]*:([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_CUT = Message(
    "The file ends in the middle, so this entry and all after it are missing. Ask for the whole file."
)
_DETAILS = ("DESCRIPTION", "URL", "ORGANIZER", "ATTENDEE", "CONTACT", "COMMENT", "ATTACH")
"""What no field of an event holds: shown as one column, so that the report of an import can name it."""


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


class NumberedEntry(NamedTuple):
    """One entry as it was read.

    Attributes:
        number: its place in the list, from 1; each date of a series counts, and tasks follow the events.
        entry: None if it cannot be read.
        note: why not, or what of it is not imported.
        title: as stated, even if the rest cannot be read.
    """

    number: int
    entry: CalendarEntry | CalendarTask | None
    note: Message
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What a calendar states for all its entries; Google, Apple and others put the zone in X-WR-TIMEZONE."""

    zone: str
    cancels: bool
    defined: Mapping[str, tzinfo]
    changed: frozenset[str]
    """Identities of the dates of series that have entries of their own."""


def read_numbered(data: bytes, encoding: str, today: date) -> Iterator[NumberedEntry]:
    """Each entry of a calendar file, and each date of one that repeats; none is left out without a note.

    A zone that is neither known nor described in the file is kept as stated, and the time has no zone.

    Args:
        data: the file.
        encoding: of its text, or "" to detect it.
        today: from here on the dates of an entry that repeats without an end are listed.

    Raises:
        DamagedSource: it is not a calendar file.
    """
    text, cut = _up_to_cut(_STRAY.sub("", _FOLD.sub("", quoted_zones(decoded(data, encoding).text))))
    entries = _entries(text)
    number = 0
    for component, head in entries:
        title = _text(component, "SUMMARY")
        for entry, note in _read(component, head, today):
            number += 1
            if number > MAX_ENTRIES:
                why = Message("Only the first {limit} entries are imported.", limit=f"{MAX_ENTRIES:,}")
                yield NumberedEntry(number, None, why, "")
                return
            yield NumberedEntry(number, entry, note, title)
    if cut is not None:
        yield NumberedEntry(number + 1, None, _CUT, cut)


def _up_to_cut(text: str) -> tuple[str, str | None]:
    """The text with its last calendar ended, where it breaks off, and the title of its broken entry.

    Args:
        text: unfolded, of properties alone.

    Returns:
        The title is "" where the entry has none yet, or the file breaks off between two; None for a whole
        file and one without a whole entry.
    """
    opened: list[tuple[str, int]] = []
    for line in _BORDER.finditer(text):
        name = line[2].upper()
        if line[1].upper() == "BEGIN":
            opened.append((name, line.start()))
        elif opened and opened[-1][0] == name:
            opened.pop()
    if not opened or opened[0][0] != "VCALENDAR" or not _WHOLE.search(text):
        return text, None
    end = opened[1][1] if len(opened) > 1 else len(text)
    title = _TITLE.search(text, end)
    whole = text[:end].rstrip()
    return f"{whole}\r\nEND:VCALENDAR\r\n", title[1].strip()[:_MAX_CHARACTERS] if title else ""


def _read(component: Any, head: _Head, today: date) -> list[_ReadEntry]:  # noqa: ANN401 - the library's component
    """What a component of the file says, each date of a series apart; a fault of it as a note."""
    try:
        return [_task(component, head)] if component.name == "VTODO" else _dates(component, head, today)
    except InvalidInput as error:
        return [(None, error.message)]
    except (ValueError, AttributeError, TypeError, OverflowError):
        why = Message("“{stated}” is not a date or time.", stated=_text(component, "DTSTART"))
        return [(None, why)]


_ReadEntry = tuple[CalendarEntry | CalendarTask | None, Message]


def _entries(text: str) -> list[tuple[Any, _Head]]:
    """The events of all calendars in a file, then the tasks, each with what its calendar says of all."""
    from icalendar import Calendar
    from icalendar.error import GloballyUniqueTZIDGuessed

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", GloballyUniqueTZIDGuessed)  # `known_zone` decides on such a zone
            calendars: Any = Calendar.from_ical(text, multiple=True)
        heads = [(calendar, _head(calendar)) for calendar in calendars]
        entries = [
            (component, head)
            for name in ("VEVENT", "VTODO")
            for calendar, head in heads
            for component in calendar.walk(name)
        ]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedSource("This is not a calendar file, or it is damaged.") from error
    if not calendars:
        raise DamagedSource("The file contains no calendar.")
    return entries


def _head(calendar: Any) -> _Head:  # noqa: ANN401 - the library's calendar
    changed = (_identity(event) for event in calendar.walk("VEVENT") if event.get("RECURRENCE-ID"))
    return _Head(
        changed=frozenset(changed),
        zone=known_zone(_text(calendar, "X-WR-TIMEZONE")),
        cancels=_text(calendar, "METHOD").upper() == "CANCEL",
        defined=zones_described(calendar),
    )


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


def _dates(event: Any, head: _Head, today: date) -> list[_ReadEntry]:  # noqa: ANN401 - the library's component
    """An entry, or each date of one that repeats, with a note on what of it is not imported."""
    first, note = _entry(event, head)
    time = read_time(event.get("DTSTART"), head.defined)
    dates = None if event.get("RECURRENCE-ID") else series_dates(event, time, head.defined, today)
    if dates is None:
        return [(first, note)]
    if not dates:
        raise InvalidInput("It repeats, and every date of it was removed from the series.")
    uid = _text(event, "UID").removesuffix("@casebook.invalid")
    read: list[_ReadEntry] = []
    for when, series_note in dates:
        one = _moved(replace(first, id=_dated(uid, when) if uid else ""), when)
        if one.id not in head.changed or not uid:
            read.append((one, joined([part for part in (note, series_note) if part])))
    return read


def _moved(entry: CalendarEntry, when: date) -> CalendarEntry:
    """The entry on another date of its series, as long as it is on its first."""
    if entry.ends is None or isinstance(entry.ends, datetime) != isinstance(when, datetime):
        return replace(entry, starts=when)
    return replace(entry, starts=when, ends=when + (entry.ends - entry.starts))


def _task(component: Any, head: _Head) -> tuple[CalendarTask, Message]:  # noqa: ANN401 - the library's component
    """A task; its days are those of the calendar's clock."""
    due, done = component.get("DUE") or component.get("DTSTART"), component.get("COMPLETED")
    task = CalendarTask(
        id=_identity(component),
        title=_text(component, "SUMMARY"),
        due_on=_day(due, head),
        done_on=_day(done, head),
        is_done=_text(component, "STATUS").upper() == "COMPLETED",
        remarks="\n".join(part for name in _DETAILS if (part := _text(component, name))),
    )
    repeats = component.get("RRULE") is not None or component.get("RDATE") is not None
    return task, _ONE_TASK if repeats else NO_MESSAGE


_ONE_TASK = Message("It repeats; only its first date is imported.")


def _day(stated: Any, head: _Head) -> date | None:  # noqa: ANN401 - the library's value
    if stated is None:
        return None
    when = read_time(stated, head.defined).when
    if isinstance(when, datetime) and when.tzinfo and head.zone:
        when = on_clock(when, zone_of(head.zone))
    return when.date() if isinstance(when, datetime) else when


def _entry(event: Any, head: _Head) -> tuple[CalendarEntry, Message]:  # noqa: ANN401 - the library's component
    """An entry on its first date, and a note on what of it is not imported."""
    if event.get("DTSTART") is None:
        raise InvalidInput("The entry has no start time.", field="start")
    time = read_time(event.get("DTSTART"), head.defined)
    entry = CalendarEntry(
        id=_identity(event),
        title=_text(event, "SUMMARY"),
        starts=time.when,
        ends=_ends(event, time, head),
        zone=time.zone,
        calendar_zone=head.zone,
        stated_zone=time.stated_zone,
        place=_text(event, "LOCATION"),
        remarks="\n".join(part for name in _DETAILS if (part := _text(event, name))),
        is_cancelled=head.cancels or _text(event, "STATUS").upper() == "CANCELLED",
        sequence=_sequence(event),
    )
    return entry, joined([note for note in (time.note, _span_note(entry)) if note])


def _ends(event: Any, time: StatedTime, head: _Head) -> date | None:  # noqa: ANN401 - the library's component
    """The last day or the end time, by DTEND or DURATION; None without one, or where no zone relates it.

    Source: RFC 5545, 3.6.1.
    """
    starts, stated, duration = time.when, event.get("DTEND"), event.get("DURATION")
    if stated is not None:
        end = read_time(stated, head.defined)
    elif duration is not None:
        end = replace(time, when=starts + duration.dt)
    else:
        return None
    if not isinstance(end.when, datetime):
        return None if isinstance(starts, datetime) else max(end.when - _DAY, starts)
    is_comparable = isinstance(starts, datetime) and (starts.tzinfo is None) == (end.when.tzinfo is None)
    return end.when if is_comparable and end.stated_zone == time.stated_zone else None


def _span_note(entry: CalendarEntry) -> Message:
    """A note on its end on the same day: an event has its days and a start time, but no end time."""
    starts, ends = entry.starts, entry.ends
    if ends == starts or not isinstance(ends, datetime) or not isinstance(starts, datetime):
        return NO_MESSAGE
    if starts.tzinfo:
        ends = on_clock(ends, starts.tzinfo)
    # A start without a named zone is converted to another later: the end states its own offset.
    clock = f"{ends:%H:%M}" if entry.zone or not ends.tzinfo else f"{ends:%H:%M %Z}"
    return Message("Its end time ({time}) is not imported.", time=clock)


def _identity(event: Any) -> str:  # noqa: ANN401 - the library's component
    """Return the identity of an entry: its UID, and its date if it is one date of a series.

    Source: RFC 5545, 3.8.4.4.
    """
    uid, instance = _text(event, "UID").removesuffix("@casebook.invalid"), event.get("RECURRENCE-ID")
    if not uid or instance is None:
        return uid
    return _dated(uid, read_time(instance, {}).when)


def _dated(uid: str, when: date) -> str:
    return f"{uid}|{on_clock(when, UTC) if isinstance(when, datetime) and when.tzinfo else when}"


def _sequence(event: Any) -> int:  # noqa: ANN401 - the library's component
    """The version of an entry, 0 where it states none; RFC 5545, 3.8.7.4."""
    stated = _text(event, "SEQUENCE")
    return int(stated) if stated.isdecimal() and len(stated) <= _MAX_DIGITS else 0


def _text(event: Any, name: str) -> str:  # noqa: ANN401 - the library's component
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else str(value)[:_MAX_CHARACTERS].strip()
