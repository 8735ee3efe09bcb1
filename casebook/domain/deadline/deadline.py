"""A deadline of a case: due date, basis and outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period
from casebook.domain.base.zone import on_clock
from casebook.domain.deadline.calculation_record import CalculationRecord, DueTime
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.initials import require_initials
from casebook.domain.deadline.nature import RuleNature
from casebook.domain.deadline.reservation import Reservation, reservations_of
from casebook.domain.deadline.rule_title import RuleTitled

DeadlineStatus = Literal["open", "extended", "met", "waived", "missed"]
Origin = Literal["rule", "order", "hand"]
Nearness = Literal["overdue", "near", "soon", "far", "undated", "ended"]

REMIND_DAYS = (14, 7, 3, 1)
_NEAR_DAYS, _SOON_DAYS = 7, 21
_MAX_REMIND_DAYS = 366


@entity
class Extension:
    """An extension by order or agreement.

    Attributes:
        order: the order it rests on, as cited.
        ordered_on: its day, where known.
        by: how much was added to the period; None where the order names the day.
        is_arguable: the rule gives no more time, so that the due date stays as it was.
    """

    before: DueTime | None
    after: DueTime
    order: str
    ordered_on: date | None = None
    by: Period | None = None
    is_arguable: bool = False


@entity
class Move:
    """A change of the due date.

    Attributes:
        before, after: None where there was, or is, no date.
        why: what moved it.
        at: instant, UTC.
        informed: who was informed of it, as written; "" for nobody yet.
    """

    before: DueTime | None
    after: DueTime | None
    why: str
    at: datetime
    informed: str = ""


@entity
class DeadlineCheck:
    """A check in which someone calculated the date independently with the same result."""

    initials: str
    on: date


@entity
class Deadline:
    """One deadline.

    Attributes:
        title: what must be done; names nobody.
        due_on: the last day of the period, or the day ordered or set; of the nature `earliest` the first day
            on which the act is allowed. None for an urgent task without a number, or while it cannot be
            counted.
        due_at: the instant, where it runs by the clock or ends before midnight.
        origin: computed by a rule, ordered by a judge, or set by hand.
        reason: why it was set by hand, or the order it rests on.
        event_id: the event that triggers it, or "".
        rule_id: the rule asked for; the working names the one of its family that held.
        ask: the question, with the dates of the event.
        calendar_id: of the court's place, "" for the rule's own.
        closed: days the registry was said to be shut besides.
        working: as computed; kept also under an order that overrides it.
        doubt: why the date cannot be relied on as it stands, a message as text, or "".
        consequence: what missing it costs.
        responsible: who sees to it, as the office writes it.
        checks: who checked the date as it stands.
        remind_days: how many days before, the longest first.
        ended_on: the day it was met, waived or missed.
        ended_why: how, or why.
    """

    id: str
    case_id: str
    title: str
    due_on: date | None
    due_at: datetime | None = None
    status: DeadlineStatus = "open"
    origin: Origin
    reason: str = ""
    proceeding_id: str = ""
    event_id: str = ""
    rule_id: str = ""
    ask: DeadlineInput | None = None
    calendar_id: str = ""
    closed: tuple[date, ...] = ()
    working: CalculationRecord | None = None
    doubt: str = ""
    consequence: str = ""
    responsible: str = ""
    checks: tuple[DeadlineCheck, ...] = ()
    remind_days: tuple[int, ...] = REMIND_DAYS
    extensions: tuple[Extension, ...] = ()
    moves: tuple[Move, ...] = ()
    ended_on: date | None = None
    ended_why: str = ""

    def title_in(self, words: Translator) -> str:
        """Return the title: that of its rule in a language, one that was typed as it was typed."""
        return RuleTitled(is_titled_by_rule=self.is_titled_by_rule).shown(self.title, words)

    @property
    def is_titled_by_rule(self) -> bool:
        """Return whether the title is that of its rule, which is shown in the language of the reader."""
        return self.working is not None and self.title == self.working.basis.title

    @property
    def is_running(self) -> bool:
        """Return whether it still has to be met."""
        return self.status in {"open", "extended"}

    @property
    def due(self) -> DueTime | None:
        """Return when it is due."""
        return DueTime(on=self.due_on, at=self.due_at) if self.due_on else None

    @property
    def is_set_by_day(self) -> bool:
        """Return whether an order set its day, so that recalculation does not move it."""
        return any(extension.by is None and not extension.is_arguable for extension in self.extensions)

    @property
    def act_by(self) -> DueTime | None:
        """Return by when to act: the due date, or an earlier day to act by of its calculation.

        Lists, the calendar and reminders use it; where no date is safe it is the earliest of any. A limit on
        the authority and a first day to act give the day from which the act is open to the person.
        """
        due, working = self.due, self._relied_on
        if working and working.first_day:
            return working.first_day
        day = working.effective_act_by if working else None
        return day if due and day and day.on < due.on else due

    @property
    def nature(self) -> RuleNature:
        """Return whose time limit it is; "" for the person's own, and for a date that was set."""
        return self._relied_on.basis.nature if self._relied_on else ""

    @property
    def reminders(self) -> tuple[int, ...]:
        """Return how many days before to remind of it: of what is not open yet, on its first day only."""
        return (0,) if self.nature else self.remind_days

    @property
    def safe(self) -> DueTime | None:
        """Return the date that is safe; one that was ordered or set manually is taken as it stands."""
        return self._relied_on.earliest_safe if self._relied_on else self.due

    @property
    def reservations(self) -> tuple[Reservation, ...]:
        """Return what must stand beside the date wherever it is shown, whoever checked the arithmetic."""
        known = reservations_of(self._relied_on) if self._relied_on else ()
        return ("in-doubt", *known) if self.doubt else known

    @property
    def _relied_on(self) -> CalculationRecord | None:
        """Return the calculation the date rests on; None where an order or a person set the day."""
        is_calculated = self.origin == "rule" and self.due_on is not None and not self.is_set_by_day
        return self.working if is_calculated else None

    @property
    def unannounced(self) -> tuple[Move, ...]:
        """Return the date changes no one has been informed of."""
        return tuple(move for move in self.moves if not move.informed)

    def days_left(self, today_on: date) -> int | None:
        """Return the days left until the day to act by, then until the last day; negative afterwards."""
        if self.act_by is None or self.due_on is None:
            return None
        is_before = self.nature or today_on <= self.act_by.on
        last_on = self.act_by.on if is_before else self.due_on
        return (last_on - today_on).days

    def nearness(self, now: datetime) -> Nearness:
        """Return how close it is, in the local time of the place if known."""
        if not self.is_running:
            return "ended"
        today_on = on_clock(now, self.due_at.tzinfo).date() if self.due_at else now.date()
        days = self.days_left(today_on)
        if days is None:
            return "undated"
        if self.nature and days <= 0:
            return "near"
        if days < 0 or (self.due_at is not None and self.due_at < now):
            return "overdue"
        return "near" if days <= _NEAR_DAYS else "soon" if days <= _SOON_DAYS else "far"

    def calls_for_reminder(self, today_on: date) -> bool:
        """Return whether a reminder is due: it is running and its first reminder day has come."""
        days = self.days_left(today_on)
        if not self.is_running or days is None:
            return False
        return days <= max(self.reminders, default=0)

    def is_checked(self, people: int) -> bool:
        """Return whether enough different people checked the current date."""
        return len({check.initials.casefold() for check in self.checks}) >= people


