"""The day to act by: the earliest of all interpretations, on a day on which something can be lodged."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from casebook.domain.deadline.calculator import CalculationResult
from casebook.domain.deadline.court_calendar import WEEKEND, CourtCalendar

_ONE = timedelta(days=1)


def act_by_of(
    result: CalculationResult, calendar: CourtCalendar, *, is_by_hour: bool = False
) -> date | datetime | None:
    """Return by when to act on a last day in time; None for a first day allowed or without any date.

    Where no date is safe this is the earliest date of any interpretation: to know less never makes it later.
    A day that is closed and not extended gives the last open day before it, at the same hour where one ends
    the day, unless time starts only then. The end of a period in hours stays: hours run through closed days.
    Days that may be closed count as closed, and a limit that other regions set is kept.

    >>> from casebook.domain.deadline.calculator import nothing_to_count
    >>> from casebook.domain.deadline.court_calendar import no_calendar
    >>> act_by_of(nothing_to_count(date(2026, 3, 2), ()), no_calendar()) is None
    True
    """
    if result.edge != "latest" or not result.outcomes:
        return None
    if result.act_by_limit is not None:
        return result.act_by_limit
    moment = result.earliest_safe or min(result.outcomes, key=lambda outcome: outcome.order).moment
    if is_by_hour:
        return moment
    last = day = moment.date() if isinstance(moment, datetime) else moment
    while is_closed(day, calendar) or day in calendar.maybe_closed:
        day -= _ONE
    is_before_start = day < result.start_on <= last
    if day == last or is_before_start:
        return moment
    return datetime.combine(day, moment.timetz()) if isinstance(moment, datetime) else day


def is_closed(day: date, calendar: CourtCalendar) -> bool:
    """Return whether a court is closed: a weekend, a holiday or a closure of its registry."""
    return day.weekday() in WEEKEND or day in calendar.holidays or day in calendar.closures
