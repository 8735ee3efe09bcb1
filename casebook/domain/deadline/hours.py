"""Counts hours by the clock, through nights and clock changes, or within windows of working days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.base.period import PeriodPart
from casebook.domain.deadline.counting import CountingTerms
from casebook.domain.deadline.day_counter import CalendarContext, DayCounter
from casebook.domain.deadline.trace import COUNTED, SKIPPED, TraceStep

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MAX_DAYS = 1000


class HourCounter:
    """A counter at its current hour, with the steps recorded so far.

    Attributes:
        at: an instant, by the clock of the place.
        steps: one for every hour counted, dated on the day the hour ends in.
    """

    __slots__ = ("_days", "at", "steps")

    def __init__(self, start: datetime, terms: CountingTerms, context: CalendarContext) -> None:
        self._days = DayCounter(start.date(), terms, context, "after")
        self.at = start
        self.steps: list[TraceStep] = []

    def count(self, part: PeriodPart) -> None:
        """Count a number of hours.

        Raises:
            InvalidInput: process hours under a method that has no window.
        """
        if part.unit == "process-hours" and self._days.terms.window is None:
            raise InvalidInput(
                "This method does not define process hours.", field="period", remedy="Enter hours instead."
            )
        if self._days.terms.starts_at_full_hour:
            self._start_at_full_hour()
        self.steps.append(
            TraceStep(self.at.date(), SKIPPED, gettext_noop("starts at {value}"), _clock(self.at))
        )
        for _ in range(part.amount):
            self._hour(part)
            self.steps.append(
                TraceStep(self.at.date(), COUNTED, gettext_noop("one hour, to {value}"), _clock(self.at))
            )

    def roll(self) -> None:
        """Move an end on a closed day to the same time on the next open day."""
        if not self._days.terms.rolls_hours:
            return
        day = self.at.date()
        while (reason := self._why_closed(day)) is not None:
            self.steps.append(
                TraceStep(
                    day, SKIPPED, gettext_noop("{value}: ends at the same time on the next day"), reason
                )
            )
            day += _DAY
        self.at = datetime.combine(day, self.at.time(), tzinfo=self.at.tzinfo)

    def _why_closed(self, day: date) -> str | None:
        return self._days.context.inaccessible.get(day) or self._days.why_closed(day)

    def _start_at_full_hour(self) -> None:
        into = timedelta(minutes=self.at.minute, seconds=self.at.second, microseconds=self.at.microsecond)
        if into:
            self.at = _local(self.at.astimezone(UTC) + _HOUR - into, self.at)

    def _hour(self, part: PeriodPart) -> None:
        left = _HOUR
        for start, end in self._openings(part):
            begin = max(self.at.astimezone(UTC), start)
            if begin >= end:
                continue
            taken = min(left, end - begin)
            left -= taken
            self.at = _local(begin + taken, self.at)
            if not left:
                return
        raise InvalidInput(
            "The period in hours never ends.", field="closed", remedy="Check the registry closures."
        )

    def _openings(self, part: PeriodPart) -> Iterator[tuple[datetime, datetime]]:
        """Yield the periods in which time runs, day by day, in UTC."""
        day = self.at.date()
        for _ in range(_MAX_DAYS):
            reason = self._reason(day, part)
            if reason is None:
                yield self._open(day, part)
            else:
                self.steps.append(TraceStep(day, SKIPPED, gettext_noop("{value}: no hours counted"), reason))
            day += _DAY

    def _reason(self, day: date, part: PeriodPart) -> str | None:
        still = self._days.context.still.get(day)
        if still is None and (part.unit == "process-hours" or self._days.terms.hours == "working-days"):
            return self._days.why_no_workday(day)
        return still

    def _open(self, day: date, part: PeriodPart) -> tuple[datetime, datetime]:
        window = self._days.terms.window
        if part.unit == "process-hours" and window:
            return self._utc(day, window[0]), self._utc(day, window[1])
        return self._utc(day, time()), self._utc(day + _DAY, time())

    def _utc(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, tzinfo=self.at.tzinfo).astimezone(UTC)


def _local(at: datetime, like: datetime) -> datetime:
    return at.astimezone(like.tzinfo)


def _clock(at: datetime) -> str:
    return at.strftime("%H:%M")