def reminding(days: Iterable[int]) -> tuple[int, ...]:
    """Return the reminder days before the deadline, the longest first, without duplicates.

    Raises:
        InvalidInput: there is none, or one is no use.
    """
    days_before = tuple(sorted(set(days), reverse=True))
    if not days_before or days_before[-1] < 0 or days_before[0] > _MAX_REMIND_DAYS:
        raise InvalidInput(
            Message("Reminders can be set from 0 to {limit} days before.", limit=_MAX_REMIND_DAYS),
            field="remind",
            remedy="Enter the days separated by commas: 14, 7, 3, 1.",
        )
    return days_before


def by_working(deadline: Deadline, working: CalculationRecord, title: str = "") -> Deadline:
    """Return the deadline with a calculation's date and consequence, and its title unless one is given."""
    due = working.due
    return replace(
        deadline,
        title=title or working.basis.title,
        due_on=due.on if due else None,
        due_at=due.at if due else None,
        working=working,
        consequence=working.basis.consequence,
    )


def moved(deadline: Deadline, after: DueTime | None, why: str, at: datetime) -> Deadline:
    """Return the deadline on another date; checks of the old date do not apply to it."""
    return replace(
        deadline,
        due_on=after.on if after else None,
        due_at=after.at if after else None,
        moves=(*deadline.moves, Move(before=deadline.due, after=after, why=why, at=at)),
        checks=(),
    )


