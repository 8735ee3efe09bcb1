"""The events of a case, each with the proceeding it belongs to."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.domain.base.entity import entity
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.services.base import record
from casebook.services.base.session import Session


@entity
class CaseEvents:
    """The events of a case in order of day, and its proceedings by ID."""

    events: tuple[Event, ...]
    proceedings: Mapping[str, Proceeding]


def of_case(session: Session, case_id: str) -> CaseEvents:
    """Return the events of a case."""
    proceedings = record.of_case(session, Proceeding, case_id)
    return CaseEvents(
        events=tuple(record.of_case(session, Event, case_id)),
        proceedings={proceeding.id: proceeding for proceeding in proceedings},
    )
