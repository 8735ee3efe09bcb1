"""Reads the first page once from invented records in memory while the passphrase is typed.

SQLAlchemy compiles each statement when it is first run, and cattrs each way from a row to a record: it takes
longer than the reading. What was read is given back for the page to be drawn with once, out of sight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from casebook.base.clock import Clock, system_clock
from casebook.base.ids import IdSource, random_id
from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.domain.deadline.calculation_record import DueTime
from casebook.services.agenda.first_page import FirstPage, first_page_beside
from casebook.services.base import record
from casebook.services.case import case
from casebook.services.deadline import deadline
from casebook.services.deadline.deadline import ManualDeadline
from casebook.services.deadline.deadline_details import RuleDetails, counted_with
from casebook.services.vault.backup import BackupState
from casebook.store import rehearsal
from casebook.store.store import Store

if TYPE_CHECKING:
    from casebook.services.base.session import Session

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789"
"""Placeholder text."""


@dataclass(frozen=True, slots=True)
class _Rehearsal:
    """The part of a session that the services used here need."""

    store: Store
    clock: Clock = system_clock
    ids: IdSource = random_id


def rehearse() -> FirstPage:
    """Compile what the first page reads for the vault opened next; returns an invented first page."""
    return rehearsal.rehearse(_read)


def _read(store: Store) -> FirstPage:
    session = cast("Session", _Rehearsal(store))
    _fill(session)
    state = BackupState(last=None, now=session.clock(), is_needed=True, is_at_hand=True, has_changed=True)
    first = first_page_beside(session, state)
    return replace(first, today=replace(first.today, stale=first.today.unchecked))


def _fill(session: Session) -> None:
    """Add one record of each kind shown on Today, and a deadline with its calculation."""
    today_on = session.clock().date()
    tomorrow = today_on + timedelta(days=1)
    case_id = case.open_case(session, reference=_LETTERS, title="", jurisdiction="CH").id
    for due_on in (today_on - timedelta(days=1), tomorrow):
        by_hand = ManualDeadline(title=_LETTERS, due=DueTime(on=due_on), origin="order", reason=_LETTERS)
        time_limit = deadline.add_by_hand(session, case_id, by_hand)
        record.add(session, _step(session, time_limit.id, today_on - timedelta(days=1)))
    hearing = Event(
        id=session.ids(),
        case_id=case_id,
        kind="hearing",
        title=_LETTERS,
        on=StatedDate(edtf=tomorrow.isoformat()),
        status="planned",
        place=_LETTERS,
    )
    record.add(session, hearing)
    rule = next(rule for rule in counted_with(session).rules() if not rule.turns_on_claim)
    deadline.add_by_rule(session, hearing.id, rule.id, RuleDetails(is_foreign_meant=True))


def _step(session: Session, deadline_id: str, due_on: date) -> Task:
    """Return a task of which a line shows all it can."""
    return Task(id=session.ids(), step=_LETTERS, deadline_id=deadline_id, owner=_LETTERS, due_on=due_on)
