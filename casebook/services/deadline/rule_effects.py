"""Effects of other rules on the running deadlines of a casebook; writes nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.deadline import Deadline
from casebook.packs.deadline.deadlines import DeadlinePacks
from casebook.services.base.calculation import CalculationData
from casebook.services.base.session import Session
from casebook.services.deadline.deadline_details import counted_with
from casebook.store.case import case as cases
from casebook.store.deadline import deadline as deadlines


@entity
class DeadlineEffect:
    """A running deadline whose date is different under other rules.

    Attributes:
        id: of the deadline.
        rule_id: of its rule.
        reference: of its case.
        before: when it is due as kept.
        after: when it would be due; None where they give no date, with the reason in `refusal`.
    """

    id: str
    rule_id: str
    reference: str
    before: DueTime | None
    after: DueTime | None
    refusal: Message = Message("")


def effects(
    session: Session, new: DeadlinePacks, rule_ids: Collection[str], method_ids: Collection[str] = ()
) -> tuple[DeadlineEffect, ...]:
    """Return the running deadlines whose day changes under other rules or methods, soonest first.

    A day that an order or a person set does not follow the rules, and is not among them.
    """
    books = replace(counted_with(session), supplied=new)
    with session.store.reading() as connection:
        running = [each for each in deadlines.running(connection) if _rests_on(each, rule_ids, method_ids)]
        references = cases.shown_references(connection, (each.case_id for each in running))
    counted = (_effect(session, books, each, references.get(each.case_id, "")) for each in running)
    return tuple(effect for effect in counted if effect and effect.before != effect.after)


def _rests_on(deadline: Deadline, rule_ids: Collection[str], method_ids: Collection[str]) -> bool:
    basis = deadline.working.basis if deadline.working else None
    of_family = basis is not None and (basis.rule_id in rule_ids or basis.method_id in method_ids)
    return of_family or deadline.rule_id in rule_ids


def _effect(
    session: Session, books: CalculationData, deadline: Deadline, reference: str
) -> DeadlineEffect | None:
    if deadline.origin != "rule" or deadline.ask is None or deadline.is_set_by_day:
        return None
    plain = DeadlineEffect(
        id=deadline.id, rule_id=deadline.rule_id, reference=reference, before=deadline.due, after=None
    )
    try:
        answer = books.compute(
            deadline.rule_id,
            deadline.ask,
            calendar_id=deadline.calendar_id,
            closed=deadline.closed,
            clock=session.clock,
        )
    except CasebookError as error:
        return replace(plain, refusal=error.title)
    return replace(plain, after=answer.working(session.clock().date()).due)
