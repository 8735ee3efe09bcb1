"""Whether a deadline runs in a case of somebody."""

from __future__ import annotations

from collections.abc import Collection

from casebook.domain.case.case import Case
from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import record
from casebook.services.base.session import Session


def are_awaited(session: Session, person_ids: Collection[str]) -> bool:
    """Return whether a deadline runs in a case, not closed, of which any of these people is a client."""
    cases = {
        one.id
        for one in record.every(session, Case)
        if one.status != "closed" and not {*person_ids}.isdisjoint(one.client_ids)
    }
    return any(one.is_running and one.case_id in cases for one in record.every(session, Deadline))
