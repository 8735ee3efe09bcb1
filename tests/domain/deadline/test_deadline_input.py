from __future__ import annotations

from datetime import datetime

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.period import parse_period
from casebook.domain.deadline.counting import CountingTerms, Service
from casebook.domain.deadline.deadline_input import DeadlineInput, start_of
from tests.domain.reckoning import answer, calendar, day, due

POST = Service(by=("post",), days=4, why="the fourth day after posting")
SLOW = Service(by=("sea",), days=3, unit="working-days", why="the third working day")
MAIL = Service(by=("mail",), days=3, is_deemed=False, why="three days are added")
NEXT = CountingTerms(roll="next")


def test_time_runs_from_the_latest_of_several_events() -> None:
    asked = {"more_on": (day("2026-03-09"), day("2026-02-20"))}
    assert due("2026-03-02", "14 days", ask=asked) == "2026-03-23"


def test_service_starts_time_only_where_the_rule_runs_from_it() -> None:
    asked = DeadlineInput(on=day("2026-03-02"), served_on=day("2026-03-05"))
    assert start_of(asked, (), calendar(), runs_from_notice=True).on == day("2026-03-05")
    other = start_of(asked, (), calendar(), runs_from_notice=False)
    assert (other.on, [caution.kind for caution in other.cautions]) == (day("2026-03-02"), ["service"])


def test_a_day_of_fiction_does_not_move() -> None:
    services = (POST, SLOW, MAIL)
    reckoning = answer("2026-03-04", "1 week", NEXT, ask={"by": "post"}, services=services)
    assert reckoning.start_on == day("2026-03-08")
    assert reckoning.chosen is not None
    assert reckoning.chosen.due_on == day("2026-03-16")
    assert due("2026-04-01", "1 day", ask={"by": "sea"}, services=services) == "2026-04-09"
    known = {"by": "post", "served_on": day("2026-03-06")}
    assert due("2026-03-04", "7 days", ask=known, services=services) == "2026-03-13"
    assert due("2026-03-04", "7 days", ask={"deemed_on": day("2026-03-08")}) == "2026-03-15"


def test_days_added_for_service_are_read_both_ways_and_the_earlier_kept() -> None:
    found = answer("2026-03-07", "14 days", NEXT, ask={"by": "mail"}, services=(MAIL,))
    assert found.chosen is not None
    assert (str(found.chosen.due_on), str(found.latest_arguable)) == ("2026-03-24", "2026-03-26")
    assert due("2026-03-07", "14 days", ask={"by": "mail"}, services=(MAIL,)) == "2026-03-24"


def test_an_unknown_way_of_service_adds_nothing_and_says_so() -> None:
    found = answer("2026-03-02", "14 days", ask={"by": "pigeon"}, services=(POST,))
    assert found.start_on == day("2026-03-02")
    assert ("service", "pigeon") in {(caution.kind, caution.value) for caution in found.cautions}


def test_an_interruption_starts_the_whole_period_anew() -> None:
    assert due("2026-03-02", "14 days", ask={"restarted_on": day("2026-03-20")}) == "2026-04-03"


def test_an_extension_runs_from_the_original_start() -> None:
    asked = {"extension": parse_period("10 days")}
    assert due("2026-03-07", "14 days", NEXT, ask=asked) == "2026-03-31"


def test_where_the_clock_stands_on_another_day_the_earlier_is_taken() -> None:
    late = datetime.fromisoformat("2026-03-02T23:30-05:00")
    found = answer("2026-03-02", "14 days", ask={"clock": late})
    assert found.start_on == day("2026-03-02")
    assert "zone" in {caution.kind for caution in found.cautions}
    early = datetime.fromisoformat("2026-03-02T01:30+09:00")
    assert answer("2026-03-02", "14 days", ask={"clock": early}).start_on == day("2026-03-01")
    same = datetime.fromisoformat("2026-03-02T12:00+01:00")
    assert "zone" not in {
        caution.kind for caution in answer("2026-03-02", "14 days", ask={"clock": same}).cautions
    }


@pytest.mark.parametrize("asked", [{"deemed_on": day("2026-03-01")}, {"restarted_on": day("2026-02-01")}])
def test_dates_that_contradict_each_other_are_refused(asked: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match="the date it should follow"):
        answer("2026-03-02", "14 days", ask=asked)


@pytest.mark.parametrize("on", ["1066-10-14", "2300-01-01"])
def test_years_nobody_litigates_in_are_refused(on: str) -> None:
    with pytest.raises(InvalidInput, match="outside the years 1900 to 2090"):
        answer(on, "14 days")
