"""Changes of a deadline: override, extend, end, reopen, check and recalculate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period
from casebook.domain.case.event import Event
from casebook.domain.deadline.calculation_record import DueTime, with_argued
from casebook.domain.deadline.deadline import (
    Deadline,
    DeadlineStatus,
    Origin,
    argued,
    checked,
    ended,
    extended,
    overridden,
    reminding,
    reopened,
)
from casebook.domain.deadline.safe_date import allows_extension
from casebook.services.base import record
from casebook.services.base.deadline_recalculation import (
    COUNTED_AGAIN,
    recounted,
    replace_with,
    with_calculation,
)
from casebook.services.base.session import Session
from casebook.services.deadline.deadline import lengthened, longest
from casebook.services.deadline.deadline_details import RuleDetails, answered, counted_with, details_of
from casebook.services.deadline.deadline_tasks import require_steps, steps_of

_REOPEN = gettext_noop("Close the form, open it again and enter your changes.")
VALUES_CHANGED = gettext_noop("The values it was calculated with were changed.")


@entity
class DeadlineDetails:
    """The details of a deadline other than its date."""

    title: str
    responsible: str
    consequence: str
    remind_days: tuple[int, ...]


def description_of(deadline: Deadline) -> DeadlineDetails:
    """What is said of a deadline now."""
    return DeadlineDetails(
        title=deadline.title,
        responsible=deadline.responsible,
        consequence=deadline.consequence,
        remind_days=deadline.remind_days,
    )


def override(session: Session, deadline_id: str, to: DueTime, origin: Origin, reason: str) -> Deadline:
    """Set another date, by order of a judge or manually.

    Raises:
        NotFound, Refused, InvalidInput: it is not there, has ended, or no reason is given.
    """
    return _changed(
        session, deadline_id, lambda deadline: overridden(deadline, to, origin, reason, session.clock())
    )


def extend(
    session: Session, deadline_id: str, to: DueTime, order: str, ordered_on: date | None = None
) -> Deadline:
    """Extend a deadline by an order; the date stays the same if its rule does not allow so much more time.

    Raises:
        NotFound, Refused, InvalidInput: it is not there, has ended, or the date is not later.
    """

    def longer(deadline: Deadline) -> Deadline:
        working = deadline.working
        if working is None or deadline.origin != "rule":
            return extended(deadline, to, order, ordered_on)
        last = longest(session, deadline)
        if allows_extension(working.basis.extendable) and (last is None or to.on <= last.on):
            return extended(deadline, to, order, ordered_on)
        return replace(argued(deadline, to, order, ordered_on), working=with_argued(working, [to]))

    return _changed(session, deadline_id, longer)


def extend_by(
    session: Session, deadline_id: str, by: Period, order: str, ordered_on: date | None = None
) -> Deadline:
    """Extend a deadline by an order that adds a period; the total runs from the original start.

    Raises:
        NotFound, Refused, InvalidInput: it or its event is not there, it has ended or was not computed, no
            order is named, or the period cannot be added.
    """
    return _changed(
        session, deadline_id, lambda deadline: lengthened(session, deadline, by, order, ordered_on)
    )


def change(session: Session, deadline_id: str, details: RuleDetails, *, seen: RuleDetails) -> Deadline:
    """Recalculate a calculated deadline with other details; former dates and its extension are kept.

    Args:
        session: the open vault.
        deadline_id: of the deadline.
        details: as they are to be.
        seen: as they were when the form was filled in; what others changed since is kept beside them.

    Raises:
        Conflict: somebody changed the same detail since.
        NotFound: it or its event is not there.
        Refused: it has ended, or was not computed.
        InvalidInput: the dates cannot be used.
    """
    deadline = record.find(session, Deadline, deadline_id)
    if not deadline.is_running or deadline.origin != "rule":
        raise Refused(
            "Only a running deadline that was calculated can be recalculated.",
            field="deadline",
            remedy="Reopen it, or set another date by order.",
        )
    extension = deadline.ask.extension if deadline.ask else None
    details, seen = replace(details, extension=extension), replace(seen, extension=extension)
    details = record.merged(details, seen, details_of(deadline), _REOPEN)
    event = record.find(session, Event, deadline.event_id)
    ask, answer = answered(session, event, deadline.rule_id, details)
    working = answer.working(session.clock().date())
    plain = replace(
        deadline,
        title=details.title.strip() or working.basis.title,
        responsible=details.responsible.strip(),
        remind_days=deadline.remind_days if details.remind_days is None else reminding(details.remind_days),
        calendar_id=details.calendar_id,
        closed=details.closed,
        consequence=working.basis.consequence,
    )
    now = with_calculation(plain, ask, working, VALUES_CHANGED, session.clock())
    return _changed(session, deadline_id, lambda _: now)


def describe(
    session: Session, deadline_id: str, description: DeadlineDetails, *, seen: DeadlineDetails
) -> Deadline:
    """Change title, consequence, person responsible or reminders of any deadline; its date stays.

    Args:
        session: the open vault.
        deadline_id: of the deadline.
        description: as it is to be.
        seen: as it was when the form was filled in; what others changed since is kept beside it.

    Raises:
        NotFound: it is not there.
        Conflict: somebody changed the same detail since.
        InvalidInput: it has no title, or the reminders are no use.
    """
    if not description.title.strip():
        raise InvalidInput("The deadline does not state what must be done.", field="title")
    mine = DeadlineDetails(
        title=description.title.strip(),
        responsible=description.responsible.strip(),
        consequence=description.consequence.strip(),
        remind_days=reminding(description.remind_days),
    )

    def described(before: Deadline) -> Deadline:
        now = record.merged(mine, seen, description_of(before), _REOPEN)
        return replace(
            before,
            title=now.title,
            responsible=now.responsible,
            consequence=now.consequence,
            remind_days=now.remind_days,
        )

    return _changed(session, deadline_id, described)


def end(
    session: Session, deadline_id: str, status: DeadlineStatus, why: str = "", on: date | None = None
) -> Deadline:
    """Mark a deadline as met, waived or missed, today unless a day is given.

    Raises:
        NotFound, Refused, InvalidInput: it is not there, has ended, is met though an act of its rule is open,
            or is waived without a reason.
    """
    if status == "met":
        require_steps(session, deadline_id)
    day = on or session.clock().date()
    return _changed(session, deadline_id, lambda deadline: ended(deadline, status, day, why))


def reopen(session: Session, deadline_id: str) -> Deadline:
    """Undo marking a deadline as met, waived or missed."""
    return _changed(session, deadline_id, reopened)


def check(session: Session, deadline_id: str, initials: str) -> Deadline:
    """Record that someone checked the date and found it correct.

    Raises:
        InvalidInput: no initials, or the same twice.
    """
    today_on = session.clock().date()
    return _changed(session, deadline_id, lambda deadline: checked(deadline, initials, today_on))


def record_informed(session: Session, deadline_id: str, whom: str) -> Deadline:
    """Record who was informed of every change of date that no one was informed of yet.

    Raises:
        InvalidInput: nobody is named.
    """
    if not whom.strip():
        raise InvalidInput("Enter who was informed.", field="informed")

    def with_informed(deadline: Deadline) -> Deadline:
        moves = tuple(
            move if move.informed else replace(move, informed=whom.strip()) for move in deadline.moves
        )
        return replace(deadline, moves=moves)

    return _changed(session, deadline_id, with_informed)


def count_again(session: Session, deadline_id: str) -> Deadline:
    """Recalculate by current rules, keep the history of dates and add the acts the rules require.

    Raises:
        NotFound: it or its event is not there.
    """
    before = record.find(session, Deadline, deadline_id)
    event = record.find(session, Event, before.event_id)
    now = recounted(counted_with(session), before, event, session.clock(), COUNTED_AGAIN)
    already = before.working.basis.steps if before.working else ()
    with session.store.write("deadline.change") as transaction:
        replace_with(transaction, before, now)
        for step in steps_of(session, now):
            if step.step not in already:
                transaction.add(step)
    return now


def _changed(session: Session, deadline_id: str, change: Callable[[Deadline], Deadline]) -> Deadline:
    before = record.find(session, Deadline, deadline_id)
    now = change(before)
    with session.store.write("deadline.change") as transaction:
        replace_with(transaction, before, now)
    return now
