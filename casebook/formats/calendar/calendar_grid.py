"""A calendar file as a list, so that hearings can be previewed like other rows before they are imported."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from casebook.domain.agenda.calendar_entry import CalendarEntry, CalendarTask
from casebook.domain.base.grid import BadRow, Grid, GridRow
from casebook.domain.base.zone import every_zone, on_clock
from casebook.formats.calendar.calendar_file import read_numbered
from casebook.formats.encoding import decoded_list, load_encodings

HEAD = (
    "Title",
    "On",
    "Zone",
    "Time zone as stated",
    "Place",
    "Description, URL, other details",
    "State",
    "UID",
    "Sequence",
    "Calendar time zone",
    "Last day",
    "Type of calendar entry",
    "Due",
    "Completed on",
    "Calendar series ID",
    "Time stamp of calendar entry",
)
CANCELLED, TENTATIVE = "cancelled", "tentative"
_kept: list[object] = []
"""Every zone, kept while the process runs: once isolated, it cannot read any more files."""
_SAMPLE = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\n"
    b"DTSTART:16010101T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0200\r\n"
    b"TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"DTSTART;TZID=Own:20260302T140000\r\nRRULE:FREQ=WEEKLY;UNTIL=20260401T100000Z\r\n"
    b"DTEND;TZID=China Standard Time:20260302T150000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
    b"DTSTART:20260319T090000+0200\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
"""Runs every part of the library that loads files: zones described or named in a file, and rules."""


def read_calendar_grid(data: bytes, encoding: str, today: date) -> Grid:
    """The entries of a calendar file as rows.

    Args:
        data: the file.
        encoding: the one chosen, or "" to detect it.
        today: from here on the dates of an entry that repeats without an end are listed.

    Raises:
        DamagedSource: it is not a calendar file.
    """
    rows, bad = [], []
    text, fitting = decoded_list(data, encoding)
    for number, entry, note, title in read_numbered(
        data, text.encoding if text.is_guessed else encoding, today
    ):
        if entry:
            rows.append(GridRow(line=number, cells=_cells(entry), note=note))
        else:
            bad.append(BadRow(line=number, why=note, title=title))
    return Grid(
        form="icalendar",
        head=HEAD,
        rows=tuple(rows),
        bad_rows=tuple(bad),
        encoding=text.encoding,
        is_guessed=text.is_guessed,
        readings=fitting,
    )


def load_for_calendars() -> None:
    """Load everything that reading calendars needs, before the process gives up access to files."""
    _kept.extend(every_zone())
    load_encodings()
    read_calendar_grid(_SAMPLE, "", date(2026, 3, 2))


def _cells(entry: CalendarEntry | CalendarTask) -> tuple[str, ...]:
    if isinstance(entry, CalendarTask):
        due, done = (_stated(day) if day else "" for day in (entry.due_on, entry.done_on))
        state = CANCELLED if entry.is_cancelled else "completed" if entry.is_done or entry.done_on else ""
        return (
            entry.title,
            "",
            "",
            "",
            "",
            entry.remarks,
            state,
            entry.id,
            str(entry.sequence) if entry.id else "",
            "",
            "",
            "task",
            due,
            done,
            "",
            entry.stamp if entry.id else "",
        )
    return (
        entry.title,
        _iso(entry),
        entry.zone,
        entry.stated_zone,
        entry.place,
        entry.remarks,
        CANCELLED if entry.is_cancelled else TENTATIVE if entry.is_tentative else "",
        entry.id,
        str(entry.sequence) if entry.id else "",
        entry.calendar_zone,
        _last_day(entry),
        "event",
        "",
        "",
        entry.series,
        entry.stamp if entry.id else "",
    )


def _last_day(entry: CalendarEntry) -> str:
    """The last day of an entry of several days, on the clock of its start, or ""."""
    starts, ends = entry.starts, entry.ends
    if ends is None:
        return ""
    if isinstance(ends, datetime) and isinstance(starts, datetime):
        if starts.tzinfo:
            ends = on_clock(ends, starts.tzinfo)
        if ends - starts <= timedelta(days=1):
            return ""
        ends -= timedelta(microseconds=1)  # an end at midnight is no day of its own
    days = [one.date() if isinstance(one, datetime) else one for one in (starts, ends)]
    return days[1].isoformat() if days[1] > days[0] else ""


def _iso(entry: CalendarEntry) -> str:
    """Its start on the clock of its zone, so that a time that did not exist or occurred twice is noticed."""
    when = entry.starts
    return _stated(when.replace(tzinfo=None) if isinstance(when, datetime) and entry.zone else when)


def _stated(when: date) -> str:
    return when.isoformat(sep=" ", timespec="minutes") if isinstance(when, datetime) else when.isoformat()
