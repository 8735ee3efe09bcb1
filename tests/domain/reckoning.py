"""A made-up calendar and short ways to ask the engine, so that a test shows the very dates it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from casebook.domain.base.period import UNITS, parse_period
from casebook.domain.deadline.calculator import CalculationResult
from casebook.domain.deadline.counting import CountingTerms, Direction, Edge, Method, RuleReading, Service
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import calculate, count_with
from casebook.domain.deadline.rule import Rule

TODAY = date(2026, 3, 2)
GOOD_FRIDAY = date(2026, 4, 3)
EASTER_MONDAY = date(2026, 4, 6)
EASTER = {2025: date(2025, 4, 20), 2026: date(2026, 4, 5), 2027: date(2027, 3, 28)}


def day(text: str) -> date:
    """A day from its written form."""
    return date.fromisoformat(text)


def calendar(zone: str = "Europe/Rome", **changes: Any) -> CourtCalendar:  # noqa: ANN401 - any field of the calendar
    """A place with three holidays around Easter 2026 and Christmas."""
    holidays = {GOOD_FRIDAY: "Good Friday", EASTER_MONDAY: "Easter Monday", day("2026-12-25"): "Christmas"}
    fields: dict[str, Any] = {
        "id": "XX",
        "name": "Xland",
        "table": "invented",
        "zone": zone,
        "holidays": holidays,
        "closures": {},
        "easter": EASTER,
        "covered": frozenset({2025, 2026, 2027}),
        "last_year": 2026,
    }
    return CourtCalendar(**{**fields, **changes})


def method(terms: CountingTerms | None = None, **changes: Any) -> Method:  # noqa: ANN401 - any field of the method
    """A method that counts everything."""
    fields: dict[str, Any] = {
        "id": "xx",
        "name": "A method",
        "jurisdiction": "XX",
        "prose": {},
        "citation": "Act s. 1",
        "url": "",
        "is_seen": True,
        "confidence": "high",
        "notes": "",
        "calendar_id": "XX",
        "units": frozenset(UNITS),
        "terms": terms or CountingTerms(),
        "backwards": "yes",
    }
    return Method(**{**fields, **changes})


def rule(**changes: Any) -> Rule:  # noqa: ANN401 - any field of the rule
    """A rule that runs fourteen days from service."""
    fields: dict[str, Any] = {
        "id": "xx-appeal",
        "title": "Appeal",
        "forum": "A Court",
        "jurisdiction": "XX",
        "proceeding": "asylum",
        "trigger": "Service",
        "trigger_event": "decision-served",
        "period": parse_period("14 days"),
        "direction": "after",
        "counts_trigger": False,
        "roll": "next",
        "method_id": "xx",
        "calendar_id": "XX",
        "runs_from": "notice",
        "citation": "Act s. 2",
        "is_seen": True,
        "as_of": "2026-01-02",
        "confidence": "high",
        "status": "active",
        "review_by_on": date(2027, 1, 2),
        "consequence": "Too late.",
        "extendable": "no",
        "changes": {},
    }
    return Rule(**{**fields, **changes})


def answer(  # noqa: PLR0913 - what a question may hold
    on: str,
    period: str,
    terms: CountingTerms | None = None,
    *,
    direction: Direction = "after",
    edge: Edge = "latest",
    ask: Mapping[str, Any] | None = None,
    readings: tuple[RuleReading, ...] = (),
    services: tuple[Service, ...] = (),
    place: CourtCalendar | None = None,
) -> CalculationResult:
    """The answer to a question put to a made-up method."""
    plan = count_with(
        method(terms, readings=readings, services=services), parse_period(period), direction, edge
    )
    return calculate(plan, DeadlineInput(on=day(on), **(ask or {})), place or calendar(), TODAY)


def due(on: str, period: str, terms: CountingTerms | None = None, **more: Any) -> str:  # noqa: ANN401 - as `answer`
    """The date to diarise, as written."""
    chosen = answer(on, period, terms, **more).chosen
    assert chosen is not None
    return chosen.due_at.isoformat(timespec="minutes") if chosen.due_at else chosen.due_on.isoformat()
