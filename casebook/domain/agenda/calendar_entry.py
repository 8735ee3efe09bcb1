"""An entry of a calendar exchanged with other programs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from casebook.domain.base.entity import entity


@entity
class CalendarEntry:
    """One appointment, hearing or due date.

    Attributes:
        id: the same entry keeps it from file to file, so that another program replaces it; one date of a
            series has its own. "" where the file gives none.
        sequence: its version; a higher one is later.
        stamp: its DTSTAMP and LAST-MODIFIED in UTC, each as ISO 8601 has it or "-", with a blank between.
        series: what all dates of the series that it is one of have in common, or "".
        title: neutral where the entry is given to other programs: no person, no case.
        starts: a whole day, an instant with its zone, or a clock time whose zone is not known.
        ends: as `starts`; None where none is given. A whole day includes its last day.
        zone: IANA name of the zone the time was stated in, or "".
        calendar_zone: IANA name of the zone the whole calendar is kept in, or "".
        stated_zone: the zone as the file named it, where that is no zone anybody knows.
        place: as stated.
        remarks: as stated.
        is_cancelled: the file says that it will not take place.
        is_tentative: the file says that it may not take place.
        reminders: how long before it the other program should remind.
    """

    id: str
    title: str
    starts: date | datetime
    ends: date | datetime | None = None
    zone: str = ""
    calendar_zone: str = ""
    stated_zone: str = ""
    place: str = ""
    remarks: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False
    sequence: int = 0
    stamp: str = ""
    reminders: tuple[timedelta, ...] = ()
    series: str = ""


@entity
class CalendarTask:
    """One task of a calendar that another program wrote.

    Attributes:
        id, sequence, stamp: as of a `CalendarEntry`.
        due_on, done_on: the days, or None; an instant in UTC where the file has no zone that says its day.
        is_done: the file says that it is done, whether or not it says when.
        is_cancelled: the file says that it need not be done.
        remarks: as stated.
    """

    id: str
    title: str
    due_on: date | datetime | None = None
    done_on: date | datetime | None = None
    is_done: bool = False
    is_cancelled: bool = False
    remarks: str = ""
    sequence: int = 0
    stamp: str = ""
