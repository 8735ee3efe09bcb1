"""Combines a rule with its counting method into the interpretations to count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period, Unit
from casebook.domain.deadline import deadline_warning
from casebook.domain.deadline.calculator import (
    PRIMARY,
    CalculationResult,
    Calculator,
    Interpretation,
    nothing_to_count,
)
from casebook.domain.deadline.counting import CountingTerms, Direction, Edge, Method, RuleReading, Service
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput, start_of
from casebook.domain.deadline.rule import Rule, period_for
from casebook.domain.deadline.trace import DeadlineWarning

WITHOUT_ROLL = "without-roll"
AFTER_EXPIRY = "added-after-expiry"


@entity
class CalculationPlan:
    """A calculation without its dates.

    Attributes:
        rule: None where a method is counted with by itself.
        interpretations: the readings; none where the law names no number.
        services: ways of service that are calculated.
    """

    method: Method
    rule: Rule | None
    interpretations: tuple[Interpretation, ...]
    services: tuple[Service, ...]
    direction: Direction
    edge: Edge

    @property
    def period(self) -> Period | None:
        """Return the period of this interpretation only, or None if the law sets no number."""
        return self.interpretations[0].period if self.interpretations else None


def plan_of(rule: Rule, method: Method, decided_on: date | None = None) -> CalculationPlan:
    """Return the plan of a rule, with the text in force for a decision of a day.

    Raises:
        InvalidInput: the method cannot count what the rule asks.
    """
    period, words = (rule.period, "") if decided_on is None else period_for(rule, decided_on)
    interpretations: tuple[Interpretation, ...] = ()
    if period is not None:
        _refuse_units(method, period, rule.direction)
        base = replace(method.terms, **_changes(rule))
        readings = tuple(each for each in rule.readings if _holds(each, decided_on))
        interpretations = tuple(
            _interpretations(method, replace(rule, readings=readings), base, period, words)
        )
    return CalculationPlan(
        method=method,
        rule=rule,
        interpretations=interpretations,
        services=services_of(method, rule),
        direction=rule.direction,
        edge=rule.edge,
    )


def count_with(method: Method, period: Period, direction: Direction, edge: Edge) -> CalculationPlan:
    """Return the plan of a period counted by a method.

    Raises:
        InvalidInput: the method does not count such units, or does not count back.
    """
    _refuse_units(method, period, direction)
    terms = method.terms
    if direction == "before" and method.backwards == "no-roll":
        terms = replace(terms, roll_back="none")
    return CalculationPlan(
        method=method,
        rule=None,
        interpretations=tuple(_method_lines(method, terms, period, (direction, edge), "", ())),
        services=method.services,
        direction=direction,
        edge=edge,
    )


def calculate(
    plan: CalculationPlan, ask: DeadlineInput, calendar: CourtCalendar, today_on: date
) -> CalculationResult:
    """Calculate a deadline.

    Args:
        plan: what is asked.
        ask: the dates.
        calendar: of the court's place, for the years the period can touch.
        today_on: for what is stale or still to come.

    Raises:
        InvalidInput: the dates cannot be used, or no reading ends on a date.
    """
    return calculate_with(plan, ask, calendar, today_on, cautions_of(plan, ask, today_on))


def cautions_of(plan: CalculationPlan, ask: DeadlineInput, today_on: date) -> tuple[DeadlineWarning, ...]:
    """Return the warnings on the rule and the method, the same in every calendar."""
    of_rule = deadline_warning.of_rule(plan.rule, ask, today_on) if plan.rule else ()
    return of_rule + deadline_warning.of_method(plan.method)


def calculate_with(
    plan: CalculationPlan,
    ask: DeadlineInput,
    calendar: CourtCalendar,
    today_on: date,
    cautions: tuple[DeadlineWarning, ...],
) -> CalculationResult:
    """Calculate a deadline as `calculate` does, with the warnings of `cautions_of`."""
    rule = plan.rule
    from_notice = rule is None or rule.runs_from == "notice"
    start = start_of(ask, plan.services, calendar, runs_from_notice=from_notice)
    _refuse_outside(plan.method.valid_from_on, rule, start.on)
    _refuse_later_decision(ask, start.on)
    if not plan.interpretations:
        return nothing_to_count(start.on, (*cautions, *start.cautions))
    interpretations = _applying(plan, ask, start.on)
    if start.added_days:
        interpretations = (
            *interpretations,
            *(
                _after_expiry(interpretation)
                for interpretation in interpretations
                if interpretation.terms.roll != "none"
            ),
        )
    result = Calculator(ask, start, calendar, plan.direction, plan.edge).calculate(interpretations)
    cautions += (*start.cautions, *result.cautions)
    of_dates = deadline_warning.of_result(result, interpretations, calendar, ask, today_on)
    is_of_other = rule is not None and bool(rule.nature)
    cautions += tuple(each for each in of_dates if not is_of_other or each.kind != "closed-day")
    is_blind = plan.direction == "before" and any(deadline_warning.is_blind(each) for each in cautions)
    is_unsafe = (
        is_blind or ask.may_run_earlier or start.may_be_earlier or (rule and rule.is_without_safe_date)
    )
    return replace(result, earliest_safe=None if is_unsafe else result.earliest_safe, cautions=cautions)


def _applying(plan: CalculationPlan, ask: DeadlineInput, start_on: date) -> tuple[Interpretation, ...]:
    """Return the interpretations that can apply to a start of time and a claim on given days."""
    first_on = plan.rule.claimed_from_on if plan.rule else None
    days = (first_on, *(reading.claimed_from_on for reading in plan.interpretations))
    turns_on_claim = [day for day in days if day and start_on >= day]
    if turns_on_claim and ask.claimed_on is None:
        raise InvalidInput(
            Message(
                "Another law applies to claims lodged since {day}, and the day of the claim was not given.",
                day=min(turns_on_claim),
            ),
            field="claimed-on",
            remedy="Enter the day the claim was lodged.",
        )
    if ask.claimed_on and ask.claimed_on > start_on:
        raise InvalidInput(
            Message("The claim was lodged on {day}, after the event.", day=ask.claimed_on),
            field="claimed-on",
            remedy="Check that the dates are in the right order.",
        )
    if first_on and ask.claimed_on and ask.claimed_on < first_on:
        raise InvalidInput(
            Message(
                "This text applies to claims lodged since {first}, and the claim was lodged on {day}.",
                first=first_on,
                day=ask.claimed_on,
            ),
            field="claimed-on",
            remedy="Look up the national law for earlier claims.",
        )
    claimed_on = ask.claimed_on or start_on
    return tuple(
        reading
        for reading in plan.interpretations
        if (not reading.valid_from_on or start_on >= reading.valid_from_on)
        and (not reading.claimed_from_on or claimed_on >= reading.claimed_from_on)
    )


def _holds(reading: RuleReading, decided_on: date | None) -> bool:
    """Return whether an interpretation can apply to a decision of a day."""
    return reading.decided_from_on is None or decided_on is None or decided_on >= reading.decided_from_on


def _interpretations(
    method: Method, rule: Rule, base: CountingTerms, period: Period, words: str
) -> Iterator[Interpretation]:
    yield from _method_lines(method, base, period, (rule.direction, rule.edge), words, rule.left_out)
    for reading in rule.readings:
        yield _interpretation(reading, base, period)


def _method_lines(
    method: Method,
    base: CountingTerms,
    period: Period,
    way: tuple[Direction, Edge],
    words: str,
    left_out: tuple[str, ...],
) -> Iterator[Interpretation]:
    direction, edge = way
    yield Interpretation(id=PRIMARY, words=words or method.name, terms=base, period=period, is_diarised=True)
    for reading in method.readings:
        fits = reading.direction in {"", direction} and reading.edge in {"", edge}
        if fits and reading.id not in left_out:
            yield _interpretation(reading, base, period)
    if base.roll != "none" and direction == "after" and not method.is_seen:
        yield Interpretation(
            id=WITHOUT_ROLL,
            words=gettext_noop(
                "Calculated without extending a closed last day: the text that provides for it was not read."
            ),
            terms=replace(base, roll="none"),
            period=period,
            is_diarised=False,
        )


def _interpretation(reading: RuleReading, base: CountingTerms, period: Period) -> Interpretation:
    return Interpretation(
        id=reading.id,
        words=reading.words,
        terms=replace(base, **reading.changes),
        period=reading.period or period,
        is_diarised=reading.is_diarised,
        valid_from_on=reading.valid_from_on,
        claimed_from_on=reading.claimed_from_on,
    )


def _after_expiry(interpretation: Interpretation) -> Interpretation:
    """Return the interpretation with days for service added after expiry or to the period itself."""
    return replace(
        interpretation,
        id=f"{interpretation.id}-{AFTER_EXPIRY}",
        words=Message(
            "{reading}: the days for service are added after the period has ended.",
            reading=interpretation.words,
        ).as_text(),
        terms=replace(interpretation.terms, adds_after_roll=True),
    )


def _changes(rule: Rule) -> Mapping[str, Any]:
    """Return the parameters of the method that a rule changes."""
    return {
        "counts_trigger": rule.counts_trigger,
        "roll" if rule.direction == "after" else "roll_back": rule.roll,
        **rule.changes,
    }


def services_of(method: Method, rule: Rule) -> tuple[Service, ...]:
    """Return the methods of service of a method with which a rule counts."""
    return tuple(service for service in method.services if set(service.by) & set(rule.service_by))


def _refuse_units(method: Method, period: Period, direction: Direction) -> None:
    units: list[Unit] = [part.unit for part in period.parts if part.unit not in method.units]
    if units:
        known = tuple(sorted(method.units)) or Message("no units")
        raise InvalidInput(
            Message(
                "{method} does not count in {unit}: its text uses {known}.",
                method=method.id,
                unit=units[0],
                known=known,
            ),
            field="period",
            remedy="Choose another method, or calculate manually.",
        )
    if direction == "before" and method.backwards == "no":
        raise InvalidInput(
            Message("{method} has no rule for calculating backwards from an event.", method=method.id),
            field="direction",
            remedy=method.backwards_why or "Choose another method, or calculate manually.",
        )


def _refuse_later_decision(ask: DeadlineInput, start_on: date) -> None:
    """Reject a decision dated after its service: the day selects the text, so errors must be caught."""
    served_on = max(start_on, ask.served_on or start_on)
    if ask.decided_on and ask.decided_on > served_on:
        raise InvalidInput(
            Message("The decision was taken on {day}, after the event.", day=ask.decided_on),
            field="decision-on",
            remedy="Check that the dates are in the right order.",
        )


def _refuse_outside(method_from_on: date | None, rule: Rule | None, on: date) -> None:
    first = max((day for day in (method_from_on, rule and rule.valid_from_on) if day), default=None)
    if first and on < first:
        raise InvalidInput(
            Message("This text applies from {first}, and {day} is earlier.", first=first, day=on),
            field="on",
            remedy="Look up the law in force at that time. Its text is not in the reference data.",
        )
    last = rule.valid_to_on if rule else None
    if last and on > last:
        raise InvalidInput(
            Message("This text applied until {last}, and {day} is later.", last=last, day=on),
            field="on",
            remedy="Find the rule that replaced it.",
        )
