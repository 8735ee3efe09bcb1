"""Confirming a rule for the office with initials, and withdrawing the confirmation."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import Conflict, NotFound
from casebook.base.message import Message
from casebook.domain.deadline.initials import require_initials
from casebook.domain.deadline.rule_confirmation import RuleConfirmation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.deadline.deadline_details import counted_with


def of_rule(session: Session, rule_id: str) -> RuleConfirmation | None:
    """Return the confirmation of a rule, or None if no one in the office confirmed it."""
    confirmations = record.every(session, RuleConfirmation)
    return next((each for each in confirmations if each.rule_id == rule_id), None)


def confirm(session: Session, rule_id: str, initials: str) -> RuleConfirmation:
    """Confirm the current text of a rule; an earlier confirmation is replaced and stays in the history.

    Raises:
        InvalidInput: the initials are not valid.
        NotFound, Refused: there is no such rule, or its period was not read.
    """
    known = counted_with(session)
    rule = known.rule(rule_id)
    before = of_rule(session, rule_id)
    confirmation = RuleConfirmation(
        id=before.id if before else session.ids(),
        rule_id=rule_id,
        initials=require_initials(initials),
        confirmed_on=session.clock().date(),
        digest=known.digest(rule),
        pack=rule.pack,
    )
    if before:
        record.change(session, confirmation, seen=before)
    else:
        record.add(session, confirmation)
    return confirmation


def withdraw(session: Session, rule_id: str) -> RuleConfirmation:
    """Withdraw the confirmation of a rule by moving it to the bin.

    Raises:
        NotFound: it is not confirmed.
    """
    confirmation = of_rule(session, rule_id)
    if confirmation is None:
        raise NotFound(
            Message("The rule {id} is not confirmed.", id=rule_id), field="rule", remedy="Check the ID."
        )
    record.move_to_bin(session, RuleConfirmation, confirmation.id)
    return confirmation


def bring_back(session: Session, before: RuleConfirmation | None, now: RuleConfirmation) -> None:
    """Undo `confirm` and restore the previous confirmation.

    Args:
        session: the open vault.
        before: the previous confirmation, or None.
        now: the confirmation returned by `confirm`.

    Raises:
        Conflict: the rule was confirmed again since.
    """
    if record.find(session, RuleConfirmation, now.id) != now:
        raise Conflict(
            "The rule was confirmed again in another window.", remedy="Withdraw that confirmation instead."
        )
    if before is None:
        record.move_to_bin(session, RuleConfirmation, now.id)
    else:
        record.change(session, replace(before, id=now.id), seen=now)
