"""What must hold for every way of counting hours, and for the way that counts nothing, on any instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.base.errors import InvalidInput
from casebook.domain.base.period import HOUR_UNITS, UNITS, period
from casebook.domain.deadline.calculator import CalculationResult
from casebook.domain.deadline.counting import Method
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import calculate, count_with
from casebook.domain.deadline.trace import counted
from tests.domain.deadline.shelf import EXAMPLES, SHELF

METHODS = [method for method in SHELF.methods.values() if method.units & HOUR_UNITS]
INSTANTS = st.datetimes(datetime(2015, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
TODAY = date(2026, 11, 24)


def counted_from(at: datetime, hours: int, method: Method, calendar: CourtCalendar) -> CalculationResult:
    unit: Any = next(iter(method.units & HOUR_UNITS))
    plan = count_with(method, period({unit: hours}), "after", "latest")
    return calculate(plan, DeadlineInput(on=at.date(), clock=at), calendar, TODAY)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
@settings(max_examples=EXAMPLES)
@given(at=INSTANTS, hours=st.integers(1, 120))
def test_hours(method: Method, at: datetime, hours: int) -> None:
    """The trace counts each hour, clock hours pass in real time, and no end falls where it may not."""
    at = max(at.replace(second=0, microsecond=0), datetime(2010, 1, 1, tzinfo=UTC))
    calendar = SHELF.seats.calendar(method.calendar_id, 2013, 2030)
    reckoning = counted_from(at, hours, method, calendar)
    later = counted_from(at + timedelta(hours=1), hours, method, calendar)
    ends = {outcome.reading_id: outcome for outcome in reckoning.outcomes}
    for outcome in reckoning.outcomes:
        assert counted(outcome.trace) == hours
    due = ends["primary"].due_at
    assert due is not None
    terms = method.terms
    is_open_only = terms.hours == "working-days" or terms.window is not None
    if not is_open_only and not terms.rolls_hours:
        assert due - at == timedelta(hours=hours)
    if is_open_only or terms.rolls_hours:
        is_open = (
            due.weekday() not in terms.roll_off if terms.rolls_hours else due.weekday() in terms.working_week
        )
        assert is_open or due.time() == datetime.min.time()
        assert due - at >= timedelta(hours=hours)
    assert reckoning.chosen is not None
    assert later.chosen is not None
    assert later.chosen.due_at is not None
    assert reckoning.chosen.due_at is not None
    before, after = reckoning.chosen.due_at, later.chosen.due_at
    # The same time on the next open day: Saturday 23:00 moves behind Sunday 01:00, though not to a later day.
    assert after.date() >= before.date() if terms.rolls_hours else after >= before


@given(at=INSTANTS, unit=st.sampled_from(UNITS))
def test_the_way_without_a_number_never_counts(at: datetime, unit: Any) -> None:  # noqa: ANN401 - a unit
    method = SHELF.methods["no-fixed-limit"]
    with pytest.raises(InvalidInput, match="does not count"):
        calculate(
            count_with(method, period({unit: 1}), "after", "latest"),
            DeadlineInput(on=at.date(), clock=at),
            SHELF.seats.calendar(method.calendar_id, 2013, 2030),
            TODAY,
        )
