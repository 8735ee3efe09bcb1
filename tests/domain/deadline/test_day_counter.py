from __future__ import annotations

from datetime import time

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.deadline.counting import Block, CountingTerms
from casebook.domain.deadline.day_counter import add_months
from casebook.domain.deadline.trace import counted
from tests.domain.reckoning import EASTER_MONDAY, GOOD_FRIDAY, answer, calendar, day, due

AUGUST = Block(id="august", start="08-01", end="08-31", why="August")
WINTER = Block(id="winter", start="12-18", end="01-02", why="winter recess")
NEXT = CountingTerms(roll="next")


@pytest.mark.parametrize(
    ("on", "period", "terms", "expected"),
    [
        ("2026-03-02", "14 days", CountingTerms(), "2026-03-16"),
        ("2026-03-02", "14 days", CountingTerms(counts_trigger=True), "2026-03-15"),
        ("2026-03-02", "14 days", CountingTerms(is_franc=True), "2026-03-17"),
        ("2026-03-02", "2 weeks", CountingTerms(), "2026-03-16"),
        ("2026-03-02", "2 weeks", CountingTerms(counts_trigger=True), "2026-03-15"),
        ("2026-01-31", "1 month", CountingTerms(), "2026-02-28"),
        ("2024-02-29", "1 year", CountingTerms(), "2025-02-28"),
        ("2024-02-29", "4 years", CountingTerms(), "2028-02-29"),
        ("2026-01-31", "2 months", CountingTerms(), "2026-03-31"),
        ("2026-01-31", "1 month", CountingTerms(missing_day="day-before"), "2026-02-27"),
        ("2026-01-31", "1 month", CountingTerms(counts_trigger=True), "2026-02-28"),
        ("2026-01-31", "1 month", CountingTerms(counts_trigger=True, missing_day="day-before"), "2026-02-27"),
        ("2026-01-15", "2 months", CountingTerms(counts_trigger=True), "2026-03-14"),
        ("2026-01-15", "1 month + 15 days", CountingTerms(), "2026-03-02"),
        ("2026-01-15", "1 month + 15 days", CountingTerms(counts_trigger=True), "2026-03-01"),
        ("2026-01-15", "1 year + 1 month", CountingTerms(), "2027-02-15"),
        ("2026-03-02", "2 weeks", CountingTerms(later_by_days=1), "2026-03-17"),
        ("2026-03-02", "14 days", CountingTerms(later_by_days=1), "2026-03-16"),
        ("2026-03-27", "5 working-days", CountingTerms(), "2026-04-07"),
        ("2026-03-27", "5 days", CountingTerms(days_are_working=True), "2026-04-07"),
        ("2026-03-27", "5 calendar-days", CountingTerms(days_are_working=True), "2026-04-01"),
        ("2026-03-27", "5 working-days", CountingTerms(working_week=frozenset(range(6))), "2026-04-02"),
        ("2026-03-27", "5 days", CountingTerms(short_days=5), "2026-04-07"),
        ("2026-03-27", "6 days", CountingTerms(short_days=5), "2026-04-02"),
    ],
)
def test_counting_forwards(on: str, period: str, terms: CountingTerms, expected: str) -> None:
    assert due(on, period, terms) == expected


@pytest.mark.parametrize(
    ("period", "edge", "terms", "expected"),
    [
        ("10 days", "latest", CountingTerms(), "2026-03-12"),
        ("10 days", "latest", CountingTerms(is_at_least_clear=True), "2026-03-11"),
        ("7 days", "earliest", CountingTerms(), "2026-03-15"),
        ("7 days", "earliest", CountingTerms(is_at_least_clear=True), "2026-03-14"),
        ("1 month", "latest", CountingTerms(), "2026-02-22"),
        ("2 days", "latest", CountingTerms(is_at_least_clear=True, short_days=5), "2026-03-18"),
        ("8 days", "latest", CountingTerms(roll_back="previous"), "2026-03-13"),
        ("8 days", "latest", CountingTerms(roll_back="next"), "2026-03-16"),
        ("8 days", "earliest", CountingTerms(roll_back="previous"), "2026-03-14"),
    ],
)
def test_counting_back_from_an_event(period: str, edge: str, terms: CountingTerms, expected: str) -> None:
    on = "2026-03-23" if period == "2 days" else "2026-03-22"
    assert due(on, period, terms, direction="before", edge=edge) == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (CountingTerms(), "2026-03-30"),
        (CountingTerms(is_at_least_clear=True), "2026-03-31"),
        (CountingTerms(is_franc=True), "2026-03-31"),
        (CountingTerms(counts_trigger=True), "2026-03-30"),
        (CountingTerms(roll="next"), "2026-03-30"),
    ],
)
def test_the_first_day_allowed(terms: CountingTerms, expected: str) -> None:
    assert due("2026-03-02", "28 days", terms, edge="earliest") == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (CountingTerms(), "2026-04-03"),
        (CountingTerms(roll="next"), "2026-04-07"),
        (CountingTerms(roll="previous"), "2026-04-02"),
        (CountingTerms(roll="next", roll_off=frozenset({6})), "2026-04-04"),
    ],
)
def test_a_closed_last_day_moves_only_as_the_method_says(terms: CountingTerms, expected: str) -> None:
    assert due("2026-03-20", "14 days", terms) == expected


