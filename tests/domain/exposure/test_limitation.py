from __future__ import annotations

from datetime import date

import pytest

from casebook.domain.exposure.limitation import CaseFiling, FilingBody, LimitationState
from tests.domain.exposure.shipped import LAW, ask


@pytest.mark.parametrize(
    ("on", "body", "evasion", "state"),
    [
        (None, "", False, "runs"),
        (date(2020, 1, 1), "police", False, "filed-in-time"),
        (date(2020, 1, 1), "police", True, "suspended"),
        (date(2020, 1, 1), "supervision", True, "commission-only"),
        (date(2031, 1, 1), "police", True, "filed-late"),
    ],
)
def test_what_a_filing_does_to_the_period(
    on: date | None, body: FilingBody, *, evasion: bool, state: LimitationState
) -> None:
    filing = CaseFiling(on=on, body=body, is_evasion_asserted=evasion)
    chosen = ask("cl-105-2", "2020-01-01", band=1, filing=filing).chosen
    assert chosen is not None
    assert chosen.limitation is not None
    assert (chosen.limitation.lapses_on, chosen.limitation.state) == (date(2030, 1, 1), state)
    assert "art. 88(1)" in chosen.limitation.steps[-1].source


def test_figures_include_themselves() -> None:
    steps = {step.id: step for step in LAW.limitation_steps}
    band = ask("cl-105-2", "2020-01-01", band=1).readings[0].band
    assert band is not None
    assert band.max_months == 60
    assert [id_ for id_, step in steps.items() if step.covers(band)] == ["lim-10"]


def test_an_act_of_29_february_says_what_is_open() -> None:
    chosen = ask("cl-105-2", "2020-02-29", band=1).chosen
    assert chosen is not None
    assert chosen.limitation is not None
    assert any("29 February" in str(step.words) for step in chosen.limitation.steps)


def test_no_period_is_computed_for_the_law_of_hong_kong() -> None:
    exposure = ask("nsl-20", "2020-07-01", band=1)
    assert exposure.cautions
    assert LAW.limitation_rules["lim-hk"].level == "none"
    assert LAW.limitation_rules["lim-hk"].statement in map(str, exposure.unread)


def test_a_period_of_life_or_death_says_that_it_can_be_lifted() -> None:
    of_life = ask("cl-103-1", "2004-05-01", band=1).readings[0].limitation
    of_term = ask("cl-105-2", "2004-05-01", band=1).readings[0].limitation
    assert of_life is not None
    assert of_term is not None
    assert (of_life.years, of_life.can_be_approved_later, of_term.can_be_approved_later) == (20, True, False)
    assert "Supreme People's Procuratorate" in str(of_life.steps[-1].words)
    assert of_life.steps[-1].source == "Criminal Law, art. 87(4)"


def test_a_day_of_filing_on_either_side_of_the_end_decides_nothing() -> None:
    around = CaseFiling(
        on=date(2030, 1, 1), last_on=date(2030, 12, 31), body="police", is_evasion_asserted=True
    )
    period = ask("cl-105-2", "2020-03-01", band=1, filing=around).readings[0].limitation
    assert period is not None
    assert period.state == "filed-about-end"
    assert "a day from 2030-01-01 to 2030-12-31: whether" in str(period.steps[-1].words)
    before = CaseFiling(on=date(2021, 1, 1), last_on=date(2021, 12, 31), body="police")
    known = ask("cl-105-2", "2020-03-01", band=1, filing=before).readings[0].limitation
    assert known is not None
    assert known.state == "filed-in-time"


@pytest.mark.parametrize(
    ("on", "body", "words"),
    [
        (None, "", "unless the case was filed or accepted before it ended and evasion is proved"),
        (date(2020, 1, 1), "police", "unless the filing within it and evasion are both proved"),
        (date(2020, 1, 1), "supervision", "unless a filing by a commission counts"),
        (date(2031, 1, 1), "police", ""),
    ],
)
def test_evasion_that_the_state_asserts_stands_with_the_period(
    on: date | None, body: FilingBody, words: str
) -> None:
    filing = CaseFiling(on=on, body=body, is_evasion_asserted=True)
    (reading,) = ask("cl-105-2", "2020-01-01", band=1, filing=filing).readings
    assert reading.limitation is not None
    assert str(reading.limitation.unless).startswith(words)
    assert bool(reading.limitation.unless) == bool(words)


def test_each_band_has_its_period_where_none_is_taken() -> None:
    filing = CaseFiling(on=date(2009, 8, 1), body="state-security", is_evasion_asserted=True)
    (reading,) = ask("cl-103-1", "2009-07-05", filing=filing).readings
    assert reading.limitation is None
    ends = {number: period.lapses_on for number, period in reading.periods}
    assert ends == {
        1: date(2029, 7, 5),
        2: date(2024, 7, 5),
        3: date(2014, 7, 5),
        4: date(2029, 7, 5),
    }
    assert all(period.unless for _, period in reading.periods)
    (step,) = reading.period_steps
    assert "a band has no limit only if that day was within its period and both are proved" in str(step.words)
    assert not ask("nsl-20", "2021-05-01", filing=filing).readings[0].period_steps
