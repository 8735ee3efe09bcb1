"""A deadline calculation as calendar days: each with its kind, sign and reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.deadline.calculation_record import RecordedInterpretation
from casebook.domain.deadline.counting import days_of
from casebook.domain.deadline.trace import TraceStep

DayKind = Literal["start", "counted", "within", "skipped", "rolled", "due", "outside"]
_MAX_WEEKS, _KEPT_WEEKS = 10, 3
_ONE = timedelta(days=1)


@entity
class CountedDay:
    """One day.

    Attributes:
        kind: `start` where time begins; `counted`; `within` a month or week that is counted as a whole;
            `skipped`; `rolled` where the end would have fallen and moved on; `due`; `outside` of it.
        sign: what stands under its number: the count, or a mark of its kind.
        steps: what the engine said of it, in order.
    """

    on: date
    kind: DayKind
    sign: str
    steps: tuple[TraceStep, ...] = ()

    def why(self, words: Translator) -> str:
        """Return the reasons given for the day."""
        return words.series_of(step.why(words) for step in self.steps)


@entity
class CountedWeeks:
    """Whole weeks from Monday; a gap stands for identical weeks.

    Attributes:
        weeks: seven days each, or None for weeks left out.
        left_out: how many weeks the gap stands for.
    """

    weeks: tuple[tuple[CountedDay, ...] | None, ...]
    left_out: int

    @property
    def days(self) -> tuple[CountedDay, ...]:
        """Return every day shown."""
        return tuple(day for week in self.weeks if week for day in week)


SIGNS: dict[DayKind, str] = {
    "start": "0",
    "counted": "1",
    "within": "·",
    "skipped": "–",
    "rolled": "→",
    "due": "■",
    "outside": "",
}
"""The sign of each kind of day; a counted day shows its number instead."""


def counted_weeks(reading: RecordedInterpretation, start_on: date) -> CountedWeeks:
    """Return the calendar of an interpretation, counted forwards or backwards."""
    steps_by_day: dict[date, list[TraceStep]] = {}
    for step in reading.trace:
        steps_by_day.setdefault(step.day, []).append(step)
    days = [reading.due.on, start_on, *steps_by_day]
    first, last = min(days), max(days)
    nominal_on = _nominal(reading, start_on)
    whole = days_of(first - _ONE * first.weekday(), last + _ONE * (6 - last.weekday()))
    made = [
        _day(day, tuple(steps_by_day.get(day, ())), reading.due.on, start_on, nominal_on) for day in whole
    ]
    weeks = [tuple(made[at : at + 7]) for at in range(0, len(made), 7)]
    if len(weeks) <= _MAX_WEEKS:
        return CountedWeeks(weeks=tuple(weeks), left_out=0)
    head, tail = weeks[:_KEPT_WEEKS], weeks[-_KEPT_WEEKS:]
    return CountedWeeks(weeks=(*head, None, *tail), left_out=len(weeks) - 2 * _KEPT_WEEKS)


def _nominal(reading: RecordedInterpretation, start_on: date) -> date:
    """Return the nominal end of the count, before any extension."""
    counted = [step.day for step in reading.trace if step.counts]
    if not counted:
        return start_on
    return max(counted) if reading.due.on >= start_on else min(counted)


def _day(
    on: date, steps: tuple[TraceStep, ...], due_on: date, start_on: date, nominal_on: date
) -> CountedDay:
    kind = _kind(on, steps, due_on, start_on, nominal_on)
    sign = SIGNS[kind]
    counted = next((step for step in reversed(steps) if step.counts), None)
    if counted is not None and kind == "counted":
        sign = str(counted.value)
    return CountedDay(on=on, kind=kind, sign=sign, steps=steps)


def _kind(on: date, steps: tuple[TraceStep, ...], due_on: date, start_on: date, nominal_on: date) -> DayKind:
    if on == due_on:
        return "due"
    between = min(start_on, due_on) <= on <= max(start_on, due_on)
    past_nominal = min(nominal_on, due_on) <= on <= max(nominal_on, due_on) and nominal_on != due_on
    if past_nominal:
        return "rolled"
    if any(step.counts for step in steps):
        return "counted"
    if on == start_on:
        return "start"
    if steps:
        return "skipped"
    return "within" if between else "outside"


def legend(strip: CountedWeeks) -> Iterator[DayKind]:
    """Return the kinds that occur, in the order of their explanation."""
    present = {day.kind for day in strip.days}
    order: tuple[DayKind, ...] = ("start", "counted", "within", "skipped", "rolled", "due")
    return (kind for kind in order if kind in present)
