"""A calendar file as a list, so that hearings are looked at like any other rows before they are taken."""

from __future__ import annotations

from datetime import datetime

from casebook.domain.agenda.calendar_entry import CalendarEntry
from casebook.domain.base.grid import BadRow, Grid, GridRow
from casebook.domain.base.zone import every_zone
from casebook.formats.calendar_file import read_numbered
from casebook.formats.encoding import decoded_list, load_encodings

HEAD = (
    "Title",
    "On",
    "Zone",
    "Time zone as stated",
    "Place",
    "Remarks",
    "State",
    "UID",
    "Sequence",
    "Calendar time zone",
)
CANCELLED = "cancelled"
_kept: list[object] = []
"""Every zone, for as long as the process lives: once confined it can read no further file."""
_SAMPLE = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\n"
    b"DTSTART:16010101T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0200\r\n"
    b"TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\n"
    b"DTSTART;TZID=Own:20260302T140000\r\nRRULE:FREQ=WEEKLY;UNTIL=20260401T100000Z\r\n"
    b"DTEND;TZID=China Standard Time:20260302T150000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
    b"DTSTART:20260319T090000+0200\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
"""Takes every path of the library that reads files: zones that a file describes, that it names, and rules."""


def read_calendar_grid(data: bytes, encoding: str = "") -> Grid:
    """The entries of a calendar file as rows.

    Args:
        data: the file.
        encoding: as somebody chose it, or "" to find out.

    Raises:
        DamagedSource: it is no calendar file.
    """
    rows, bad = [], []
    text, fitting = decoded_list(data, encoding)
    for number, entry, note, title in read_numbered(data, text.encoding if text.is_guessed else encoding):
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
    """Load what reading calendars takes, before files are given up."""
    _kept.extend(every_zone())
    load_encodings()
    read_calendar_grid(_SAMPLE)


def _cells(entry: CalendarEntry) -> tuple[str, ...]:
    state = CANCELLED if entry.is_cancelled else ""
    return (
        entry.title,
        _iso(entry),
        entry.zone,
        entry.stated_zone,
        entry.place,
        entry.remarks,
        state,
        entry.id,
        str(entry.sequence) if entry.id else "",
        entry.calendar_zone,
    )


def _iso(entry: CalendarEntry) -> str:
    """When it starts; on the clock of its zone, so that a time that is none there, or two, is noticed."""
    when = entry.starts
    if isinstance(when, datetime) and entry.zone:
        when = when.replace(tzinfo=None)
    return when.isoformat(sep=" ", timespec="minutes") if isinstance(when, datetime) else when.isoformat()
