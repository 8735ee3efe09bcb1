"""Calculates a deadline under every interpretation of a rule, and the safe diary date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period, PeriodPart, Unit
from casebook.domain.base.zone import instants, zone_of
from casebook.domain.deadline.counting import CountingTerms, Direction, Edge, closed_days, days_of
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.day_counter import CalendarContext, DayCounter
from casebook.domain.deadline.deadline_input import DeadlineInput, StartOfTime, suspended_days
from casebook.domain.deadline.hours import HourCounter
from casebook.domain.deadline.trace import SKIPPED, DeadlineWarning, Trace, TraceStep

PRIMARY = "primary"
_ONE = timedelta(days=1)
_NEVER = float("inf")


@entity
class Interpretation:
    """One interpretation of a rule, ready to be counted."""

    id: str
    words: str
    terms: CountingTerms
    period: Period
    is_diarised: bool
    valid_from_on: date | None = None
    claimed_from_on: date | None = None


@entity
class ReadingOutcome:
    """The result of one interpretation.

    Attributes:
        due_at: the instant, where the rule runs by the clock or the last day ends before midnight.
        is_diarised: it competes for the date to diarise.
    """

    reading_id: str
    words: str
    due_on: date
    due_at: datetime | None
    trace: Trace
    is_diarised: bool

    @property
    def moment(self) -> date | datetime:
        """Return the instant if there is one, else the day."""
        return self.due_at or self.due_on

    @property
    def order(self) -> tuple[date, float]:
        """Return what sorts outcomes by their end; a whole day ends after every instant on it."""
        return self.due_on, self.due_at.timestamp() if self.due_at else _NEVER


@entity
class CalculationResult:
    """A calculated deadline with the outcome of every interpretation.

    Attributes:
        chosen: the reading to diarise, the earliest that competes; None where the law names no number.
        outcomes: every reading, the chosen one among them.
        earliest_safe: a date that is right under every reading; None where no date is.
        latest_arguable: the last date any reading gives. For a first day allowed the two are the other way
            round: the safe day is the latest, the arguable one the earliest.
        start_on: the day from which time runs.
        edge: whether these are last days in time or first days allowed.
        act_by_limit: a day to act earlier than the safe date alone gives: that of a region that may be the
            court's, or the last open day before days that may be closed; None where there is none.
    """

    chosen: ReadingOutcome | None
    outcomes: tuple[ReadingOutcome, ...]
    earliest_safe: date | datetime | None
    latest_arguable: date | datetime | None
    start_on: date
    edge: Edge
    cautions: tuple[DeadlineWarning, ...]
    act_by_limit: date | datetime | None = None


class Calculator:
    """Counts the interpretations of one input.

    Args:
        ask: the question.
        start: where time runs from.
        calendar: of the court's place.
        direction: whether time runs forwards or back from an event.
        edge: the last day in time, or the first day allowed.
    """

    def __init__(
        self,
        ask: DeadlineInput,
        start: StartOfTime,
        calendar: CourtCalendar,
        direction: Direction,
        edge: Edge,
    ) -> None:
        self.ask = ask
        self.start = start
        self.calendar = calendar
        self.direction: Direction = direction
        self.edge: Edge = edge
        self.cautions: list[DeadlineWarning] = []
        self._suspended = suspended_days(ask)

    def calculate(self, interpretations: tuple[Interpretation, ...]) -> CalculationResult:
        """Count every interpretation and choose the diary date.

        Raises:
            InvalidInput: the question cannot be answered with a date.
        """
        outcomes = [
            outcome for interpretation in interpretations for outcome in self._outcomes(interpretation)
        ]
        return result_of(outcomes, self.start.on, self.edge, tuple(self.cautions))

    def _outcomes(self, interpretation: Interpretation) -> list[ReadingOutcome]:
        whole = (
            interpretation.period.plus(self.ask.extension) if self.ask.extension else interpretation.period
        )
        context = self._calendar_context(interpretation.terms, whole)
        if whole.is_in_hours:
            starts = self._clocks()
            return [self._by_hour(interpretation, whole.parts[0], context, at, len(starts)) for at in starts]
        return [self._by_day(interpretation, whole, context)]

    # --- by the day --------------------------------------------------------------------------------

    def _by_day(
        self, interpretation: Interpretation, period: Period, context: CalendarContext
    ) -> ReadingOutcome:
        counter = DayCounter(self.start.on, interpretation.terms, context, self.direction)
        counter.count(period, self.edge)
        added, after = self.start.added_days, interpretation.terms.adds_after_roll
        if not after:
            counter.add(added, self.start.added_why)
        if self.edge == "latest":
            counter.roll()
            counter.fill(self.start.on, period)
        if after and added:
            counter.add(added, self.start.added_why)
            counter.roll()
        at = self._end_of_day(counter)
        return self._outcome(interpretation, counter.at, at, counter.steps)

    def _end_of_day(self, counter: DayCounter) -> datetime | None:
        ends_at = counter.terms.ends_at
        if counter.terms.grace_at and self.edge == "latest":
            ends_at = counter.terms.grace_at
            counter.at += _ONE
            while counter.why_closed(counter.at) is not None:
                counter.at += _ONE
            counter.steps.append(
                TraceStep(
                    counter.at,
                    SKIPPED,
                    gettext_noop("until {value} on the next working day"),
                    ends_at.strftime("%H:%M"),
                )
            )
        if ends_at is None or not self.calendar.zone or self.edge == "earliest":
            return None
        return datetime.combine(counter.at, ends_at, tzinfo=zone_of(self.calendar.zone))

    # --- by the hour -------------------------------------------------------------------------------

    def _clocks(self) -> tuple[datetime, ...]:
        clock = self.ask.clock
        clock_instants = instants(clock, self.calendar.zone) if clock else ()
        if clock is None or self.start.on not in {clock.date(), *(at.date() for at in clock_instants)}:
            raise InvalidInput(
                "A period in hours needs the time of day at which it starts.",
                field="on",
                remedy="Enter the time with its UTC offset, such as 2026-03-02T14:30+02:00.",
            )
        if self.direction == "before" or self.edge == "earliest":
            raise InvalidInput(
                "Hours can only be calculated forwards, to the end of the period.",
                field="direction",
                remedy="Calculate forwards from the event.",
            )
        if len(clock_instants) > 1:
            text = gettext_noop(
                "The clocks went back and {value} occurred twice. Both were calculated; the "
                "earlier one is the diary date."
            )
            self._note(DeadlineWarning("clock", text, clock.strftime("%H:%M")))
        if not self.calendar.zone:
            text = gettext_noop(
                "The time zone of the place is not known. The end time is shown with the UTC "
                "offset entered, {value}."
            )
            self._note(DeadlineWarning("zone", text, clock.strftime("%z")))
        return clock_instants

    def _by_hour(
        self,
        interpretation: Interpretation,
        part: PeriodPart,
        context: CalendarContext,
        at: datetime,
        of: int,
    ) -> ReadingOutcome:
        counter = HourCounter(at, interpretation.terms, context)
        counter.count(part)
        counter.roll()
        own_line = (
            interpretation
            if of == 1
            else replace(interpretation, id=f"{interpretation.id}-{at.isoformat(timespec='minutes')}")
        )
        return self._outcome(own_line, counter.at.date(), counter.at, counter.steps)

    def _outcome(
        self, interpretation: Interpretation, on: date, at: datetime | None, steps: list[TraceStep]
    ) -> ReadingOutcome:
        return ReadingOutcome(
            reading_id=interpretation.id,
            words=interpretation.words,
            due_on=on,
            due_at=at,
            trace=(*self.start.steps, *steps),
            is_diarised=interpretation.is_diarised,
        )

    # --- the ground --------------------------------------------------------------------------------

    def _calendar_context(self, terms: CountingTerms, period: Period) -> CalendarContext:
        calendar = self.calendar
        inaccessible = calendar.closures if terms.is_closure_apart else {}
        is_plain = not terms.closed and not calendar.closures
        stands_still = period.is_in_days or not terms.recess_is_for_days
        recesses = terms.recesses if stands_still else ()
        if is_plain and not recesses:
            return CalendarContext(closed=calendar.holidays, inaccessible=inaccessible, still=self._suspended)
        first, last = years_of(self.start.on, period, self.direction)
        still: dict[date, str] = dict(self._suspended)
        whole: set[date] = set()
        for block in recesses:
            for start, end in block.spans(first, last, calendar.easter):
                still.update(dict.fromkeys(days_of(start, end), block.why))
                if start.day == (end + _ONE).day == 1 and start.month == end.month:
                    whole.add(start)
        return CalendarContext(
            closed=calendar.holidays if is_plain else closed_days(terms, calendar, first, last),
            inaccessible=inaccessible,
            still=still,
            whole_months=frozenset(whole),
        )

    def _note(self, caution: DeadlineWarning) -> None:
        """Add a warning once, even if several interpretations give it."""
        self.cautions = [
            *(earlier_caution for earlier_caution in self.cautions if earlier_caution != caution),
            caution,
        ]


DAYS_IN: dict[Unit, float] = {"years": 366, "months": 31, "weeks": 7, "hours": 1 / 24, "process-hours": 0.5}
_WORKING_SHARE = 2.5


def years_of(start_on: date, period: Period, direction: Direction) -> tuple[int, int]:
    """Return the first and last year a period can touch, with a margin."""
    span = sum(part.amount * DAYS_IN.get(part.unit, _WORKING_SHARE) for part in period.parts)
    years = int(span // 365) + 1
    return (
        (start_on.year, start_on.year + years)
        if direction == "after"
        else (start_on.year - years, start_on.year)
    )


def result_of(
    readings: list[ReadingOutcome], start_on: date, edge: Edge, cautions: tuple[DeadlineWarning, ...] = ()
) -> CalculationResult:
    """Return the result of these interpretations; the diary date is the earliest competing one."""
    outcomes = _apart(readings)
    sign = 1 if edge == "latest" else -1
    ordered = sorted(outcomes, key=lambda outcome: outcome.order)[::sign]
    return CalculationResult(
        chosen=next(outcome for outcome in ordered if outcome.is_diarised),
        outcomes=outcomes,
        earliest_safe=ordered[0].moment,
        latest_arguable=ordered[-1].moment,
        start_on=start_on,
        edge=edge,
        cautions=cautions,
    )


def nothing_to_count(start_on: date, cautions: tuple[DeadlineWarning, ...]) -> CalculationResult:
    """Return the result where the law sets no number: an urgent task, never a date."""
    return CalculationResult(
        chosen=None,
        outcomes=(),
        earliest_safe=None,
        latest_arguable=None,
        start_on=start_on,
        edge="latest",
        cautions=cautions,
    )


def _apart(outcomes: list[ReadingOutcome]) -> tuple[ReadingOutcome, ...]:
    """Return interpretations with different dates; equal ones are merged, marked if any is the diary date."""
    by_moment: dict[date | datetime, ReadingOutcome] = {}
    for outcome in outcomes:
        same = by_moment.setdefault(outcome.moment, outcome)
        if outcome.is_diarised and not same.is_diarised:
            by_moment[outcome.moment] = outcome
    return tuple(by_moment.values())
