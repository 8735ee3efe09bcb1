"""What happened in a case, or is to happen: arrest, request, decision, service, hearing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity

EventKind = Literal[
    "arrest",
    "request-received",
    "decision-made",
    "decision-served",
    "filing",
    "hearing",
    "removal-date",
    "contact",
    "other",
]
EventStatus = Literal["happened", "planned", "adjourned", "cancelled"]


@entity
class Event:
    """One event.

    Attributes:
        on: the day, as exact as it is known.
        status: whether it happened; an adjourned or cancelled one never did on this day.
        at: the instant where a clock time is known, with its zone; None otherwise.
        zone: IANA name of the zone the clock time was stated in ("Asia/Nicosia"), or "".
        place: court room, border post, as stated.
        interpreter: who interprets and into what, or "".
        attendance: who must be there, or was, or "".
        outcome: what came of it, or "".
    """

    id: str
    case_id: str
    kind: EventKind
    title: str
    on: StatedDate
    status: EventStatus = "happened"
    proceeding_id: str = ""
    at: datetime | None = None
    zone: str = ""
    place: str = ""
    interpreter: str = ""
    attendance: str = ""
    outcome: str = ""

    def has_happened(self, by: date) -> bool:
        """Whether it is history on a day: it took place, and no later than that day."""
        return self.status == "happened" and self.on.earliest_on <= by

    def lies_ahead(self, today: date) -> bool:
        """Whether it is still to come: a plan whose day has not passed."""
        return self.status == "planned" and self.on.latest_on >= today
