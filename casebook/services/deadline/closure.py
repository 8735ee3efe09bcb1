"""Registry closures entered by the office, counted like those of the packs."""

from __future__ import annotations

from datetime import date

from casebook.base.errors import Conflict, InvalidInput
from casebook.domain.deadline.closure import Closure
from casebook.services.base import record
from casebook.services.base.calculation import packs
from casebook.services.base.deadline_recalculation import recount_all
from casebook.services.base.session import Session

SHUT = "A day on which the registry is shut was learnt."
OPEN = "A day on which the registry was said to be shut was taken back."


def every(session: Session) -> list[Closure]:
    """Return every closure of this vault by calendar and day."""
    return sorted(record.every(session, Closure), key=lambda closure: (closure.calendar_id, closure.on))


def calendars() -> tuple[tuple[str, str], ...]:
    """Return the ID and name of each court calendar."""
    return tuple((seat.id, seat.name) for seat in packs().supplied.seats.seats.values())


def add(session: Session, calendar_id: str, on: date, why: str) -> Closure:
    """Add a closure; running deadlines of that calendar are recalculated in the same transaction.

    Raises:
        NotFound: there is no such calendar.
        InvalidInput: no reason is given.
        Conflict: the day stands there already.
    """
    if not why.strip():
        raise InvalidInput(
            "Enter why the court registry is closed.",
            field="why",
            remedy="Enter the notice, for example a strike notice.",
        )
    packs().supplied.seats.calendar(calendar_id, on.year, on.year)
    if any(
        standing.calendar_id == calendar_id and standing.on == on
        for standing in record.every(session, Closure)
    ):
        raise Conflict("This day has already been added.", field="on")
    closure = Closure(id=session.ids(), calendar_id=calendar_id, on=on, why=why.strip())
    with session.store.write("closure.add") as transaction:
        transaction.add(closure)
        recount_all(transaction, calendar_id, session.clock(), SHUT)
    return closure


def remove(session: Session, closure_id: str) -> None:
    """Remove a closure; running deadlines of that calendar are recalculated in the same transaction.

    Raises:
        NotFound: there is none.
    """
    closure = record.find(session, Closure, closure_id)
    with session.store.write("closure.remove") as transaction:
        transaction.move_to_bin(Closure, closure_id)
        recount_all(transaction, closure.calendar_id, session.clock(), OPEN)
