"""The input of a deadline calculation, and the day or instant from which time runs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period
from casebook.domain.base.zone import instants
from casebook.domain.deadline.counting import Service, days_of
from casebook.domain.deadline.court_calendar import WEEKEND, CourtCalendar
from casebook.domain.deadline.trace import SKIPPED, DeadlineWarning, TraceStep

FIRST_YEAR = 1900
LAST_YEAR = 2090
_LONGEST_SUSPENSION_DAYS = 7500


@entity
class DeadlineInput:
    """The input of a calculation.

    Attributes:
        on: the day of the event that starts time, as stated.
        clock: its clock time, where that was given: with an offset, or as a clock on the wall showed it.
        trigger_on: the day of what starts the period, where the event is something else, such as service of a
            decision whose period runs from its sending; `on` is then the same day.
        may_run_earlier: `on` is the day of that other event; the day that starts the period was not given.
        received_on: the day of the event where that is the service itself; a way of service then counts only
            from the day of posting, given as `trigger_on`.
        more_on: days of other events where the rule runs from the latest of several.
        served_on: the day of service, receipt or notification, where it differs from `on`.
        by: the way of service, such as ``post``.
        deemed_on: a day on which service is deemed by fiction, already known.
        decided_on: the day the decision was taken, which chooses between texts.
        claimed_on: the day the claim was lodged, on which the law that applies may turn.
        suspensions: first and last day, both included, of each time in which the period stood still.
        extension: added to the period; both run from the original start.
        restarted_on: the day an interruption ended; the whole period runs anew from it.
    """

    on: date
    clock: datetime | None = None
    trigger_on: date | None = None
    may_run_earlier: bool = False
    received_on: date | None = None
    more_on: tuple[date, ...] = ()
    served_on: date | None = None
    by: str = ""
    deemed_on: date | None = None
    decided_on: date | None = None
    claimed_on: date | None = None
    suspensions: tuple[tuple[date, date], ...] = ()
    extension: Period | None = None
    restarted_on: date | None = None


@entity
class StartOfTime:
    """The start of a period.

    Attributes:
        on: the day.
        steps: how it was found.
        added_days: days the law adds for the way of service, and why.
        cautions: what to know about it.
        may_be_earlier: the day is the latest on which time can start, and the true one was not given.
    """

    on: date
    steps: tuple[TraceStep, ...]
    added_days: int = 0
    added_why: str = ""
    cautions: tuple[DeadlineWarning, ...] = ()
    may_be_earlier: bool = False


class _Finder:
    """Finds the day from which time runs after an event."""

    def __init__(self, ask: DeadlineInput, calendar: CourtCalendar) -> None:
        self.ask = ask
        self.calendar = calendar
        self.steps: list[TraceStep] = []
        self.cautions: list[DeadlineWarning] = []
        self.added: Service | None = None
        self.may_be_earlier = False
        self.on = ask.on

    def move(self, to: date, why: str, value: object = "", field: str = "on") -> None:
        if to < self.on:
            raise InvalidInput(
                Message(
                    "{day} is earlier than {previous}, the date it should follow.", day=to, previous=self.on
                ),
                field=field,
                remedy="Check the order of the dates. If the event was earlier, correct its date first.",
            )
        self.on = to
        self.steps.append(TraceStep(to, SKIPPED, why, value))

    def latest(self) -> None:
        if self.ask.more_on:
            for day in sorted((self.ask.on, *self.ask.more_on))[:-1]:
                self.steps.append(
                    TraceStep(day, SKIPPED, gettext_noop("earlier event: time runs from the latest"))
                )
            self.on = max(self.ask.on, *self.ask.more_on)

    def place(self) -> None:
        """Choose the earlier day if the event's local day differs from the court's."""
        clock, zone = self.ask.clock, self.calendar.zone
        if clock is None or clock.tzinfo is None or not zone:
            return
        there = instants(clock, zone)[0].date()
        if there != self.on:
            text = gettext_noop(
                "It was already, or still, {value} at the court's location. The earlier day was used."
            )
            self.cautions.append(DeadlineWarning("zone", text, there))
            self.on = min(there, self.on)

    def notice(self, services: tuple[Service, ...], *, runs_from_notice: bool) -> None:
        ask = self.ask
        way = next((service for service in services if ask.by in service.by), None)
        served_on = self._served_on(way)
        if served_on and runs_from_notice:
            self.served(served_on, way)
        elif served_on:
            text = gettext_noop("Time runs from the event itself, not from service on {value}.")
            self.cautions.append(DeadlineWarning("service", text, served_on))
        if ask.by:
            self.service(way, is_served=served_on is not None)
        if ask.deemed_on:
            why = gettext_noop("deemed served on this day; a deemed service date does not move")
            self.move(ask.deemed_on, why, field="deemed-service")
        if ask.restarted_on:
            why = gettext_noop("the interruption ended: the whole period starts again")
            self.move(ask.restarted_on, why, field="restarted-on")

    @property
    def _knows_posting(self) -> bool:
        """Whether time is counted from the posting, not from an event that is the service itself."""
        return self.ask.received_on is None or self.ask.trigger_on is not None

    def _served_on(self, way: Service | None) -> date | None:
        """Return the day of service that governs beside the way of service, None where there is none."""
        is_posted_before = self.ask.trigger_on is not None and way is not None and way.is_fallback
        return self.ask.served_on or (self.ask.received_on if is_posted_before else None)

    def served(self, on: date, way: Service | None) -> None:
        """Time runs from service, but no later than from the day on which it is deemed in any case."""
        deemed_on = self._deemed(way) if way and way.is_deemed and self._knows_posting else on
        if way is None or on <= deemed_on:
            self.move(on, gettext_noop("the day of service"), field="served-on")
        elif way.is_fallback or self.ask.trigger_on:
            self.deem(deemed_on, way)
        else:
            self.move(on, gettext_noop("the day of service"), field="served-on")
            self.may_be_earlier = bool(way.days)

    def service(self, way: Service | None, *, is_served: bool) -> None:
        if way is None:
            text = gettext_noop("No extra time for service by {value} is known here, so none was added.")
            self.cautions.append(DeadlineWarning("service", text, self.ask.by))
        elif not way.is_deemed:
            self.added = way
        elif is_served or not self._knows_posting:
            if way.days and not way.is_fallback and not self.ask.trigger_on:
                self.note_posting()
        else:
            if way.is_fallback:
                self.may_be_earlier = True
                text = gettext_noop(
                    "This is the latest day on which service counts. If the document was handed over "
                    "before, time runs from that day: enter it as the day of service. Until then no date "
                    "is safe."
                )
                self.cautions.append(DeadlineWarning("service-earlier", text))
            self.deem(self._deemed(way), way)

    def deem(self, on: date, way: Service) -> None:
        self.move(on, gettext_noop("{value}; a deemed service date does not move"), way.why)

    def note_posting(self) -> None:
        """Say that the days for the way of service were not added, and which day they need."""
        text = gettext_noop(
            "The days for service by {value} count from the day of posting, which was not entered, so none "
            "were added. Enter it as “Sent on”."
        )
        self.cautions.append(DeadlineWarning("posting-day", text, self.ask.by))

    def _deemed(self, service: Service) -> date:
        if service.unit == "days":
            return self.on + timedelta(days=service.days)
        day, left = self.on, service.days
        closed = {**self.calendar.holidays, **self.calendar.closures}
        while left:
            day += timedelta(days=1)
            if day.weekday() not in WEEKEND and day not in closed:
                left -= 1
        return day


def start_of(
    ask: DeadlineInput, services: tuple[Service, ...], calendar: CourtCalendar, *, runs_from_notice: bool
) -> StartOfTime:
    """Return the day from which time runs.

    Args:
        ask: the question.
        services: what ways of service do under the rule.
        calendar: of the court's place.
        runs_from_notice: whether service, receipt or notification starts time.

    Raises:
        InvalidInput: the dates contradict each other or lie outside what the engine counts.
    """
    finder = _Finder(ask, calendar)
    finder.latest()
    finder.place()
    finder.notice(services, runs_from_notice=runs_from_notice)
    require_countable(finder.on)
    added = finder.added
    return StartOfTime(
        on=finder.on,
        steps=tuple(finder.steps),
        added_days=added.days if added else 0,
        added_why=added.why if added else "",
        cautions=tuple(finder.cautions),
        may_be_earlier=finder.may_be_earlier,
    )


def require_countable(*days: date) -> None:
    """Reject days in years for which the engine has no calendars.

    Raises:
        InvalidInput: one is.
    """
    for day in days:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise InvalidInput(
                Message(
                    "{day} is outside the years {first_year} to {last_year}.",
                    day=day,
                    first_year=FIRST_YEAR,
                    last_year=LAST_YEAR,
                ),
                field="on",
                remedy="Check the year.",
            )


def suspended_days(ask: DeadlineInput) -> dict[date, str]:
    """Return every day on which the period was suspended.

    Raises:
        InvalidInput: a suspension ends before it begins, is longer than any real one, or overlaps another.
    """
    suspended: dict[date, str] = {}
    before: tuple[date, date] | None = None
    for start, end in sorted(ask.suspensions):
        if end < start or (end - start).days > _LONGEST_SUSPENSION_DAYS:
            raise InvalidInput(
                Message("The suspension {start}..{end} is not valid.", start=start, end=end),
                field="suspended",
                remedy="Enter its first and last day: 2026-03-02..2026-03-20.",
            )
        if before and start <= before[1]:
            joined = f"{before[0].isoformat()}..{max(before[1], end).isoformat()}"
            raise InvalidInput(
                Message(
                    "Two suspensions overlap from {start}. Time can be suspended only once.", start=start
                ),
                field="suspended",
                remedy=Message("If both are correct, combine them: {span}.", span=joined),
            )
        before = (start, end)
        suspended.update(dict.fromkeys(days_of(start, end), "suspended"))
    return suspended
