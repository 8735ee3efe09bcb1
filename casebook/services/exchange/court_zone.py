"""The time zone of a case, and the day there of a time that a calendar states in UTC."""

from __future__ import annotations

from datetime import datetime, timedelta

from casebook.base.errors import NotFound
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.zone import on_clock, zone_of
from casebook.domain.case.case import Case
from casebook.domain.exchange.import_plan import joined
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.row_cells import left_out

IN_UTC = Message(
    "Its time is stated in UTC, so its date may differ at the location of the court. "
    "Enter the time zone used in this list."
)
_TASK_IN_UTC = Message("Its time is stated in UTC, so its date may differ at the location of the court.")


def court_zone(session: Session, case_id: str) -> str:
    """Return the time zone of the jurisdiction of a case, or "" if it is unknown or there are several."""
    from casebook.services.base.calculation import packs  # it loads the rules

    try:
        return packs().supplied.seats.seat(record.find(session, Case, case_id).jurisdiction).zone
    except NotFound:
        return ""


def converted(zone: str) -> Message:
    """A note on a time in UTC of which the day was taken in a zone."""
    return Message("Its time is stated in UTC and was converted for the court: {zone}.", zone=zone)


def day_at_court(session: Session, cell: str, case_id: str) -> tuple[str, Message]:
    """The cell of a day, where it is a time in UTC as the day at the court, and a note on that."""
    try:
        at = datetime.fromisoformat(cell.strip()) if ":" in cell else None
    except ValueError:
        return cell, NO_MESSAGE
    if at is None or at.utcoffset() != timedelta(0):
        return cell, NO_MESSAGE
    zone, unkept = court_zone(session, case_id), left_out(f"{at:%H:%M%z}")
    if not zone:
        return at.date().isoformat(), joined([_TASK_IN_UTC, unkept])
    return on_clock(at, zone_of(zone)).date().isoformat(), joined([converted(zone), unkept])
