"""The records that a running deadline depends on."""

from __future__ import annotations

from collections.abc import Collection

from casebook.domain.base.reference import references
from casebook.domain.case.case import Case
from casebook.domain.deadline.deadline import Deadline
from casebook.services.base import record
from casebook.services.base.session import Session


def holding(session: Session, record_ids: Collection[str]) -> int:
    """Return how many of these records hold a running deadline.

    Such are the deadline itself, every record that it names, as its case, event and proceeding, and the
    clients of its case unless that is closed.
    """
    clients = {one.id: one.client_ids for one in record.every(session, Case) if one.status != "closed"}
    held: set[str] = set()
    for one in record.every(session, Deadline):
        if one.is_running:
            held |= {one.id, *(reference.id for reference in references(one)), *clients.get(one.case_id, ())}
    return len(held & {*record_ids})
