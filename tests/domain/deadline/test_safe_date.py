from __future__ import annotations

from dataclasses import replace

from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import calculate, plan_of
from casebook.domain.deadline.safe_date import PlanCalculations
from tests.domain.reckoning import TODAY, calendar, day, method, rule


def test_a_calculation_is_done_once_for_each_input_and_calendar() -> None:
    plan, place = plan_of(rule(), method()), calendar(holidays={day("2026-03-16"): "Holiday"})
    question = DeadlineInput(on=day("2026-03-02"))
    counts = PlanCalculations(plan, TODAY)
    first = counts.result(question, place)
    assert counts.result(replace(question), place) is first
    assert first == calculate(plan, question, place, TODAY)
    later = replace(question, on=day("2026-03-03"))
    assert counts.result(later, place) == calculate(plan, later, place, TODAY) != first
    elsewhere = replace(place, holidays={})
    assert counts.result(question, elsewhere) == calculate(plan, question, elsewhere, TODAY) != first