def test_a_last_day_never_moves_back_past_the_event() -> None:
    assert due("2026-04-03", "2 days", CountingTerms(roll="previous")) == "2026-04-03"


def test_days_the_registry_is_shut_are_holidays_unless_they_stand_apart() -> None:
    place = calendar(closures={day("2026-03-16"): "flood"})
    assert due("2026-03-02", "14 days", NEXT, place=place) == "2026-03-17"
    assert due("2026-03-13", "2 working-days", NEXT, place=place) == "2026-03-18"
    apart = CountingTerms(roll="next", roll_back="previous", is_closure_apart=True)
    assert due("2026-03-13", "2 working-days", apart, place=place) == "2026-03-17"
    assert due("2026-03-02", "14 days", apart, place=place) == "2026-03-17"
    assert due("2026-03-30", "14 days", apart, direction="before", place=place) == "2026-03-17"


def test_a_short_period_holds_the_working_days_it_must_hold() -> None:
    floor = CountingTerms(roll="next", floor_from_days=2, floor_working_days=2)
    assert due("2026-03-06", "2 days", floor) == "2026-03-10"
    assert due("2026-03-06", "1 day", floor) == "2026-03-09"
    assert due("2026-03-02", "2 days", floor) == "2026-03-04"
    assert due("2026-03-10", "2 days", floor, direction="before") == "2026-03-08"


def test_the_working_states_how_many_working_days_a_period_must_hold() -> None:
    floor = CountingTerms(roll="next", floor_from_days=2, floor_working_days=3)
    chosen = answer("2026-03-06", "2 days", floor).chosen
    assert chosen is not None
    stated = {step.why(Translator()) for step in chosen.trace if "must include" in step.text}
    assert stated == {"the period must include 3 working days"}


def test_a_suspension_keeps_the_remainder() -> None:
    stopped = {"suspensions": ((day("2026-03-05"), day("2026-03-10")),)}
    assert due("2026-03-02", "14 days", ask=stopped) == "2026-03-22"
    assert due("2026-03-02", "1 month", ask=stopped) == "2026-04-08"
    assert due("2026-03-02", "14 days", CountingTerms(is_franc=True), ask=stopped) == "2026-03-23"
    late = {"suspensions": ((day("2026-03-16"), day("2026-03-20")),)}
    assert due("2026-03-02", "14 days", ask=late) == "2026-03-21"
    assert due("2026-03-02", "13 days", CountingTerms(is_franc=True), ask=late) == "2026-03-21"


def test_overlapping_suspensions_are_refused_with_the_one_they_would_make() -> None:
    spans = ((day("2026-03-08"), day("2026-03-12")), (day("2026-03-05"), day("2026-03-10")))
    with pytest.raises(InvalidInput, match="overlap from 2026-03-08") as refused:
        answer("2026-03-02", "14 days", ask={"suspensions": spans})
    assert "2026-03-05..2026-03-12" in str(refused.value.remedy)
    assert due("2026-03-02", "14 days", ask={"suspensions": ((spans[1][0], spans[0][1]),)}) == "2026-03-24"


def test_suspensions_that_touch_stand_beside_each_other() -> None:
    spans = ((day("2026-03-05"), day("2026-03-07")), (day("2026-03-08"), day("2026-03-12")))
    assert due("2026-03-02", "14 days", ask={"suspensions": spans}) == "2026-03-24"


