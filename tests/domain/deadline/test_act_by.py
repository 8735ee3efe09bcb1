from dataclasses import replace
from datetime import date

import pytest

from casebook.domain.base.period import parse_period
from casebook.domain.deadline.act_by import act_by_of
from casebook.domain.deadline.calculation_record import DueTime, record_of
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import count_with, plan_of
from casebook.domain.deadline.unknown_closure import calculate_deadline
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
    result = calculate_deadline(plan, ask, calendar, date(2026, 11, 28))
    assert (str(result.earliest_safe), str(act_by_of(result, calendar))) == (safe, act_by)


REGIONS = [None, *(f"AU-{each}" for each in ("ACT", "NSW", "NT", "QLD", "SA", "TAS", "VIC", "WA"))]


def _act_by(rule_id: str, on: date, place_id: str | None = None) -> tuple[str, str, set[str]]:
    rule = SHELF.rules[rule_id]
    plan = plan_of(rule, SHELF.methods[rule.method_id])
    ask = DeadlineInput(on=on)
    calendar = SHELF.calendar(place_id or rule.calendar_id, plan, ask)
    result = calculate_deadline(plan, ask, calendar, on)
    kinds = {caution.kind for caution in result.cautions}
    return str(result.earliest_safe), str(act_by_of(result, calendar)), kinds


def test_without_a_region_the_earliest_of_all_regions_governs() -> None:
    for on in (date(2026, 12, 11), date(2026, 12, 13), date(2026, 9, 14), date(2026, 3, 19)):
        whole, *regions = (_act_by("au-extradition-review", on, place_id) for place_id in REGIONS)
        assert whole[:2] == (min(each[0] for each in regions), min(each[1] for each in regions)), on
    safe, act_by, kinds = _act_by("au-extradition-review", date(2026, 12, 11))
    assert (safe, act_by) == ("2026-12-28", "2026-12-24")
    assert "region-unknown" in kinds


def test_without_a_region_a_time_counted_back_is_safe_in_all() -> None:
    method = SHELF.methods["gb-cpr-2.8"]
    plan = count_with(method, parse_period("7 days"), "before", "latest")
    ask = DeadlineInput(on=date(2027, 11, 9))

    def safe(place_id: str) -> str:
        calendar = SHELF.calendar(place_id, plan, ask)
        return str(calculate_deadline(plan, ask, calendar, ask.on).earliest_safe)

    assert (safe("DE-BE"), safe("DE-BY"), safe("DE-Land")) == ("2027-11-01", "2027-10-29", "2027-10-29")


@pytest.mark.parametrize(
    ("rule_id", "on", "act_by"),
    [
        ("nz-ipt-point-of-law-28", date(2026, 12, 4), "2026-12-24"),
        ("nz-ipt-point-of-law-28", date(2026, 12, 15), "2026-12-24"),
        ("gb-ftt-appeal-in-country", date(2026, 12, 15), "2026-12-24 17:00:00+00:00"),
    ],
)
def test_days_closed_by_a_law_not_read_are_acted_before(rule_id: str, on: date, act_by: str) -> None:
    _, act, kinds = _act_by(rule_id, on)
    assert act == act_by
    assert "unread-block" in kinds


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
    kept = record_of(plan, calendar, calculate_deadline(plan, ask, calendar, today_on), today_on)
    assert replace(kept, act_by=None).effective_act_by == act_by
    assert replace(kept, act_by=None, earliest_safe=None).effective_act_by == (act_by and kept.due)
