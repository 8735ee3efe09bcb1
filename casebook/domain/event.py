"""What happened in a case, or will: arrest, request, decision, service, hearing."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.date import StatedDate
from casebook.domain.entity import entity

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


@entity
class Event:
    """One event.

    Attributes:
        on: the day, as exact as it is known.
        at: the instant where a clock time is known, with its zone; None otherwise.
        zone: IANA name of the zone the clock time was stated in ("Asia/Nicosia"), or "".
        place: court room, border post, as stated.
        interpreter: who interprets and into what, or "".
        attendance: who must be there, or "".
    """

    id: str
    case_id: str
    kind: EventKind
    title: str
    on: StatedDate
    proceeding_id: str = ""
    at: datetime | None = None
    zone: str = ""
    place: str = ""
    interpreter: str = ""
    attendance: str = ""
