from dataclasses import replace
from datetime import date

import pytest

from casebook.domain.deadline.act_by import act_by_of
from casebook.domain.deadline.calculation_record import DueTime, record_of
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import plan_of
from casebook.domain.deadline.safe_date import calculate_safely
from tests.domain.deadline.shelf import SHELF


@pytest.mark.parametrize(
    ("rule_id", "on", "safe", "act_by"),
    [
        ("gb-ea2003-p2-appeal-s103", "2026-12-14", "2026-12-27", "2026-12-24"),  # Christmas, then a weekend
        ("cy-ipac-30", "2026-11-05", "2026-12-05", "2026-12-04"),
        ("cy-ipac-30", "2026-11-06", "2026-12-06", "2026-12-04"),
        ("cy-ipac-30", "2026-11-09", "2026-12-09", "2026-12-09"),
        # a clock time ends the day
        ("gb-ftt-appeal-in-country", "2026-12-11", "2026-12-25 17:00:00+00:00", "2026-12-24 17:00:00+00:00"),
        ("gb-ftt-appeal-in-country", "2026-11-14", "2026-11-28 17:00:00+00:00", "2026-11-27 17:00:00+00:00"),
        # a month's end keeps the day in hand
        ("gb-ut-judicial-review", "2026-11-30", "2027-02-27 17:00:00+00:00", "2027-02-26 17:00:00+00:00"),
        ("gb-ut-judicial-review", "2026-11-28", "2027-02-27 17:00:00+00:00", "2027-02-26 17:00:00+00:00"),
        ("gb-cpr-judicial-review", "2026-11-30", "2027-02-27", "2027-02-26"),
    ],
)
def test_a_closed_day_gives_the_open_day_before(rule_id: str, on: str, safe: str, act_by: str) -> None:
    rule = SHELF.rules[rule_id]
    plan = plan_of(rule, SHELF.methods[rule.method_id])
    ask = DeadlineInput(on=date.fromisoformat(on), claimed_on=date(2026, 5, 4))
    calendar = SHELF.calendar(rule.calendar_id, plan, ask)
    result = calculate_safely(plan, ask, calendar, date(2026, 11, 28))
    assert (str(result.earliest_safe), str(act_by_of(result, calendar))) == (safe, act_by)


@pytest.mark.parametrize(
    ("rule_id", "act_by"),
    [("cy-ipac-30", DueTime(on=date(2026, 12, 5))), ("cz-asylum-release-request-15d", None)],
)
def test_a_record_without_a_kept_day_takes_the_safe_date(rule_id: str, act_by: DueTime | None) -> None:
    rule, today_on = SHELF.rules[rule_id], date(2026, 11, 28)
    plan, ask = (
        plan_of(rule, SHELF.methods[rule.method_id]),
        DeadlineInput(on=date(2026, 11, 5), claimed_on=date(2026, 5, 4)),
    )
    calendar = SHELF.calendar(rule.calendar_id, plan, ask)
    kept = record_of(plan, calendar, calculate_safely(plan, ask, calendar, today_on), today_on)
    assert replace(kept, act_by=None).effective_act_by == act_by
    assert replace(kept, act_by=None, earliest_safe=None).effective_act_by == (act_by and kept.due)
