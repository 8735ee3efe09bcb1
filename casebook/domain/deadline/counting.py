"""Counting methods: how a body of law counts time, as parameters of `DayCounter`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Any, Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period, Unit
from casebook.domain.deadline.court_calendar import WEEKEND, CourtCalendar

Roll = Literal["none", "next", "previous"]
Direction = Literal["after", "before"]
Edge = Literal["latest", "earliest"]
Confidence = Literal["high", "medium", "low"]
Backwards = Literal["yes", "no-roll", "no"]
HourWay = Literal["clock", "working-days"]

MONDAY_TO_FRIDAY = frozenset(range(5))
_ANCHOR = re.compile(r"(\d\d)-(\d\d)|easter([+-]\d+)")
_LEAP_YEAR = 2024


@entity
class Block:
    """Annual days set apart: a recess in which time does not run, or days treated as closed.

    Attributes:
        id: stable word.
        start: ``12-21`` (month and day) or ``easter-7`` (days from Easter Sunday).
        end: the last day, inclusive; before `start` it falls in the next year.
        why: what it is, with its article.
    """

    id: str
    start: str
    end: str
    why: str

    def __post_init__(self) -> None:
        for anchor in (self.start, self.end):
            _anchor(anchor, _LEAP_YEAR, {_LEAP_YEAR: date(_LEAP_YEAR, 3, 31)})

    def spans(self, first_year: int, last_year: int, easter: Mapping[int, date]) -> list[tuple[date, date]]:
        """Return the first and last day of the block in each year, from the year before `first_year`."""
        blocks = []
        for year in range(first_year - 1, last_year + 1):
            start, end = _anchor(self.start, year, easter), _anchor(self.end, year, easter)
            if start and end and end < start:
                end = _anchor(self.end, year + 1, easter)
            if start and end:
                blocks.append((start, end))
        return blocks


def _anchor(text: str, year: int, easter: Mapping[int, date]) -> date | None:
    """Return the day of an anchor in a year, or None if Easter of that year is not known.

    Raises:
        InvalidInput: it is no anchor.
    """
    read = _ANCHOR.fullmatch(text)
    try:
        if read and read[3]:
            return easter[year] + timedelta(days=int(read[3])) if year in easter else None
        if read:
            return date(year, int(read[1]), int(read[2]))
    except ValueError:
        read = None
    raise InvalidInput(
        Message("“{text}” is not a day of the year.", text=text),
        field="block",
        remedy="Enter it as 12-21 or easter-7.",
    )


@entity
class CountingTerms:
    """The parameters of the engine: one complete calculation method.

    Attributes:
        counts_trigger: the day of the event is day 1; months then end the day before the same number.
        is_at_least_clear: where the law says "at least" or "not more than", both ends are excluded.
        is_franc: clear period (delai franc): the last day is the day after the nominal end.
        days_are_working: "days" without more means working days.
        working_week: weekdays that count as working days, Monday is 0.
        later_by_days: weeks, months and years end so many days later than the same weekday or number.
        missing_day: where the last month lacks the number: its last day, or the day before that.
        short_days: in a period of at most so many days the closed days do not count; 0 for none.
        roll: where a last day that is closed moves to, counting forwards.
        roll_back: the same, counting backwards.
        roll_off: weekdays that a last day may not fall on, with holidays and closures.
        floor_from_days: a period of at least so many days must hold `floor_working_days` working days.
        recesses: blocks in which time stands still.
        recess_is_for_days: the recess stops periods in days only, not weeks, months or years.
        closed: blocks of days treated as holidays.
        is_closure_apart: days the registry is inaccessible matter on the last day only and always move it on.
        hours: hours run through, or on working days only.
        rolls_hours: an hour period that ends on a closed day ends at the same time on the next open one.
        starts_at_full_hour: an hour period starts with the next full hour.
        window: the hours of the day that count, for process hours.
        ends_at: the clock time at which the last day ends, where it is not midnight.
        grace_at: the act may still be done until this time on the following working day.
        adds_after_roll: days added for service are added after the period has rolled over, not before.
    """

    counts_trigger: bool = False
    is_at_least_clear: bool = False
    is_franc: bool = False
    days_are_working: bool = False
    working_week: frozenset[int] = MONDAY_TO_FRIDAY
    later_by_days: int = 0
    missing_day: Literal["last-day", "day-before"] = "last-day"
    short_days: int = 0
    roll: Roll = "none"
    roll_back: Roll = "none"
    roll_off: frozenset[int] = WEEKEND
    floor_from_days: int = 0
    floor_working_days: int = 0
    recesses: tuple[Block, ...] = ()
    recess_is_for_days: bool = False
    closed: tuple[Block, ...] = ()
    is_closure_apart: bool = False
    hours: HourWay = "clock"
    rolls_hours: bool = False
    starts_at_full_hour: bool = False
    window: tuple[time, time] | None = None
    ends_at: time | None = None
    grace_at: time | None = None
    adds_after_roll: bool = False


@entity
class RuleReading:
    """One interpretation of a rule or method.

    Attributes:
        id: stable word.
        words: the reading in words, with its authority.
        changes: the parameters in which it differs, by name.
        period: the period of this reading, where it differs.
        is_diarised: it competes for the date to diarise; otherwise it only marks the safe or arguable end.
        direction: the direction it is about; "" for both.
        edge: the edge it is about; "" for both.
        valid_from_on: it can apply only where time starts on or after this day.
        claimed_from_on: it can apply only to claims lodged on or after this day, which is asked for then.
        decided_from_on: in a rule, it can apply only to decisions taken on or after this day.
    """

    id: str
    words: str
    changes: Mapping[str, Any]
    period: Period | None = None
    is_diarised: bool = False
    direction: Direction | Literal[""] = ""
    edge: Edge | Literal[""] = ""
    valid_from_on: date | None = None
    claimed_from_on: date | None = None
    decided_from_on: date | None = None


@entity
class Service:
    """The effect of a method of service on a period.

    Attributes:
        by: the ways it is about, as on the command line.
        days: how many.
        unit: of what.
        is_deemed: service is deemed so many days after sending, and time starts there; else the days are
            added to the period.
        is_fallback: the deemed day is the latest; a paper handed over earlier starts time then.
        is_unread: nobody read the text it rests on yet, so it never moves the safe date.
        why: in words, with its article.
    """

    by: tuple[str, ...]
    days: int
    unit: Literal["days", "working-days"] = "days"
    is_deemed: bool = True
    is_fallback: bool = False
    is_unread: bool = False
    why: str


@entity
class Method:
    """A counting method.

    Attributes:
        prose: the method in words, by heading, as gathered: what the parameters were made from.
        units: units its text knows; it refuses others.
        backwards: whether it counts back from an event.
        backwards_why: what its text says of that.
        blocks: the blocks of days its parameters and those of its rules may name.
        unread_blocks: days that may be no working days under a law that was not read.
        moves_for_closure: its text moves a last day on which the court office is closed, whatever the reason.
        valid_from_on: the first day on which a period may start under this text, where it is known.
        cautions: what must be said wherever it is used.
    """

    id: str
    name: str
    jurisdiction: str
    prose: Mapping[str, str]
    citation: str
    url: str
    is_seen: bool
    confidence: Confidence
    notes: str
    calendar_id: str
    units: frozenset[Unit]
    terms: CountingTerms
    readings: tuple[RuleReading, ...] = ()
    services: tuple[Service, ...] = ()
    blocks: tuple[Block, ...] = ()
    unread_blocks: tuple[Block, ...] = ()
    backwards: Backwards = "no"
    backwards_why: str = ""
    moves_for_closure: bool = False
    valid_from_on: date | None = None
    as_of: str = ""
    cautions: tuple[str, ...] = ()
    pack: str = ""


def closed_days(
    terms: CountingTerms, calendar: CourtCalendar, first_year: int, last_year: int
) -> dict[date, str]:
    """Return every closed day besides weekends, with its name, in some years."""
    closed = dict(calendar.holidays)
    if not terms.is_closure_apart:
        closed.update(calendar.closures)
    closed.update(days_in(terms.closed, first_year, last_year, calendar.easter))
    return closed


def days_in(
    blocks: Iterable[Block], first_year: int, last_year: int, easter: Mapping[int, date]
) -> dict[date, str]:
    """Return every day of the blocks in some years, with what it is."""
    return {
        day: block.why
        for block in blocks
        for start, end in block.spans(first_year, last_year, easter)
        for day in days_of(start, end)
    }


def days_of(start: date, end: date) -> list[date]:
    """Return every day from `start` to `end`, both included."""
    return list(map(date.fromordinal, range(start.toordinal(), end.toordinal() + 1)))
