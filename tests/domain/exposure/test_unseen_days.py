"""A first day that nobody read decides nothing without a word, in any entry of the packs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casebook.base.i18n import Translator
from casebook.domain.exposure.threshold import Threshold
from casebook.services.exposure.exposure_blocks import step_source
from tests.domain.exposure.shipped import LAW, ask

EVE, DAY = timedelta(days=1), "2013-11-14"
UNSEEN = [
    (offence.id, figure)
    for offence in LAW.offences.values()
    for figure in offence.thresholds
    if figure.instrument_id in LAW.unseen_days and figure.from_amount is not None and not figure.condition
]


def test_there_are_figures_whose_first_day_nobody_read() -> None:
    assert {id_ for id_, _ in UNSEEN} >= {"cl-153", "cl-224-1", "cl-312"}


@pytest.mark.parametrize(("offence_id", "figure"), UNSEEN)
def test_on_both_sides_of_such_a_day_the_figure_is_said_to_be_open(
    offence_id: str, figure: Threshold
) -> None:
    title = LAW.interpretations[figure.instrument_id].title
    for on in (figure.from_on - EVE, figure.from_on):
        if not LAW.offences[offence_id].version_on(on).is_in_force(figure.from_on):
            continue
        exposure = ask(
            offence_id, on.isoformat(), f"{figure.from_amount} {figure.unit}", entity=figure.entity
        )
        (reading, *_) = [one for one in exposure.readings if figure.instrument_id in one.instrument_ids]
        words = [str(step.words) for step in reading.steps]
        said = ("Taken as in force on the day of the act", "which may be later than the act")
        assert [one for one in words if title in one and any(part in one for part in said)], (on, words)
        assert not [one for one in words if "which is later than the act" in one]
        assert exposure.unseen_days == (title,)
        assert [one for one in map(str, exposure.unread) if one.startswith(f"{title}: in force from")]


def test_before_such_a_day_figures_without_earlier_ones_are_taken() -> None:
    day = date.fromisoformat(DAY)
    before = ask("cl-224-1", (day - EVE).isoformat(), "150 persons")
    (reading,) = before.readings
    assert reading.band is not None
    assert (reading.band.number, before.chosen, before.cautions) == (2, reading, ())
    assert not reading.assumption
    (taken,) = [step for step in reading.steps if "No earlier figures for" in str(step.words)]
    assert taken.is_ours
    assert "Opinions of the Supreme People's Court" in str(taken.words)
    after = ask("cl-224-1", DAY, "150 persons")
    assert after.chosen is not None
    assert any(step.is_ours and "Taken as in force" in str(step.words) for step in after.chosen.steps)


def test_a_step_says_where_it_comes_from() -> None:
    words = Translator()
    exposure = ask("cl-176", "2020-06-01", "3000000 CNY", "600 persons", entity="unit")
    (last,) = [step for step in exposure.readings[0].steps if "No period" in str(step.words)]
    assert step_source(last, words) == "from the steps above"
    measure = "unlawful publications"
    both = ask(
        "cl-225",
        "2021-09-30",
        ("1860000 CNY", f"turnover, {measure}"),
        ("12000 copies", f"books, {measure}"),
        entity="individual",
    )
    steps = [(str(step.words), step_source(step, words)) for one in both.readings for step in one.steps]
    (at,) = [place for place, (text, _) in enumerate(steps) if text.startswith("Beside it 12,000 copies")]
    sorted_, figure, highest = steps[at : at + 3]
    assert sorted_[1] == highest[1] == "our reading, not a text"
    assert "begins at 5,000 copies" in figure[0]
    assert figure[1] == "Interpretation on unlawful publications, art. 12 (text read)"
