"""Events of a case, past or planned: arrest, request, decision, service, hearing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.base.date_typed import is_loose
from casebook.domain.base.day import refuse_unlikely
from casebook.domain.base.entity import entity
from casebook.domain.base.zone import instants, on_clock, zone_of

EventKind = Literal[
    "arrest",
    "request-received",
    "decision-made",
    "decision-served",
    "filing",
    "hearing",
    "removal-date",
    "contact",
    "other",
]
EventStatus = Literal["happened", "planned", "adjourned", "cancelled"]
_APPOINTMENTS: frozenset[EventKind] = frozenset({"hearing", "removal-date", "other"})
"""What is entered before its day and must not be missed; "other" may be a hearing by its title."""


@entity
class CalendarSource:
    """The entry of an external calendar from which an event came, as last imported.

    What differs from it in the event was changed here.

    Attributes:
        uid: what the entry is known by from file to file; for one date of a series with that date.
        sequence: its version; a higher one is later.
        stamp: when it was written and last changed, as of `CalendarEntry`; it decides between equal versions.

    Source: RFC 5545, 3.8.4.4, 3.8.4.7 and 3.8.7.4; RFC 5546, 2.1.4 and 2.1.5.
    """

    uid: str
    sequence: int
    title: str
    on: StatedDate
    at: datetime | None
    zone: str
    place: str
    status: EventStatus
    stamp: str = ""


@entity
class Event:
    """One event.

    Attributes:
        on: the day, as exact as it is known.
        status: whether it happened; an adjourned or cancelled one never did on this day.
        at: the instant where a clock time is known, with its zone; None otherwise.
        zone: IANA name of the zone the clock time was stated in ("Asia/Nicosia"), or "".
        place: court room, border post, as stated.
        interpreter: who interprets and into what, or "".
        attendance: who must be there, or was, or "".
        outcome: what came of it, or "".
        calendar: the calendar entry it came from, or None.
        tags: short words of the office's own, in no paper that leaves it.
    """

    id: str
    case_id: str
    kind: EventKind
    title: str
    on: StatedDate
    status: EventStatus = "happened"
    proceeding_id: str = ""
    at: datetime | None = None
    zone: str = ""
    place: str = ""
    interpreter: str = ""
    attendance: str = ""
    outcome: str = ""
    calendar: CalendarSource | None = None
    tags: tuple[str, ...] = ()

    @property
    def local_at(self) -> datetime | None:
        """Return the instant in the zone in which it was stated, or None without a clock time."""
        return on_clock(self.at, zone_of(self.zone)) if self.at and self.zone else self.at

    @property
    def placed_on(self) -> date | None:
        """Return its day in a calendar: by its clock time if its date is not certain, else its first."""
        if self.local_at and not (self.on.is_exact or self.on.is_span):
            return self.local_at.date()
        return self.on.placed_on

    @property
    def day(self) -> StatedDate:
        """Return its day as exactly as it is known: that of its clock time, unless it lasts several days."""
        if self.local_at is None or self.on.is_span:
            return self.on
        return StatedDate(edtf=self.local_at.date().isoformat())

    @property
    def first_on(self) -> date:
        """Return the first day it can be: that of its clock time, where one is known."""
        return self.on.earliest_on if self.at is None else self.placed_on or self.on.earliest_on

    def has_happened(self, by: date) -> bool:
        """Return whether it took place on or before a day."""
        return self.status == "happened" and self.on.earliest_on <= by

    def is_upcoming(self, today: date) -> bool:
        """Return whether it is planned and its day has not passed."""
        return self.status == "planned" and self.on.latest_on >= today

    def upcoming_on(self, today: date) -> date:
        """Return by which day a planned event is sorted; one of a month that has begun by the end of it."""
        placed_on = self.placed_on or date.max
        return placed_on if placed_on >= today else self.on.latest_on


def upcoming(events: Iterable[Event], today: date) -> tuple[Event, ...]:
    """Return the planned ones of these events whose day has not passed, the next first and undated ones last.

    One of a month or year that has begun stands at the end of it: it may be over.
    """
    planned = (one for one in events if one.is_upcoming(today))
    return tuple(sorted(planned, key=lambda event: event.upcoming_on(today)))


def default_status(kind: EventKind, on: StatedDate, today: date) -> EventStatus:
    """Return the status of an event for which none was stated, by its day.

    Where its day may be today or still to come, an appointment is planned, and all else has happened.

    >>> default_status("hearing", StatedDate(edtf="2026-11-28"), date(2026, 11, 28))
    'planned'
    >>> default_status("decision-served", StatedDate(edtf="2026-11"), date(2026, 11, 28))
    'happened'
    """
    if on.earliest_on > today:
        return "planned"
    return "planned" if on.latest_on >= today and kind in _APPOINTMENTS else "happened"


def stated_instant(on: StatedDate, clock: time | None, zone: str) -> datetime | None:
    """Return the instant of a stated day and clock time; the earlier one if it occurs twice.

    Args:
        on: the day.
        clock: the time on the clock, with its UTC offset where no zone is known; None where none is.
        zone: IANA name of the zone of that clock, or "".

    Raises:
        InvalidInput: a time without its zone or without one certain day.
    """
    if clock is None:
        return None
    if on.earliest_on != on.latest_on:
        raise InvalidInput(
            "A time can only be given with an exact day.", field="on", remedy="Enter it as 2026-03-02."
        )
    if not zone and clock.tzinfo is None:
        raise InvalidInput("The time has no time zone.", field="zone", remedy="Choose the time zone.")
    return instants(datetime.combine(on.earliest_on, clock), zone)[0]


def moved_at(now: Event, was: Event) -> datetime | None:
    """Return the instant of a changed event: at the clock time it had, where its day or zone was changed.

    Raises:
        InvalidInput: the new day is not exact, or its clocks jumped over the time.
    """
    clock = was.local_at
    if clock is None or now.at != was.at:
        return now.at
    is_within = now.on.earliest_on <= clock.date() <= now.on.latest_on
    if is_within and now.zone == was.zone:
        return now.at
    on = StatedDate(edtf=clock.date().isoformat()) if is_within else now.on
    stated = clock.time() if was.zone and now.zone else clock.timetz()
    return stated_instant(on, stated, now.zone)


def check_event(event: Event) -> None:
    """Reject an event whose day or clock time cannot be right.

    That is a service without a date, since periods run from it and words that are no date start none; a year
    no case has; a clock time without a zone or on another day than the event.

    Raises:
        InvalidInput: it is one, or the zone is unknown.
    """
    if event.kind == "decision-served" and (event.on.is_unknown or is_loose(event.on)):
        raise InvalidInput(
            "The service of a decision needs a date.",
            field="on",
            remedy="Enter the day, or the month or year if no more is known.",
        )
    for end in (event.on.earliest_on, event.on.latest_on):
        if end not in {date.min, date.max}:
            refuse_unlikely(end, "on")
    if event.zone:
        zone_of(event.zone)
    if event.at is None:
        return
    if event.at.tzinfo is None:
        raise InvalidInput(
            "The clock time has no time zone.", field="at", remedy="Enter it with its UTC offset."
        )
    local_at = event.local_at or event.at
    if not event.on.earliest_on <= local_at.date() <= event.on.latest_on:
        raise InvalidInput(
            "The clock time is on a different day from the event.",
            field="at",
            remedy="Check the date, time and time zone.",
        )
