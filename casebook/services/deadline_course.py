"""What becomes of a deadline: overridden, extended, met, waived, missed, checked, counted again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput
from casebook.domain.deadline import (
    Deadline,
    DeadlineStatus,
    Origin,
    checked,
    ended,
    extended,
    overridden,
    reopened,
)
from casebook.domain.event import Event
from casebook.domain.working import Moment
from casebook.services import record
from casebook.services.deadline import counted_with
from casebook.services.deadline_follow import COUNTED_AGAIN, recounted, replace_with
from casebook.services.session import Session


def override(session: Session, deadline_id: str, to: Moment, origin: Origin, reason: str) -> Deadline:
    """Another date by a judge's order or by hand.

    Raises:
        NotFound, Refused, InvalidInput: it is not there, has ended, or no reason is given.
    """
    return _changed(session, deadline_id, lambda told: overridden(told, to, origin, reason, session.clock()))


def extend(
    session: Session, deadline_id: str, to: Moment, order: str, ordered_on: date | None = None
) -> Deadline:
    """More time by an order.

    Raises:
        NotFound, Refused, InvalidInput: it is not there, has ended, or the date is not later.
    """
    return _changed(session, deadline_id, lambda told: extended(told, to, order, ordered_on))


def end(
    session: Session, deadline_id: str, status: DeadlineStatus, why: str = "", on: date | None = None
) -> Deadline:
    """Met, waived or missed; today where no day is told.

    Raises:
        NotFound, Refused, InvalidInput: it is not there, has ended, or is waived without a reason.
    """
    day = on or session.clock().date()
    return _changed(session, deadline_id, lambda told: ended(told, status, day, why))


def reopen(session: Session, deadline_id: str) -> Deadline:
    """Take back that it was met, waived or missed."""
    return _changed(session, deadline_id, reopened)


def check(session: Session, deadline_id: str, initials: str) -> Deadline:
    """Somebody found the same date.

    Raises:
        InvalidInput: no initials, or the same twice.
    """
    today_on = session.clock().date()
    return _changed(session, deadline_id, lambda told: checked(told, initials, today_on))


def tell(session: Session, deadline_id: str, whom: str) -> Deadline:
    """Who was told of every move of which nobody was told yet.

    Raises:
        InvalidInput: nobody is named.
    """
    if not whom.strip():
        raise InvalidInput("Say who was told.", field="told")

    def told_of(told: Deadline) -> Deadline:
        moves = tuple(move if move.told else replace(move, told=whom.strip()) for move in told.moves)
        return replace(told, moves=moves)

    return _changed(session, deadline_id, told_of)


def count_again(session: Session, deadline_id: str) -> Deadline:
    """Count a computed deadline by the rules of today; what moved is kept.

    Raises:
        NotFound: it or its event is not there.
    """
    told = record.find(session, Deadline, deadline_id)
    event = record.find(session, Event, told.event_id)
    now = recounted(counted_with(session), told, event, session.clock(), COUNTED_AGAIN)
    return _changed(session, deadline_id, lambda _: now)


def _changed(session: Session, deadline_id: str, change: Callable[[Deadline], Deadline]) -> Deadline:
    before = record.find(session, Deadline, deadline_id)
    now = change(before)
    with session.store.write("deadline.change") as transaction:
        replace_with(transaction, before, now)
    return now
