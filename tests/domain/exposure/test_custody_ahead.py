from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.domain.exposure.custody import path_of
from casebook.domain.exposure.custody_ahead import CustodyAhead, custody_ahead, last_step
from casebook.domain.exposure.exposure import PenalExposure
from tests.domain.exposure.shipped import LAW, ask


def _ahead(exposure: PenalExposure) -> CustodyAhead:
    path = path_of(LAW.paths, exposure.offence)
    assert path is not None
    return custody_ahead(path, LAW.stages, exposure)


def _days(way: CustodyAhead, stage: str) -> tuple[int, int]:
    (bar,) = (one for one in way.bars if one.stage.id == stage)
    return bar.days, bar.open_days


@pytest.mark.parametrize(("offence", "stage"), [("cl-158", "investigation"), ("cl-387", "liuzhi-2025")])
def test_months_that_no_band_reaches_are_left_out(offence: str, stage: str) -> None:
    exposure = ask(offence, "2020-01-01")
    way = _ahead(exposure)
    assert way.longest == way.path.shorter
    assert "are left out" in str(way.condition)
    assert not way.otherwise
    assert _days(way, stage) == ({"investigation": 150, "liuzhi-2025": 180}[stage], 0)


def test_the_band_of_the_reading_decides() -> None:
    assert _ahead(ask("cl-176", "2020-01-01", band=1)).longest.startswith("14 days + 5 months")
    heavy = _ahead(ask("cl-225", "2021-03-01", band=2))
    assert heavy.longest.startswith("14 days + 7 months")
    assert not heavy.condition


def test_an_open_band_leaves_the_sum_with_its_condition() -> None:
    way = _ahead(ask("cl-176", "2021-06-01"))
    assert way.longest == way.path.longest
    assert way.otherwise == way.path.shorter
    assert "the last 2 months only if a penalty of 10 years or more is possible" in str(way.condition)
    assert _days(way, "investigation") == (210, 60)


def test_a_reading_on_facts_left_open_keeps_the_last_months() -> None:
    way = _ahead(ask("cl-385", "2017-05-20", "150000 CNY"))
    assert way.longest == way.path.longest
    assert "only if a penalty of 10 years or more is possible" in str(way.condition)


@pytest.mark.parametrize(("offence", "band"), [("cl-225", 2), ("cl-176", 1), ("cl-103-1", 1)])
def test_a_longer_detention_of_some_suspects_is_a_condition(offence: str, band: int) -> None:
    way = _ahead(ask(offence, "2020-01-01", band=band))
    assert _days(way, "police-detention") == (14, 0)
    sum_, _, condition = way.longest.partition("; if ")
    assert "37 days" not in sum_
    months = round(sum(bar.days for bar in way.bars) / 30)
    assert f"about {months} months" in sum_
    assert condition.startswith("roaming, repeated or gang crime is suspected, 37 days in place of the 14")


def test_a_sum_names_the_returns_that_it_includes() -> None:
    way = _ahead(ask("cl-176", "2020-01-01", band=1))
    assert "with two returns for more investigation and no other restart" in way.longest


def test_a_step_is_open_where_no_band_is_in_question() -> None:
    exposure = replace(ask("cl-225", "2021-03-01", band=2), readings=(), chosen=None)
    assert last_step(exposure, 120) == "open"
