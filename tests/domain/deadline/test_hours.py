from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.deadline.counting import CountingTerms
from casebook.domain.deadline.trace import counted
from tests.domain.reckoning import answer, calendar, day, due

OFFICE = CountingTerms(window=(time(8), time(18)))


def at(text: str) -> dict[str, Any]:
    return {"clock": datetime.fromisoformat(text)}


@pytest.mark.parametrize(
    ("start", "period", "terms", "expected"),
    [
        ("2026-03-02T14:30", "48 hours", CountingTerms(), "2026-03-04T14:30+01:00"),
        ("2026-03-27T22:30", "48 hours", CountingTerms(), "2026-03-29T23:30+02:00"),
        ("2026-10-24T14:00", "48 hours", CountingTerms(), "2026-10-26T13:00+01:00"),
        ("2026-03-06T12:00", "24 hours", CountingTerms(hours="working-days"), "2026-03-09T12:00+01:00"),
        ("2026-03-07T12:00", "1 hour", CountingTerms(hours="working-days"), "2026-03-09T01:00+01:00"),
        ("2026-03-06T23:30", "1 hour", CountingTerms(hours="working-days"), "2026-03-09T00:30+01:00"),
        ("2026-03-06T12:00", "24 hours", CountingTerms(rolls_hours=True), "2026-03-09T12:00+01:00"),
        ("2026-03-02T14:20", "2 hours", CountingTerms(starts_at_full_hour=True), "2026-03-02T17:00+01:00"),
        ("2026-03-02T14:00", "2 hours", CountingTerms(starts_at_full_hour=True), "2026-03-02T16:00+01:00"),
        ("2026-03-02T08:00", "48 process-hours", OFFICE, "2026-03-06T16:00+01:00"),
        ("2026-04-02T14:00", "48 process-hours", OFFICE, "2026-04-13T12:00+02:00"),
        ("2026-03-02T20:00", "1 process-hour", OFFICE, "2026-03-03T09:00+01:00"),
    ],
)
def test_hours(start: str, period: str, terms: CountingTerms, expected: str) -> None:
    assert due(start[:10], period, terms, ask=at(start)) == expected


def test_an_hour_is_told_once() -> None:
    reckoning = answer(
        "2026-03-06", "26 hours", CountingTerms(hours="working-days"), ask=at("2026-03-06T12:00")
    )
    assert reckoning.chosen is not None
    assert counted(reckoning.chosen.trace) == 26
    assert [step.value for step in reckoning.chosen.trace if "no hour" in step.text] == ["Saturday", "Sunday"]


def test_a_suspension_stops_the_clock() -> None:
    stopped = {**at("2026-03-02T12:00"), "suspensions": ((day("2026-03-03"), day("2026-03-03")),)}
    assert due("2026-03-02", "24 hours", ask=stopped) == "2026-03-04T12:00+01:00"


def test_a_time_the_clocks_jumped_over_is_refused() -> None:
    with pytest.raises(InvalidInput, match="the clocks went forward"):
        answer("2026-03-29", "24 hours", ask=at("2026-03-29T02:30"))


def test_a_time_that_came_twice_is_counted_twice_and_the_earlier_diarised() -> None:
    reckoning = answer("2026-10-25", "24 hours", ask=at("2026-10-25T02:30"))
    assert str(reckoning.earliest_safe) == "2026-10-26 01:30:00+01:00"
    assert str(reckoning.latest_arguable) == "2026-10-26 02:30:00+01:00"
    assert reckoning.chosen is not None
    assert reckoning.chosen.moment == reckoning.earliest_safe
    assert [caution.kind for caution in reckoning.cautions if caution.kind == "clock"] == ["clock"]


def test_an_instant_means_itself_though_the_court_still_has_the_day_before() -> None:
    assert due("2026-03-03", "24 hours", ask=at("2026-03-03T00:30+09:00")) == "2026-03-03T16:30+01:00"


def test_an_offset_is_enough_where_no_zone_is_known() -> None:
    nowhere = calendar(zone="")
    found = answer("2026-03-02", "24 hours", ask=at("2026-03-02T14:30-05:00"), place=nowhere)
    assert str(found.earliest_safe) == "2026-03-03 14:30:00-05:00"
    assert "zone" in {caution.kind for caution in found.cautions}
    with pytest.raises(InvalidInput, match="no time zone"):
        answer("2026-03-02", "24 hours", ask=at("2026-03-02T14:30"), place=nowhere)
    with pytest.raises(InvalidInput, match="no time zone Mars/Olympus"):
        answer("2026-03-02", "24 hours", ask=at("2026-03-02T14:30"), place=calendar(zone="Mars/Olympus"))


def test_hours_need_a_clock_time_and_run_forwards() -> None:
    with pytest.raises(InvalidInput, match="A period in hours needs the time"):
        answer("2026-03-02", "24 hours")
    with pytest.raises(InvalidInput, match="A period in hours needs the time"):
        answer("2026-03-02", "24 hours", ask={**at("2026-03-02T10:00"), "served_on": day("2026-03-03")})
    for way in ({"direction": "before"}, {"edge": "earliest"}):
        with pytest.raises(InvalidInput, match="Hours can only be calculated forwards, to"):
            answer("2026-03-02", "24 hours", ask=at("2026-03-02T10:00"), **way)  # type: ignore[arg-type]


def test_process_hours_need_a_window_and_some_open_day() -> None:
    with pytest.raises(InvalidInput, match="This method does not define process hours"):
        answer("2026-03-02", "2 process-hours", ask=at("2026-03-02T10:00"))
    never = CountingTerms(hours="working-days", working_week=frozenset())
    with pytest.raises(InvalidInput, match="never end"):
        answer("2026-03-02", "2 hours", never, ask=at("2026-03-02T10:00"))
