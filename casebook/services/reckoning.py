"""Deadlines without a vault: browse the rules, compute by a rule, count by a method."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from casebook.base.clock import Clock, system_clock
from casebook.base.errors import NotFound, Refused
from casebook.domain.ask import Ask
from casebook.domain.caution import is_stale
from casebook.domain.counting import Direction, Edge, Method
from casebook.domain.period import Period
from casebook.domain.plan import Plan, count_with, reckon
from casebook.domain.reckoning import Reckoned
from casebook.domain.rule import Rule, UnverifiedRule
from casebook.domain.workdays import Calendar
from casebook.packs.deadlines import Deadlines, read_deadlines

OWN_CLOSURE = "closed, as given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A computed deadline with everything it rests on.

    Attributes:
        plan: the rule and method used; the rule may be another of its family than the one asked for.
        calendar: whose closed days were left out.
        reckoned: the dates with their working.
    """

    plan: Plan
    calendar: Calendar
    reckoned: Reckoned

    @property
    def citation(self) -> str:
        """The provision of the rule; of the method where there is no rule."""
        return self.plan.rule.citation if self.plan.rule else self.plan.method.citation

    @property
    def as_of(self) -> str:
        """What the text read speaks of."""
        return self.plan.rule.as_of if self.plan.rule else self.plan.method.as_of

    @property
    def is_by_hour(self) -> bool:
        """Whether the outer dates are instants."""
        return any(line.period.is_in_hours for line in self.plan.lines)


@cache
def shelf() -> Deadlines:
    """The packs of deadlines, read once."""
    return read_deadlines()


def rules(jurisdiction: str = "", proceeding: str = "") -> tuple[Rule, ...]:
    """The rules, all or those of a jurisdiction (ISO 3166, ``EU`` or ``INT``) and proceeding."""
    return tuple(
        rule
        for rule in shelf().rules.values()
        if jurisdiction.upper() in {"", rule.jurisdiction} and proceeding in {"", rule.proceeding}
    )


def unverified(jurisdiction: str = "") -> tuple[UnverifiedRule, ...]:
    """What was looked for and not found: to read, never to count with."""
    return tuple(found for found in shelf().unverified if jurisdiction.upper() in {"", found.jurisdiction})


def rule(id_: str) -> Rule:
    """A rule.

    Raises:
        NotFound: there is none of this id.
        Refused: it is known by name only, without a period.
    """
    if id_ in shelf().rules:
        return shelf().rules[id_]
    if any(found.id == id_ for found in shelf().unverified):
        raise Refused(
            f"{id_} has no period that was read: nothing can be computed from it.",
            field="rule",
            remedy="Read its text and note; look the period up in its source.",
        )
    raise NotFound(f"There is no rule {id_}.", field="rule", remedy="casebook deadline rules lists them.")


def method(id_: str) -> Method:
    """A counting method.

    Raises:
        NotFound: there is none of this id.
    """
    if id_ not in shelf().methods:
        known = ", ".join(sorted(shelf().methods))
        raise NotFound(f"There is no counting method {id_}.", field="method", remedy=f"There are: {known}.")
    return shelf().methods[id_]


def compute(
    rule_id: str,
    ask: Ask,
    *,
    calendar_id: str = "",
    closed: tuple[date, ...] = (),
    clock: Clock = system_clock,
) -> Answer:
    """The deadline a rule gives.

    Args:
        rule_id: which rule.
        ask: the dates.
        calendar_id: of the court's place, where it is not the rule's own.
        closed: days on which the registry is shut besides.
        clock: says what is stale and what is still to come.

    Raises:
        NotFound: there is no such rule or calendar.
        Refused: the rule is known by name only.
        InvalidInput: the dates cannot be used.
    """
    plan = shelf().plan(rule(rule_id), ask)
    return _answer(plan, ask, calendar_id or home_of(plan), closed, clock)


def count(  # noqa: PLR0913 - the words of the command line
    method_id: str,
    period: Period,
    ask: Ask,
    *,
    direction: Direction = "after",
    edge: Edge = "latest",
    calendar_id: str = "",
    closed: tuple[date, ...] = (),
    clock: Clock = system_clock,
) -> Answer:
    """A period counted by a method.

    Raises:
        NotFound: there is no such method or calendar.
        InvalidInput: the method does not count so, or the dates cannot be used.
    """
    plan = count_with(method(method_id), period, direction, edge)
    return _answer(plan, ask, calendar_id or home_of(plan), closed, clock)


def home_of(plan: Plan) -> str:
    """The id of the calendar of a plan's own court."""
    return plan.rule.calendar_id if plan.rule else plan.method.calendar_id


def needs_review(rule_: Rule, clock: Clock = system_clock) -> bool:
    """Whether a rule is past its review date."""
    return is_stale(rule_, clock().date())


def _answer(plan: Plan, ask: Ask, calendar_id: str, closed: tuple[date, ...], clock: Clock) -> Answer:
    calendar = shelf().calendar(calendar_id, plan, ask)
    if closed:
        calendar = calendar.with_closures(closed, OWN_CLOSURE)
    return Answer(plan=plan, calendar=calendar, reckoned=reckon(plan, ask, calendar, clock().date()))
