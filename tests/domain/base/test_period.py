from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.period import Period, PeriodPart, parse_period


def test_the_longest_unit_comes_first_however_it_was_written() -> None:
    assert str(parse_period("15 days + 1 month")) == "1 month + 15 days"
    assert parse_period("3 working-days") == Period(parts=(PeriodPart(amount=3, unit="working-days"),))
    assert parse_period("1 calendar-day").parts[0].unit == "calendar-days"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0 days",
        "days",
        "14",
        "14 moons",
        "-3 days",
        "2 hours + 1 day",
        "101 years",
        "1.5 days",
    ],
)
def test_what_is_no_period_is_refused_in_words(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_period(text)
    assert caught.value.field == "period"
    assert str(caught.value.remedy).startswith(
        "Enter a number and a unit, such as 14 days, 10 working-days, 1 month + 15 days or 48 hours."
    )


def test_periods_are_added_unit_by_unit() -> None:
    assert str(parse_period("2 weeks + 3 weeks")) == "5 weeks"
    assert str(parse_period("1 month").plus(parse_period("1 month + 10 days"))) == "2 months + 10 days"
    assert parse_period("1 month + 15 days").total == 16
    assert parse_period("2 process-hours").is_in_hours
