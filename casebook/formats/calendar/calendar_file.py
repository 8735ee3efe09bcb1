"""Reads calendar files (iCalendar, RFC 5545): hearings, other events and tasks."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.agenda.calendar_entry import CalendarEntry, CalendarTask
from casebook.domain.base.zone import on_clock, zone_of
from casebook.domain.exchange.import_plan import joined
from casebook.formats.calendar.calendar_cut import CUT, in_calendar, up_to_cut
from casebook.formats.calendar.calendar_series import is_onward, moment_key, series_dates, shifted
from casebook.formats.calendar.calendar_time import (
    StatedTime,
    known_zone,
    quoted_zones,
    read_time,
    zones_described,
)
from casebook.formats.encoding import decoded

MAX_ENTRIES = 10_000
_MAX_CHARACTERS = 10_000
_MAX_DIGITS = 10
_DAY = timedelta(days=1)
_FOLD = re.compile(r"\r?\n[ \t]")
_STRAY = re.compile(r"^[^:\r\n]+(?:\r?\n|\Z)", re.MULTILINE)
"""A line that is no property, for which the library would refuse the whole file."""
_TIMES = {"DTSTART", "DTEND", "DURATION", "DUE", "COMPLETED", "RECURRENCE-ID"}
_MAX_STATED = 100
_DETAILS = ("DESCRIPTION", "URL", "ORGANIZER", "ATTENDEE", "CONTACT", "COMMENT", "ATTACH")
"""What no field of an event holds: shown as one column, so that the report of an import can name it."""


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
    onward: Mapping[str, Sequence[Any]]
    """By identity of a series, the entries that change one of its dates and all later ones."""
    series: frozenset[str]
    """Identities of the series themselves."""


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
    lines = _STRAY.sub("", _FOLD.sub("", quoted_zones(decoded(data, encoding).text)))
    text, cut = up_to_cut(in_calendar(lines))
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
        yield NumberedEntry(number + 1, None, CUT, cut)


def _read(component: Any, head: _Head, today: date) -> list[_ReadEntry]:  # noqa: ANN401 - the library's component
    """What a component of the file says, each date of a series apart; a fault of it as a note."""
    try:
        return [_task(component, head)] if component.name == "VTODO" else _dates(component, head, today)
    except InvalidInput as error:
        return [(None, error.message)]
    except (ValueError, AttributeError, TypeError, OverflowError):
        return [(None, _fault(component))]


def _fault(component: Any) -> Message:  # noqa: ANN401 - the library's component
    """What of an entry cannot be read, by the name of its property."""
    for name, value in component.items():
        if isinstance(value, str) and name in _TIMES:  # the library's way to keep what it cannot read
            return Message(
                "“{stated}” is not a date or time ({property}).", stated=value[:_MAX_STATED], property=name
            )
    return Message("A date or time of this entry cannot be read.")


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
    events = calendar.walk("VEVENT")
    onward: dict[str, list[Any]] = {}
    for event in events:
        if is_onward(event):
            onward.setdefault(_uid(event), []).append(event)
    return _Head(
        changed=frozenset(_identity(event) for event in events if event.get("RECURRENCE-ID")),
        onward=onward,
        series=frozenset(_uid(event) for event in events if not event.get("RECURRENCE-ID")),
        zone=known_zone(_text(calendar, "X-WR-TIMEZONE")),
        cancels=_text(calendar, "METHOD").upper() == "CANCEL",
        defined=zones_described(calendar),
    )


def _dates(event: Any, head: _Head, today: date) -> list[_ReadEntry]:  # noqa: ANN401 - the library's component
    """An entry, or each date of one that repeats, with a note on what of it is not imported."""
    (first, note), uid = _entry(event, head), _uid(event)
    time = read_time(event.get("DTSTART"), head.defined)
    if is_onward(event) and uid not in head.series:
        return [(first, joined([part for part in (note, _ONWARD_ALONE) if part]))]
    dates = None if event.get("RECURRENCE-ID") else series_dates(event, time, head.defined, today)
    if dates is None:
        return [(first, note)]
    if not dates:
        raise InvalidInput("It repeats, and every date of it was removed from the series.")
    changes = _changes(head, uid)
    read: list[_ReadEntry] = []
    for at, series_note in dates:
        identity = _dated(uid, at.when) if uid else ""
        if not uid or identity not in head.changed:
            of_series = replace(_moved(first, at.when), zone=at.zone, stated_zone=at.stated_zone)
            one, parts = _as_changed(of_series, note, at.when, changes)
            notes = [part for part in (*parts, series_note) if part]
            read.append((replace(one, id=identity, series=uid), joined(notes)))
    return read


_ONWARD_ALONE = Message("It also changes the later dates of its series, which are not in this file.")
_NOT_ONWARD = Message(
    "This and later dates were changed in a way that is not understood (RANGE=THISANDFUTURE). Check it."
)


class _Change(NamedTuple):
    """An entry that changes one date of a series and all later ones: that date, the entry and its note."""

    since: date
    entry: CalendarEntry
    note: Message


def _changes(head: _Head, uid: str) -> list[_Change]:
    """The changes of a series from a date on, the latest date first."""
    changes = []
    for event in head.onward.get(uid, ()) if uid else ():
        with suppress(InvalidInput, ValueError, AttributeError, TypeError, OverflowError):
            since = read_time(event.get("RECURRENCE-ID"), head.defined).when
            changes.append(_Change(since, *_entry(event, head)))
    return sorted(changes, key=lambda change: moment_key(change.since), reverse=True)


def _as_changed(
    entry: CalendarEntry, note: Message, when: date, changes: Sequence[_Change]
) -> tuple[CalendarEntry, tuple[Message, ...]]:
    """A date of a series as the last change of later dates has it: moved by the same difference.

    Source: RFC 5545, 3.2.13 and 3.8.4.4.
    """
    for change in changes:
        if moment_key(change.since) <= moment_key(when):
            moved_to = shifted(when, change.since, change.entry.starts)
            return (
                (_moved(change.entry, moved_to), (change.note,)) if moved_to else (entry, (note, _NOT_ONWARD))
            )
    return entry, (note,)


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
        is_cancelled=_is_cancelled(component, head),
        remarks="\n".join(part for name in _DETAILS if (part := _text(component, name))),
        sequence=_sequence(component),
        stamp=_stamp(component),
    )
    repeats = component.get("RRULE") is not None or component.get("RDATE") is not None
    return task, _ONE_TASK if repeats else NO_MESSAGE


_ONE_TASK = Message("It repeats; only its first date is imported.")


def _is_cancelled(component: Any, head: _Head) -> bool:  # noqa: ANN401 - the library's component
    return head.cancels or _text(component, "STATUS").upper() == "CANCELLED"


def _day(stated: Any, head: _Head) -> date | None:  # noqa: ANN401 - the library's value
    """A day of a task; an instant in UTC if no zone of the file says on which day it is."""
    if stated is None:
        return None
    time = read_time(stated, head.defined)
    when = time.when
    if isinstance(when, datetime) and when.tzinfo and head.zone:
        return on_clock(when, zone_of(head.zone)).date()
    if isinstance(when, datetime) and not time.zone and when.utcoffset() == timedelta(0):
        return when
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
        is_cancelled=_is_cancelled(event, head),
        is_tentative=_text(event, "STATUS").upper() == "TENTATIVE",
        sequence=_sequence(event),
        stamp=_stamp(event),
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
        try:
            end = replace(time, when=starts + duration.dt)
        except OverflowError as error:
            raise InvalidInput(
                Message(
                    "“{stated}” is not a date or time ({property}).",
                    stated=str(duration.dt),
                    property="DURATION",
                )
            ) from error
    else:
        return None
    if not isinstance(end.when, datetime):
        if isinstance(starts, datetime):
            return None
        return end.when - _DAY if end.when > starts else end.when
    is_comparable = isinstance(starts, datetime) and (starts.tzinfo is None) == (end.when.tzinfo is None)
    return end.when if is_comparable and end.stated_zone == time.stated_zone else None


_BACKWARDS = Message("Its end is before its start. Check both.")


def _span_note(entry: CalendarEntry) -> Message:
    """A note on an end before the start, or on the same day: an event has its days, but no end time."""
    starts, ends = entry.starts, entry.ends
    if ends and moment_key(ends) < moment_key(starts):
        return _BACKWARDS
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
    uid, instance = _uid(event), event.get("RECURRENCE-ID")
    return uid if not uid or instance is None else _dated(uid, read_time(instance, {}).when)


def _uid(event: Any) -> str:  # noqa: ANN401 - the library's component
    return _text(event, "UID").removesuffix("@casebook.invalid")


def _dated(uid: str, when: date) -> str:
    return f"{uid}|{on_clock(when, UTC) if isinstance(when, datetime) and when.tzinfo else when}"


def _sequence(event: Any) -> int:  # noqa: ANN401 - the library's component
    """The version of an entry, 0 where it states none; RFC 5545, 3.8.7.4."""
    stated = _text(event, "SEQUENCE")
    return int(stated) if stated.isdecimal() and len(stated) <= _MAX_DIGITS else 0


def _stamp(component: Any) -> str:  # noqa: ANN401 - the library's component
    """When an entry was written and last changed; RFC 5545, 3.8.7.2 and 3.8.7.3."""
    stated = (component.get(name) for name in ("DTSTAMP", "LAST-MODIFIED"))
    whens = [getattr(value, "dt", None) for value in stated]
    return " ".join(_in_utc(when) if isinstance(when, datetime) else "-" for when in whens)


def _in_utc(when: datetime) -> str:
    return (on_clock(when, UTC) if when.tzinfo else when).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(event: Any, name: str) -> str:  # noqa: ANN401 - the library's component
    value = event.get(name)
    if isinstance(value, list):
        value = value[0] if value else None
    return "" if value is None else str(value)[:_MAX_CHARACTERS].strip()
