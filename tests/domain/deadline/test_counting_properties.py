"""What must hold for every way of counting, on dates nobody chose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.domain.base.period import LONG_UNITS, Period, period
from casebook.domain.deadline.counting import Method
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.day_counter import add_months
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import calculate, count_with
from casebook.domain.deadline.trace import counted
from tests.domain.deadline.shelf import EXAMPLES, SHELF

METHODS = [method for method in SHELF.methods.values() if method.units - {"hours", "process-hours"}]
DAYS = st.dates(date(2010, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 24)


def calendar_of(method: Method) -> CourtCalendar:
    return SHELF.seats.calendar(method.calendar_id, 2000, 2035)


@st.composite
def periods(draw: st.DrawFn, method: Method) -> Period:
    """A period in units the method knows."""
    units = sorted(method.units - {"hours", "process-hours"})
    unit = draw(st.sampled_from(units))
    most = {"years": 5, "months": 24, "weeks": 30, "working-days": 60}.get(unit, 120)
    return period({unit: draw(st.integers(1, most))})


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_forwards(method: Method, data: st.DataObject) -> None:
    """The trace counts each unit, no reading ends where its roll-over forbids, and time never runs back."""
    span = data.draw(periods(method))
    on = max(data.draw(DAYS), method.valid_from_on or date.min)
    plan = count_with(method, span, "after", "latest")
    calendar = calendar_of(method)
    reckoning = calculate(plan, DeadlineInput(on=on), calendar, TODAY)
    later = calculate(plan, DeadlineInput(on=on + timedelta(days=1)), calendar, TODAY)
    interpretations = {interpretation.id: interpretation for interpretation in plan.interpretations}
    for outcome in reckoning.outcomes:
        terms = interpretations[outcome.reading_id].terms
        assert counted(outcome.trace) == span.total
        assert outcome.due_on >= on
        if terms.roll == "next" or (terms.roll == "previous" and outcome.due_on > on):
            assert outcome.due_on not in calendar.holidays
            assert outcome.due_on.weekday() not in terms.roll_off
    assert reckoning.chosen is not None
    assert later.chosen is not None
    assert later.chosen.due_on >= reckoning.chosen.due_on
    assert reckoning.earliest_safe is not None
    assert str(reckoning.earliest_safe) <= str(reckoning.chosen.moment) <= str(reckoning.latest_arguable) or (
        reckoning.chosen.due_at is not None
    )


BACKWARDS = [method for method in METHODS if method.backwards != "no"]


@pytest.mark.parametrize("method", BACKWARDS, ids=lambda method: method.id)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_forwards_then_backwards(method: Method, data: st.DataObject) -> None:
    """Without roll-over, clear days and days left out, the way there is the way back."""
    on = max(data.draw(DAYS), method.valid_from_on or date.min)
    span = data.draw(periods(method))
    there = plain(method, span, on, "after")
    back = plain(method, span, there, "before")
    unit = span.parts[0].unit
    if unit in LONG_UNITS - {"weeks"}:
        assert abs((back - on).days) <= (0 if on.day <= 28 else 3)
    elif unit == "working-days":
        assert back <= on
        assert plain(method, span, back, "after") == there
    else:
        assert back == on


def plain(method: Method, span: Period, on: date, direction: str) -> date:
    """The nominal end: the last step that was counted."""
    terms = replace(method.terms, recesses=(), short_days=0, is_at_least_clear=False)
    bare = replace(method, terms=terms, readings=(), valid_from_on=None)
    plan = count_with(bare, span, "after" if direction == "after" else "before", "latest")
    found = calculate(plan, DeadlineInput(on=on), calendar_of(method), TODAY)
    assert found.chosen is not None
    return [step.day for step in found.chosen.trace if step.counts][-1]


@given(on=DAYS, months=st.integers(-240, 240))
def test_months_keep_the_number_or_end_with_the_month(on: date, months: int) -> None:
    later = add_months(on, months)
    assert (later.year * 12 + later.month) - (on.year * 12 + on.month) == months
    assert later.day == on.day or (later + timedelta(days=1)).day == 1
