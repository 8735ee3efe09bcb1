"""The engine beside python-dateutil and numpy, on dates nobody chose.

`dateutil` adds days, weeks, months and years; `numpy.busday_offset` counts working days and moves a last day.
Neither knows a clear period, a first day that counts, a short period, a recess or a floor: where a method has
one of these, a difference is expected and must be explained by it; where it has none, the dates are the same.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from dateutil.relativedelta import relativedelta

from casebook.domain.base.period import Unit, period
from casebook.domain.deadline.counting import CountingTerms, Direction, Method
from casebook.domain.deadline.court_calendar import CourtCalendar
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.plan import CalculationPlan, calculate, count_with
from tests.domain.deadline.shelf import SHELF

TODAY = date(2026, 11, 24)
FIRST = date(2010, 1, 1)
MAX_AMOUNTS: dict[Unit, int] = {
    "years": 3,
    "months": 24,
    "weeks": 30,
    "days": 120,
    "calendar-days": 120,
    "working-days": 60,
}
LONG = {"years": relativedelta(years=1), "months": relativedelta(months=1), "weeks": relativedelta(weeks=1)}


class Pair:
    """A method with what numpy needs to follow it."""

    def __init__(self, method: Method) -> None:
        self.method = method
        self.calendar: CourtCalendar = SHELF.seats.calendar(method.calendar_id, 2000, 2040)
        days = set(self.calendar.holidays)
        for block in method.terms.closed:
            for start, end in block.spans(2000, 2040, self.calendar.easter):
                days |= {start + timedelta(days=n) for n in range((end - start).days + 1)}
        self.holidays = np.array(sorted(days), dtype="datetime64[D]")
        self.plans: dict[tuple[Unit, int, Direction], CalculationPlan] = {}

    def plan(self, unit: Unit, amount: int, direction: Direction) -> CalculationPlan:
        key = unit, amount, direction
        if key not in self.plans:
            self.plans[key] = count_with(self.method, period({unit: amount}), direction, "latest")
        return self.plans[key]

    def theirs(self, on: date, unit: Unit, amount: int, direction: Direction) -> date:
        """What the two libraries give."""
        terms, sign = self.method.terms, 1 if direction == "after" else -1
        if unit == "working-days" or (unit == "days" and terms.days_are_working):
            week = mask(terms.working_week)
            end = self._busday(on, sign * amount, "backward" if sign > 0 else "forward", week)
        elif unit in {"days", "calendar-days"}:
            end = on + relativedelta(days=sign * amount)
        else:
            end = on + LONG[unit] * (sign * amount)
        roll = (
            terms.roll if sign > 0 else self.plan(unit, amount, direction).interpretations[0].terms.roll_back
        )
        if roll == "none":
            return end
        off = mask(frozenset(range(7)) - terms.roll_off)
        return self._busday(end, 0, "forward" if roll == "next" else "backward", off)

    def _busday(self, on: date, offset: int, roll: str, week: str) -> date:
        day = np.datetime64(on, "D")
        moved = np.busday_offset(day, offset, roll=roll, weekmask=week, holidays=self.holidays)  # type: ignore[call-overload]
        found = moved.item()
        assert isinstance(found, date)
        return found


def mask(week: frozenset[int]) -> str:
    return "".join("1" if weekday in week else "0" for weekday in range(7))


def reasons(terms: CountingTerms, unit: Unit, amount: int, direction: Direction) -> list[str]:
    """What the libraries cannot know, by the words of the packs."""
    is_days = unit in {"days", "calendar-days"}
    held = {
        "trigger_day": terms.counts_trigger,
        "clear_period": terms.is_franc and direction == "after",
        "at_least_clear": terms.is_at_least_clear and direction == "before",
        "short_days": unit == "days" and amount <= terms.short_days,
        "recess": bool(terms.recesses),
        "floor_working_days": is_days and direction == "after" and 0 < terms.floor_from_days <= amount,
    }
    return [name for name, is_held in held.items() if is_held]


def compare(cases: int, seed: int) -> Counter[str]:
    """Put cases to both; count those that agree and those that differ, by what explains it."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    pairs = [Pair(method) for method in SHELF.methods.values() if method.units & set(MAX_AMOUNTS)]
    tally: Counter[str] = Counter()
    for _ in range(cases):
        pair = chance.choice(pairs)
        unit = chance.choice(sorted(pair.method.units & set(MAX_AMOUNTS)))
        amount = chance.randint(1, MAX_AMOUNTS[unit])
        direction: Direction = (
            "before" if pair.method.backwards != "no" and chance.random() < 0.3 else "after"
        )
        on = FIRST + timedelta(days=chance.randrange(6500))
        plan = pair.plan(unit, amount, direction)
        found = calculate(plan, DeadlineInput(on=on), pair.calendar, TODAY)
        ours = next(outcome for outcome in found.outcomes if outcome.reading_id == "primary").due_on
        why = reasons(plan.interpretations[0].terms, unit, amount, direction)
        if ours == pair.theirs(on, unit, amount, direction):
            tally["same"] += 1
        else:
            assert why, (pair.method.id, on, amount, unit, direction, ours)
            assert pair.method.citation
            tally[" and ".join(why)] += 1
    return tally


def test_two_thousand_cases_agree_or_are_explained() -> None:
    tally = compare(2000, 1)
    assert tally.total() == 2000
    assert tally["same"] > 1000


@pytest.mark.proof
def test_a_hundred_thousand_cases_agree_or_are_explained() -> None:
    tally = compare(100_000, 2026)
    print(f"\n100,000 deadlines beside dateutil and numpy: {tally['same']:,} the same")  # noqa: T201 - a proof counts
    for why, number in tally.most_common():
        if why != "same":
            print(f"  {number:,} differ by {why}")  # noqa: T201
    assert tally.total() == 100_000
