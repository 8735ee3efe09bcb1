"""Rules for browsing: supplied, custom, and known by name only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.deadline.calculation_record import CalculationRecord
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.own_rule import OwnRule
from casebook.domain.deadline.rule import Rule, TextAge, UnverifiedRule
from casebook.domain.deadline.rule_confirmation import ConfirmationState, RuleConfirmation
from casebook.services.base import record
from casebook.services.base.calculation import CalculationData, needs_review
from casebook.services.base.session import Session
from casebook.services.deadline.deadline_details import counted_with

RuleState = Literal["active", "disputed", "superseded", "stale", "unread", "broken"]
Review = Literal["", "to-review", "confirmed", "unconfirmed"]
REVIEW_AHEAD = timedelta(days=90)
"""How long before its review date a rule is listed for review."""


@entity
class RuleRow:
    """A row of the list of rules.

    Attributes:
        rule: None for what is known by name only, and for an own rule that cannot be read.
        gap: what was looked for and not found.
        state: the first thing to know of it.
        own_id: the record of an own rule, or "".
        taken_from: the pack an own rule came in, or "".
        review: `to-review` where its date is near or past, or where it changed since it was confirmed; else
            whether it is confirmed for the office; "" where there is no rule.
        text_age: what makes the text read doubtful today; `text_year` is its year, 0 where it is undated.
        method, calendar: names of the calculation method and of the calendar, or "".
        confirmation: of the office, with whether it covers the rule as it is; None where there is none.
    """

    id: str
    title: str
    jurisdiction: str
    proceeding: str
    trigger_event: str
    rule: Rule | None
    gap: UnverifiedRule | None
    state: RuleState
    own_id: str = ""
    taken_from: str = ""
    review: Review = ""
    method: str = ""
    calendar: str = ""
    confirmation: RuleConfirmation | None = None
    confirmation_state: ConfirmationState = "none"
    text_age: TextAge = ""
    text_year: int = 0


def rows(session: Session) -> list[RuleRow]:
    """Return every rule: custom ones first, then by jurisdiction, those known by name only last."""
    books = counted_with(session)
    seats = books.supplied.seats.seats
    rule_rows = []
    for rule in books.rules():
        own = books.own.get(rule.id)
        stale = needs_review(rule, session.clock)
        confirmation = confirmation_state(books, rule)
        rule_rows.append(
            RuleRow(
                id=rule.id,
                title=rule.title,
                jurisdiction=rule.jurisdiction,
                proceeding=rule.proceeding,
                trigger_event=rule.trigger_event,
                rule=rule,
                gap=None,
                state="stale" if stale else rule.status,
                own_id=own.id if own else "",
                taken_from=own.taken_from if own else "",
                confirmation=books.confirmations.get(rule.id),
                confirmation_state=confirmation,
                text_age=rule.text_age(session.clock().date()),
                text_year=rule.as_of_on.year if rule.as_of_on else rule.text_year,
                review=review_of(rule, confirmation, session.clock().date()),
                method=books.method(rule.method_id).name,
                calendar=seats[rule.calendar_id].name if rule.calendar_id in seats else rule.calendar_id,
            )
        )
    rule_rows += _broken_rows(books.broken)
    rule_rows += [_gap(gap) for gap in books.unverified()]
    return sorted(rule_rows, key=lambda row: (not row.own_id, row.rule is None, row.jurisdiction, row.id))


def unread_in(session: Session, jurisdiction: str) -> tuple[UnverifiedRule, ...]:
    """Return the limits of a country whose text was not read, of which no date is calculated.

    Args:
        session: the open vault.
        jurisdiction: ISO 3166 with or without a part; none are of "".
    """
    country = jurisdiction.partition("-")[0]
    return counted_with(session).unverified(country) if country else ()


def unread_of_case(session: Session, case_id: str) -> tuple[UnverifiedRule, ...]:
    """Return those of the country of a case.

    Raises:
        NotFound: there is no such case.
    """
    return unread_in(session, record.find(session, Case, case_id).jurisdiction)


def to_review(session: Session) -> list[RuleRow]:
    """Return the rules due for review, the earliest review date first."""
    return by_review([row for row in rows(session) if row.review == "to-review"])


def by_review(listed: list[RuleRow]) -> list[RuleRow]:
    """Return rules in the order of their review dates."""
    return sorted(listed, key=lambda row: row.rule.review_by_on if row.rule else date.max)


def confirmation_state(books: CalculationData, rule: Rule) -> ConfirmationState:
    """Return the state of the office's confirmation of a rule in its current text."""
    confirmation = books.confirmations.get(rule.id)
    return confirmation.state(books.digest(rule)) if confirmation else "none"


def review_of(rule: Rule, state: ConfirmationState, today_on: date) -> Review:
    """Return the review that a rule needs."""
    if state == "outdated" or today_on >= rule.review_by_on - REVIEW_AHEAD:
        return "to-review"
    return "confirmed" if state == "current" else "unconfirmed"


def try_on(
    session: Session,
    rule_id: str,
    on: date,
    clock: datetime | None = None,
    claimed_on: date | None = None,
) -> CalculationRecord:
    """Return what a rule gives for a day, or for a time on it, without writing anything.

    Raises:
        NotFound, Refused, InvalidInput: there is no such rule, or it gives no date for that day.
    """
    ask = DeadlineInput(on=on, clock=clock, claimed_on=claimed_on)
    answer = counted_with(session).compute(rule_id, ask, clock=session.clock)
    return answer.working(session.clock().date())


def _broken_rows(broken: Sequence[OwnRule]) -> list[RuleRow]:
    """Return the rules that are not counted with; those of one ID bear that of their record."""
    often = Counter(own_rule.rule_id for own_rule in broken)
    rows = [_broken(own_rule.rule_id, own_rule.id, own_rule.taken_from) for own_rule in broken]
    return [replace(row, id=row.own_id) if often[row.id] > 1 else row for row in rows]


def _broken(rule_id: str, own_id: str, taken_from: str) -> RuleRow:
    return RuleRow(
        id=rule_id,
        title=rule_id,
        jurisdiction="",
        proceeding="",
        trigger_event="",
        rule=None,
        gap=None,
        state="broken",
        own_id=own_id,
        taken_from=taken_from,
    )


def _gap(gap: UnverifiedRule) -> RuleRow:
    return RuleRow(
        id=gap.id,
        title=gap.subject,
        jurisdiction=gap.jurisdiction,
        proceeding="",
        trigger_event="",
        rule=None,
        gap=gap,
        state="unread",
    )
