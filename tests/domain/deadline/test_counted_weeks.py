from __future__ import annotations

from datetime import date

import pytest

from casebook.base.i18n import Translator
from casebook.domain.deadline.counted_weeks import CountedWeeks, counted_weeks, legend
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.services.base.calculation import packs
from tests.domain.reckoning import day


def strip(rule_id: str, on: str) -> CountedWeeks:
    working = packs().compute(rule_id, DeadlineInput(on=day(on))).working(day("2026-03-02"))
    assert working.chosen is not None
    return counted_weeks(working.chosen, working.start_on)


def told(made: CountedWeeks) -> dict[date, tuple[str, str]]:
    return {each.on: (each.kind, each.sign) for each in made.days}


def test_days_are_counted_until_easter_moves_the_end_on() -> None:
    days = told(strip("gb-ftt-appeal-in-country", "2026-03-21"))
    assert days[day("2026-03-20")] == ("outside", "")
    assert days[day("2026-03-21")] == ("start", "0")
    assert days[day("2026-03-22")] == ("counted", "1")
    assert days[day("2026-04-03")] == ("counted", "13")
    assert days[day("2026-04-04")] == ("rolled", "→")
    assert days[day("2026-04-06")] == ("rolled", "→")
    assert days[day("2026-04-07")] == ("due", "■")


def test_days_that_do_not_count_say_why() -> None:
    day_strip = strip("gb-ut-coa-permission", "2026-03-27")
    days = told(day_strip)
    assert days[day("2026-03-28")] == ("skipped", "–")
    good_friday = next(each for each in day_strip.days if each.on == day("2026-04-03"))
    assert "Good Friday" in good_friday.why(Translator())
    assert list(legend(day_strip)) == ["start", "counted", "skipped", "due"]


def test_weeks_begin_on_monday_and_long_periods_are_folded() -> None:
    day_strip = strip("echr-four-month-rule", "2026-03-02")
    assert day_strip.left_out > 0
    assert sum(week is None for week in day_strip.weeks) == 1
    assert all(len(week) == 7 and week[0].on.weekday() == 0 for week in day_strip.weeks if week)
    assert [each.kind for each in day_strip.days].count("due") == 1
    assert "within" in set(legend(day_strip))


@pytest.mark.parametrize(
    "rule_id", [rule.id for rule in packs().rules() if rule.period and not rule.period.is_in_hours][::6]
)
def test_every_rule_has_one_due_day_on_its_strip(rule_id: str) -> None:
    rule = packs().rule(rule_id)
    on = min(max(day("2026-09-03"), rule.valid_from_on or date.min), rule.valid_to_on or date.max)
    working = packs().compute(rule_id, DeadlineInput(on=on, claimed_on=on)).working(on)
    assert working.readings
    for reading in working.readings:
        made = counted_weeks(reading, working.start_on)
        assert [each.on for each in made.days if each.kind == "due"] == [reading.due.on]