@pytest.mark.parametrize(
    "span", [("2026-03-10", "2026-03-05"), ("2000-01-01", "2026-01-01")], ids=["backwards", "too long"]
)
def test_a_suspension_that_cannot_be_is_refused(span: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput, match="is not valid"):
        answer("2026-03-02", "14 days", ask={"suspensions": ((day(span[0]), day(span[1])),)})


def test_a_recess_that_fills_a_month_moves_months_by_a_month() -> None:
    terms = CountingTerms(recesses=(AUGUST,))
    assert due("2026-07-10", "2 months", terms) == "2026-10-10"
    assert due("2026-07-10", "2 weeks", terms) == "2026-07-24"
    assert due("2026-07-25", "2 weeks", terms) == "2026-09-08"
    assert due("2026-07-25", "14 days", terms) == "2026-09-08"
    assert due("2026-08-15", "1 month", terms) == "2026-10-01"


def test_a_recess_may_stop_days_and_not_months() -> None:
    terms = CountingTerms(recesses=(AUGUST,), recess_is_for_days=True)
    assert due("2026-07-25", "14 days", terms) == "2026-09-08"
    assert due("2026-07-10", "2 months", terms) == "2026-09-10"
    assert due("2026-07-25", "2 weeks", terms) == "2026-08-08"


def test_a_recess_may_run_over_the_year_and_around_easter() -> None:
    assert due("2026-12-15", "5 days", CountingTerms(recesses=(WINTER,))) == "2027-01-05"
    around = Block(id="easter", start="easter-7", end="easter+7", why="Easter")
    assert due("2026-03-27", "5 days", CountingTerms(recesses=(around,))) == "2026-04-16"
    assert due("2090-03-27", "5 days", CountingTerms(recesses=(around,))) == "2090-04-01"


def test_blocks_of_days_may_count_as_closed() -> None:
    block = Block(id="block", start="12-25", end="01-02", why="the days around new year")
    assert due("2026-12-22", "3 working-days", CountingTerms(closed=(block,))) == "2027-01-04"


def test_closures_without_end_are_refused() -> None:
    shut = {day("2026-03-02") + (day("2026-03-03") - day("2026-03-02")) * n: "shut" for n in range(600)}
    with pytest.raises(InvalidInput, match="Closed or suspended days leave no available"):
        answer("2026-03-02", "14 days", NEXT, place=calendar(closures=shut))
    with pytest.raises(InvalidInput, match="Closed or suspended days leave no available"):
        answer("2026-03-02", "2 working-days", place=calendar(closures=shut))


def test_the_end_of_the_day_and_a_day_of_grace_are_told_by_the_clock() -> None:
    assert due("2026-03-02", "14 days", CountingTerms(ends_at=time(17))) == "2026-03-16T17:00+01:00"
    assert (
        due("2026-03-02", "14 days", CountingTerms(ends_at=time(17)), place=calendar(zone="")) == "2026-03-16"
    )
    assert due("2026-03-06", "14 days", CountingTerms(grace_at=time(15))) == "2026-03-23T15:00+01:00"
    assert due("2026-03-02", "14 days", CountingTerms(grace_at=time(15)), edge="earliest") == "2026-03-16"


@pytest.mark.parametrize("period", ["14 days", "9 working-days", "3 months", "2 weeks", "1 year + 3 days"])
def test_the_trace_tells_each_unit_once(period: str) -> None:
    found = answer("2026-03-20", period, NEXT)
    assert found.chosen is not None
    assert counted(found.chosen.trace) == sum(int(part.split()[0]) for part in period.split(" + "))


def test_what_was_skipped_is_named() -> None:
    found = answer("2026-03-20", "14 days", NEXT)
    assert found.chosen is not None
    moved = [(step.day, step.value) for step in found.chosen.trace if "moves forward" in step.text]
    assert moved == [
        (GOOD_FRIDAY, "Good Friday"),
        (day("2026-04-04"), "Saturday"),
        (day("2026-04-05"), "Sunday"),
        (EASTER_MONDAY, "Easter Monday"),
    ]


def test_months_never_drift() -> None:
    assert [add_months(day("2026-01-31"), n).isoformat() for n in (1, 2, 3, -2)] == [
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2025-11-30",
    ]


@pytest.mark.parametrize("anchor", ["13-01", "02-30", "easter", "soon"])
def test_a_day_of_the_year_that_is_none_is_refused(anchor: str) -> None:
    with pytest.raises(InvalidInput, match="is not a day of the year"):
        Block(id="x", start=anchor, end="01-02", why="x")
