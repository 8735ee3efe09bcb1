"""Counts days, weeks, months and years from a day, forwards or backwards, recording every step."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache, partial
from itertools import repeat

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.base.period import LONG_UNITS, Period, PeriodPart
from casebook.domain.deadline.counting import CountingTerms, Direction, Edge
from casebook.domain.deadline.court_calendar import WEEKDAYS
from casebook.domain.deadline.trace import COUNTED, SKIPPED, TraceStep

Skip = Callable[[date], str | None]
_step = partial(tuple.__new__, TraceStep)  # what TraceStep._make does, without a call of Python for each day
_ONE = timedelta(days=1)
_LONGEST_CLOSURE_DAYS = 400
_ENDS = {
    "weeks": gettext_noop("week {value} ends"),
    "months": gettext_noop("month {value} ends"),
    "years": gettext_noop("year {value} ends"),
}


@entity
class CalendarContext:
    """The calendar data shared by all interpretations with the same parameters.

    Attributes:
        closed: days closed beside weekends, with their names.
        inaccessible: days the registry cannot be reached that matter on the last day only.
        still: days on which time stands still, with the reason.
        whole_months: recesses that fill a whole calendar month, by their first day.
    """

    closed: Mapping[date, str]
    inaccessible: Mapping[date, str]
    still: Mapping[date, str]
    whole_months: frozenset[date] = frozenset()


class DayCounter:
    """A counter at its current day, with the steps recorded so far."""

    __slots__ = ("at", "context", "direction", "sign", "start", "steps", "terms")

    def __init__(
        self, start: date, terms: CountingTerms, context: CalendarContext, direction: Direction
    ) -> None:
        self.start = self.at = start
        self.terms = terms
        self.context = context
        self.direction = direction
        self.sign = _ONE if direction == "after" else -_ONE
        self.steps: list[TraceStep] = []

    def why_closed(self, day: date) -> str | None:
        """Return why a last day may not fall on this day, or None if it may."""
        name = self.context.closed.get(day)
        if name is not None:
            return name
        weekday = day.weekday()
        return WEEKDAYS[weekday] if weekday in self.terms.roll_off else None

    def why_no_workday(self, day: date) -> str | None:
        """Return why a day is not a working day, or None if it is one."""
        name = self.context.closed.get(day)
        if name is not None:
            return name
        weekday = day.weekday()
        return None if weekday in self.terms.working_week else WEEKDAYS[weekday]

    def count(self, period: Period, edge: Edge) -> None:
        """Count the period to its nominal end."""
        start = self.at
        long = [part for part in period.parts if part.unit in LONG_UNITS]
        short = [part for part in period.parts if part.unit not in LONG_UNITS]
        if self.terms.counts_trigger and not long:
            self.at -= self.sign
        elif not self.terms.counts_trigger:
            self.steps.append(TraceStep(start, SKIPPED, gettext_noop("the day of the event is not counted")))
        if long:
            self._long(long, start)
        for part in short:
            self._days(part, is_alone=len(period.parts) == 1)
        for _ in range(self._outside(edge)):
            self._onward(gettext_noop("clear days: the last day is not counted"))

    def _outside(self, edge: Edge) -> int:
        """Return how many days the result lies outside the days counted."""
        terms = self.terms
        if self.direction == "before":
            return int(terms.is_at_least_clear)
        if edge == "earliest":
            return int(terms.is_at_least_clear or terms.is_franc or terms.counts_trigger)
        return int(terms.is_franc)

    def _onward(self, why: str) -> None:
        self.at += self.sign
        while (reason := self.context.still.get(self.at)) is not None:
            self.steps.append(TraceStep(self.at, SKIPPED, gettext_noop("{value}: time does not run"), reason))
            self.at += self.sign
        self.steps.append(TraceStep(self.at, SKIPPED, why))

    # --- days --------------------------------------------------------------------------------------

    def _days(self, part: PeriodPart, *, is_alone: bool) -> None:
        terms = self.terms
        is_working = part.unit == "working-days" or (part.unit == "days" and terms.days_are_working)
        is_short = is_alone and part.unit == "days" and part.amount <= terms.short_days
        if is_working:
            self._walk_days(part.amount, self.why_no_workday, gettext_noop("working day {value}"))
        else:
            self._walk_days(part.amount, self.why_closed if is_short else None, gettext_noop("day {value}"))

    def _walk_days(self, amount: int, skip: Skip | None, text: str) -> None:
        still, steps, sign, day = self.context.still, self.steps, self.sign, self.at
        if not still and not skip:
            steps.extend(_every_day(day, amount, sign.days, text))
            self.at = day + amount * sign
            return
        number = since = 0
        while number < amount:
            day += sign
            since += 1
            if since > _LONGEST_CLOSURE_DAYS:
                raise _endless()
            if still and (reason := still.get(day)) is not None:
                steps.append(TraceStep(day, SKIPPED, gettext_noop("{value}: time does not run"), reason))
            elif skip and (reason := skip(day)) is not None:
                steps.append(TraceStep(day, SKIPPED, gettext_noop("{value}: not counted"), reason))
            else:
                number += 1
                since = 0
                steps.append(TraceStep(day, COUNTED, text, number))
        self.at = day

    # --- weeks, months, years ----------------------------------------------------------------------

    def _long(self, parts: list[PeriodPart], start: date) -> None:
        total_months = total_weeks = 0
        for part in parts:
            for number in range(1, part.amount + 1):
                if part.unit == "weeks":
                    total_weeks += 1
                else:
                    total_months += 12 if part.unit == "years" else 1
                day = add_months(start, total_months * self.sign.days) + total_weeks * 7 * self.sign
                self.steps.append(TraceStep(day, COUNTED, _ENDS[part.unit], number))
        off = self._whole_months_still(start, total_months)
        base = add_months(start, (total_months + len(off)) * self.sign.days)
        self.at = base + total_weeks * 7 * self.sign
        if not self._mend_missing_day(start, base) and self.terms.counts_trigger:
            self.at -= self.sign
            self.steps.append(
                TraceStep(
                    self.at,
                    SKIPPED,
                    gettext_noop("the day of the event was day 1, so the period ends the day before"),
                )
            )
        for _ in range(self.terms.later_by_days):
            self._onward(gettext_noop("this interpretation counts from the day after the event"))
        self._stand_still(start, off)

    def _mend_missing_day(self, start: date, base: date) -> bool:
        """Record that the month lacks the number; returns True if nothing more is to be subtracted."""
        if base.day == start.day:
            return False
        self.steps.append(
            TraceStep(
                self.at,
                SKIPPED,
                gettext_noop("the month has no day {value}: its last day is used"),
                start.day,
            )
        )
        if self.terms.counts_trigger:
            return self.terms.missing_day == "last-day"
        if self.terms.missing_day == "day-before":
            self.at -= self.sign
            self.steps.append(TraceStep(self.at, SKIPPED, gettext_noop("the day before, to be safe")))
        return False

    def _whole_months_still(self, start: date, total: int) -> frozenset[date]:
        """Return the first days of the whole recess months within a period in months.

        LAW: months run from date to date; a recess of one calendar month moves the number by one month.
        """
        off: set[date] = set()
        for first in sorted(self.context.whole_months) if total else ():
            if start < first <= add_months(start, total + len(off)):
                off.add(first)
                self.steps.append(
                    TraceStep(first, SKIPPED, gettext_noop("whole month in which time does not run"))
                )
        return frozenset(off)

    def _stand_still(self, start: date, off: frozenset[date]) -> None:
        """Count the days within a suspension again after it.

        LAW: the unused remainder of months and weeks is calculated in days.
        """
        still = self.context.still
        if not still:
            return
        lost, day, end = 0, start, self.at
        while day != end or lost:
            if day == end:
                lost -= 1
                end += self.sign
            day += self.sign
            reason = still.get(day)
            if reason is not None and day.replace(day=1) not in off:
                lost += 1
                self.steps.append(TraceStep(day, SKIPPED, gettext_noop("{value}: time does not run"), reason))
        if end != self.at:
            self.at = end
            self.steps.append(
                TraceStep(end, SKIPPED, gettext_noop("the rest of the period runs after the suspension"))
            )

    # --- the last day ------------------------------------------------------------------------------

    def roll(self) -> None:
        """Move a last day that is closed, or on which the registry cannot be reached.

        Moved back, it never passes the day from which time runs: nothing can be done before that.
        """
        way = self.terms.roll if self.direction == "after" else self.terms.roll_back
        if way != "none":
            self._roll(_ONE if way == "next" else -_ONE, self.why_closed)
        if self.context.inaccessible and way != "none":
            self._roll(_ONE, lambda day: self.context.inaccessible.get(day) or self.why_closed(day))

    def _roll(self, sign: timedelta, why: Skip) -> None:
        for _ in range(_LONGEST_CLOSURE_DAYS):
            reason = why(self.at)
            if reason is None or (sign == -self.sign and self.at == self.start):
                return
            text = (
                gettext_noop("{value}: the last day moves forward")
                if sign > timedelta()
                else gettext_noop("{value}: the day moves back")
            )
            self.steps.append(TraceStep(self.at, SKIPPED, text, reason))
            self.at += sign
        raise _endless()

    def add(self, days: int, why: str) -> None:
        """Add days to the period."""
        for _ in range(days):
            self._onward(why)

    def fill(self, start: date, period: Period) -> None:
        """Extend a short period to its minimum number of working days."""
        terms = self.terms
        total = sum(part.amount for part in period.parts if part.unit in {"days", "calendar-days"})
        if not terms.floor_working_days or total < terms.floor_from_days or self.direction == "before":
            return
        held = sum(1 for n in range((self.at - start).days) if self._is_open(start + (n + 1) * _ONE))
        while held < terms.floor_working_days:
            self.at += _ONE
            held += self._is_open(self.at)
            text = gettext_noop("the period must include {value} working days")
            self.steps.append(TraceStep(self.at, SKIPPED, text, terms.floor_working_days))

    def _is_open(self, day: date) -> bool:
        return self.why_closed(day) is None


@lru_cache(maxsize=8)
def _every_day(day: date, amount: int, way: int, text: str) -> tuple[TraceStep, ...]:
    """Return the steps of days that all count; the same ones are asked for by region and interpretation."""
    ordinal = day.toordinal()
    days = map(date.fromordinal, range(ordinal + way, ordinal + (amount + 1) * way, way))
    return tuple(map(_step, zip(days, repeat(COUNTED), repeat(text), range(1, amount + 1))))


def add_months(day: date, count: int) -> date:
    """Return the same day number this many months later, or the last day of a shorter month.

    >>> add_months(date(2024, 1, 31), 1), add_months(date(2024, 2, 29), 12)
    (datetime.date(2024, 2, 29), datetime.date(2025, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if day.day <= 28:  # noqa: PLR2004 - every month has 28 days
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _endless() -> InvalidInput:
    return InvalidInput(
        "Closed or suspended days leave no available day for more than a year.",
        field="closed",
        remedy="Check the registry closures and suspensions.",
    )
