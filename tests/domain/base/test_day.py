"""Days that stay within the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casebook.domain.base.day import days_later, months_later, weeks_of


@given(st.dates(), st.integers(-4_000_000, 4_000_000))
def test_a_day_is_as_far_off_as_asked_or_the_last_one_there_is(on: date, days: int) -> None:
    if date.min.toordinal() <= on.toordinal() + days <= date.max.toordinal():
        assert days_later(on, days) == on + timedelta(days=days)
    else:
        assert days_later(on, days) == (date.max if days > 0 else date.min)


@given(st.dates(), st.integers(-130_000, 130_000))
def test_a_month_is_turned_back_to_where_it_was(on: date, months: int) -> None:
    turned = months_later(on.replace(day=1), months)
    assert turned.day == 1
    if turned not in {date(1, 1, 1), date(9999, 12, 1)}:
        assert months_later(turned, -months) == on.replace(day=1)


@given(st.dates())
def test_the_weeks_of_a_month_hold_the_day_and_run_on_without_a_gap(on: date) -> None:
    days = [day.toordinal() for week in weeks_of(on) for day in week]
    assert days == list(range(days[0], days[-1] + 1))
    assert on.toordinal() in days
    assert all(week[0].weekday() == 0 for week in weeks_of(on))
