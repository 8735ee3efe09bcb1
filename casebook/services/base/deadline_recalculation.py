"""What a deadline does when the event it runs from moves: it is counted again, and what moved is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from casebook.base.clock import Clock, fixed_clock
from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.zone import on_clock, zone_of
from casebook.domain.case.event import Event
from casebook.domain.deadline.calculation_record import CalculationRecord, DueTime, with_argued
from casebook.domain.deadline.closure import Closure
from casebook.domain.deadline.deadline import Deadline, moved, moved_act_by
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.own_rule import OwnRule
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.rule_change import (
    RuleChange,
    period_text,
    rule_change_message,
    safe_change_message,
)
from casebook.domain.deadline.rule_confirmation import RuleConfirmation
from casebook.domain.deadline.trigger import from_trigger
from casebook.services.base.calculation import CalculationData, books
from casebook.store.registry import table_for

if TYPE_CHECKING:
    from casebook.store.transaction import Transaction

BESIDE_PACKS: tuple[type[Any], ...] = (OwnRule, Closure, RuleConfirmation)
"""What a vault adds to the packs, in the order `books` takes it."""
EVENT_MOVED = gettext_noop("The date of the event it runs from changed.")
COUNTED_AGAIN = gettext_noop("It was recalculated with today's rules.")
EVENT_REMOVED = gettext_noop("The event it ran from was removed.")
EVENT_GONE = gettext_noop("The event it ran from was removed. Set the deadline again.")
UNDER_EXTENSION = gettext_noop(
    "The calculated date changed after the deadline was extended. Check what the order now means."
)


def books_of(transaction: Transaction) -> CalculationData:
    """The packs with the rules, closures and confirmations of a vault, within a write."""
    connection = transaction.connection
    return books(*(table_for(kind).all(connection) for kind in BESIDE_PACKS))


def follow(transaction: Transaction, event: Event, at: datetime) -> None:
    """Count every running deadline of an event again, within the write that changed the event.

    Args:
        transaction: the write; it holds the event as it now stands.
        event: with its new date.
        at: when, UTC.
    """
    from casebook.store.deadline import deadline as deadlines

    affected = deadlines.of_event(transaction.connection, event.id)
    if not affected:
        return
    counted_with = books_of(transaction)
    for deadline in affected:
        if deadline.origin == "rule":
            replace_with(transaction, deadline, recounted(counted_with, deadline, event, at, EVENT_MOVED))


def recount_all(transaction: Transaction, calendar_id: str, at: datetime, why: str) -> None:
    """Count every running deadline of a calendar again, within the write that changed its days."""
    from casebook.store.deadline import deadline as deadlines

    connection = transaction.connection
    counted_with = books_of(transaction)
    found = [deadline for deadline in deadlines.running(connection) if _calendar(deadline) == calendar_id]
    events = table_for(Event).some(connection, {deadline.event_id for deadline in found})
    for deadline in found:
        if deadline.origin == "rule" and deadline.event_id in events:
            event = events[deadline.event_id]
            replace_with(transaction, deadline, recounted(counted_with, deadline, event, at, why))


def replace_with(transaction: Transaction, before: Deadline, after: Deadline) -> None:
    """New values for a deadline; its open tasks move by as many days as it did."""
    from casebook.store.case import task as tasks

    transaction.replace(after)
    if before.act_by is None or after.act_by is None or before.act_by.on == after.act_by.on:
        return
    moved_by = after.act_by.on - before.act_by.on
    for task in tasks.of_deadlines(transaction.connection, [after.id]):
        if task.done_on is None and task.due_on is not None:
            transaction.replace(replace(task, due_on=task.due_on + moved_by))


def orphan(transaction: Transaction, event_id: str, at: datetime) -> None:
    """Take the date from every running deadline of a removed event: it would look certain."""
    from casebook.store.deadline import deadline as deadlines

    for deadline in deadlines.of_event(transaction.connection, event_id):
        if deadline.origin == "rule":
            transaction.replace(without_date(deadline, EVENT_GONE, EVENT_REMOVED, at))


def without_date(deadline: Deadline, doubt: str, why: str, at: datetime) -> Deadline:
    """Return a deadline that has no date, with the change on record; a day set by order stays, in doubt."""
    if deadline.is_set_by_day:
        return replace(deadline, doubt=doubt)
    lost = moved(deadline, None, why, at) if deadline.due else deadline
    return replace(lost, doubt=doubt, working=None)


def recounted(
    counted_with: CalculationData, deadline: Deadline, event: Event, at: datetime, why: str
) -> Deadline:
    """Return a calculated deadline recalculated from its event in its current form.

    Where it cannot be counted it keeps no date: the old one would look certain.
    """
    if deadline.ask is None:
        return deadline
    try:
        ask = asked(event, counted_with.rule(deadline.rule_id), deadline.ask)
        answer = counted_with.compute(
            deadline.rule_id,
            ask,
            calendar_id=deadline.calendar_id,
            closed=deadline.closed,
            clock=fixed_clock(at),
        )
    except CasebookError as error:
        return without_date(deadline, error.title.as_text(), why, at)
    return with_calculation(deadline, ask, answer.working(at.date()), why, at)


def with_calculation(
    deadline: Deadline, ask: DeadlineInput, working: CalculationRecord, why: str, at: datetime
) -> Deadline:
    """Return a deadline with a new calculation; a day set by order stays, in doubt if the result moved.

    A safe date that moves is kept as well: it is the day to act by. Where the rule is of another version
    now, the reason says so as well: a date never moves for two reasons with one of them left out.
    """
    days = (more.after for more in deadline.extensions if more.is_arguable and more.by is None)
    renewed = replace(deadline, ask=ask, working=with_argued(working, days))
    if deadline.is_set_by_day:
        is_same = deadline.working is not None and deadline.working.due == working.due
        return renewed if is_same else replace(renewed, doubt=UNDER_EXTENSION)
    if working.due == deadline.due and renewed.act_by == deadline.act_by:
        return replace(renewed, doubt="")
    difference = rule_change_message(deadline.working, working) if deadline.working else None
    if difference:
        why = Message("{why} {difference}", why=Message.from_text(why), difference=difference).as_text()
    if working.due == deadline.due:
        return replace(moved_act_by(deadline, renewed, why, at), doubt="")
    return replace(moved(renewed, working.due, why, at), doubt="")


def rule_change(
    counted_with: CalculationData, deadline: Deadline, clock: Clock, event: Event | None = None
) -> RuleChange | None:
    """Return how current rules count a saved deadline, or None if its dates and period are the same.

    Only one counted by other versions of its rule or method is counted at all.

    Args:
        counted_with: the current rules.
        deadline: as kept.
        clock: says what is stale and what is still to come.
        event: from which it runs, None where that is gone.
    """
    kept = deadline.working
    if deadline.origin != "rule" or deadline.ask is None or kept is None or _is_current(counted_with, kept):
        return None
    try:
        ask = asked(event, counted_with.rule(deadline.rule_id), deadline.ask) if event else deadline.ask
        now = _counted(counted_with, deadline, ask, clock)
        limit = _ceiling(counted_with, deadline, ask, clock)
    except CasebookError as error:
        what = Message("{title}: today's rules give no date.", title=kept.basis.title)
        return RuleChange(what=what, before=deadline.due, after=None, refusal=error.title)
    return _change(deadline, kept, now, limit)


def _change(
    deadline: Deadline, kept: CalculationRecord, now: CalculationRecord, limit: DueTime | None
) -> RuleChange | None:
    """Return what to show of a deadline that current rules count as `now`, and extend to `limit` at most."""
    difference, notes = rule_change_message(kept, now), now.basis.notes
    if difference is None:
        return None
    if limit and deadline.due and deadline.due.on > limit.on:
        what = Message("{title}: the order extends it beyond what the rule allows.", title=now.basis.title)
        return RuleChange(what=what, before=deadline.due, after=limit, notes=notes)
    if now.due != kept.due or period_text(now) != period_text(kept):
        return RuleChange(what=difference, before=deadline.due, after=now.due, notes=notes)
    if now.earliest_safe == kept.earliest_safe:
        return None
    act_by = replace(deadline, working=now).act_by
    return RuleChange(what=safe_change_message(kept, now), before=deadline.act_by, after=act_by, notes=notes)


def _counted(
    counted_with: CalculationData, deadline: Deadline, ask: DeadlineInput, clock: Clock
) -> CalculationRecord:
    answer = counted_with.compute(
        deadline.rule_id, ask, calendar_id=deadline.calendar_id, closed=deadline.closed, clock=clock
    )
    return answer.working(clock().date())


def _ceiling(
    counted_with: CalculationData, deadline: Deadline, ask: DeadlineInput, clock: Clock
) -> DueTime | None:
    """Return the last day to which the rule lets a deadline be extended whose day an order set."""
    longest = counted_with.rule(deadline.rule_id).extension_ceiling
    if longest is None or not deadline.is_set_by_day:
        return None
    return _counted(counted_with, deadline, replace(ask, extension=longest), clock).due


def _is_current(counted_with: CalculationData, kept: CalculationRecord) -> bool:
    """Return whether a calculation uses the current rule and method."""
    rule = counted_with.supplied.rules.get(kept.basis.rule_id)
    method = counted_with.supplied.methods.get(kept.basis.method_id)
    if rule is None or method is None:
        return False
    return (rule.pack, method.pack) == (kept.basis.pack, kept.basis.method_pack)


def asked(event: Event, rule: Rule, ask: DeadlineInput | None = None) -> DeadlineInput:
    """The input of a calculation by a rule that starts at an event, with the other values given.

    Raises:
        InvalidInput: its day is not known exactly, or what starts the period cannot be on the day given.
    """
    on = exact_day(event)
    clock = event.at
    if clock is not None and event.zone:
        clock = on_clock(clock, zone_of(event.zone))
    given = replace(ask, on=on, clock=clock) if ask else DeadlineInput(on=on, clock=clock)
    return from_trigger(given, event.kind, rule)


def exact_day(event: Event) -> date:
    """The day of an event.

    Raises:
        InvalidInput: it is known no better than by month, year or range, or it did not take place.
    """
    if event.status in {"adjourned", "cancelled"}:
        raise InvalidInput(
            "The event did not take place on this day, so time does not run from it.",
            field="event",
            remedy="Choose the event that replaced it.",
        )
    if event.on.earliest_on != event.on.latest_on:
        raise InvalidInput(
            "A deadline cannot be calculated from a date that is not known exactly.",
            field="on",
            remedy="Find out the exact day of the event, or calculate from the earliest possible day.",
        )
    return event.on.earliest_on


def _calendar(deadline: Deadline) -> str:
    """The calendar it was counted in, which may be another than the one asked for."""
    return deadline.working.basis.calendar_id if deadline.working else deadline.calendar_id