def moved_act_by(deadline: Deadline, after: Deadline, why: str, at: datetime) -> Deadline:
    """Return a deadline of the same due date whose day to act by became another one."""
    move = Move(before=deadline.act_by, after=after.act_by, why=why, at=at)
    return replace(after, moves=(*deadline.moves, move), checks=())


def extended(
    deadline: Deadline, after: DueTime, order: str, ordered_on: date | None, by: Period | None = None
) -> Deadline:
    """Return the deadline extended by an order, to a day or by a period already counted.

    Raises:
        Refused: it has ended.
        InvalidInput: no order is named, or the new date is not later.
    """
    _must_run(deadline)
    if not order.strip():
        raise InvalidInput(
            "An extension must be based on an order.", field="order", remedy="Enter the order or agreement."
        )
    if deadline.due and not _is_later(after, deadline.due):
        raise InvalidInput(
            "An extension must end later than the current deadline.", field="to", remedy="Check the new date."
        )
    extension = Extension(before=deadline.due, after=after, order=order.strip(), ordered_on=ordered_on, by=by)
    return replace(
        deadline,
        due_on=after.on,
        due_at=after.at,
        status="extended",
        doubt="",
        checks=(),
        extensions=(*deadline.extensions, extension),
    )


def argued(
    deadline: Deadline, after: DueTime, order: str, ordered_on: date | None, by: Period | None = None
) -> Deadline:
    """Return the deadline with an order for more time that its rule does not give; the date stays.

    Raises:
        Refused, InvalidInput: as for `extended`.
    """
    more = extended(deadline, after, order, ordered_on, by).extensions[-1]
    return replace(deadline, extensions=(*deadline.extensions, replace(more, is_arguable=True)))


def overridden(deadline: Deadline, after: DueTime, origin: Origin, reason: str, at: datetime) -> Deadline:
    """Return the deadline on another date by order or set manually; the calculation is kept.

    Raises:
        Refused: it has ended.
        InvalidInput: no reason is given.
    """
    _must_run(deadline)
    if not reason.strip():
        raise InvalidInput(
            "A date that is not calculated needs a reason.",
            field="reason",
            remedy="Enter the order or the reason.",
        )
    moved_deadline = moved(deadline, after, reason.strip(), at)
    return replace(moved_deadline, origin=origin, reason=reason.strip(), doubt="")


def ended(deadline: Deadline, status: DeadlineStatus, on: date, why: str) -> Deadline:
    """Return the deadline as met, waived or missed.

    Raises:
        Refused: it has ended already.
        InvalidInput: waiving without a reason.
    """
    _must_run(deadline)
    if status == "waived" and not why.strip():
        raise InvalidInput(
            "Waiving a deadline requires a reason.", field="why", remedy="Enter who decided it and why."
        )
    return replace(deadline, status=status, ended_on=on, ended_why=why.strip())


def reopened(deadline: Deadline) -> Deadline:
    """Return the deadline as running again, for instance after a mistake."""
    is_longer = any(not extension.is_arguable for extension in deadline.extensions)
    status: DeadlineStatus = "extended" if is_longer else "open"
    return replace(deadline, status=status, ended_on=None, ended_why="")


def checked(deadline: Deadline, initials: str, on: date) -> Deadline:
    """Return the deadline with a check by one more person.

    Raises:
        InvalidInput: there are no initials, or they stand there already.
    """
    checker = require_initials(initials)
    if any(check.initials.casefold() == checker.casefold() for check in deadline.checks):
        raise InvalidInput(
            "The same person cannot check twice.", field="initials", remedy="Ask another person to check."
        )
    return replace(deadline, checks=(*deadline.checks, DeadlineCheck(initials=checker, on=on)))


def _is_later(after: DueTime, before: DueTime) -> bool:
    if after.at and before.at:
        return after.at > before.at
    return after.on > before.on


def _must_run(deadline: Deadline) -> None:
    if not deadline.is_running:
        raise Refused(
            "This deadline has ended.", field="deadline", remedy="If this was a mistake, reopen it first."
        )
