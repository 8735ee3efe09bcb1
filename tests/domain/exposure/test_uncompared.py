"""A quantity for which no figure was read is named, and no lapse of limitation rests on leaving it out."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.domain.exposure.amount import UNITS, AmountUnit
from casebook.domain.exposure.exposure import PenalExposure
from casebook.domain.exposure.offence import Offence
from casebook.domain.exposure.threshold import ChargedEntity
from tests.domain.exposure.shipped import LAW, ask

MEASURED = [one for one in LAW.offences.values() if any(figure.from_amount for figure in one.thresholds)]


def all_read(exposure: PenalExposure) -> bool:
    """Return whether each reading with a period leaves no higher band of its text."""
    return all(
        reading.band is not None and all(other.weight <= reading.band.weight for other in reading.others)
        for reading in exposure.readings
        if reading.limitation is not None and reading.kind in {"amount", "below"}
    )


def test_a_count_without_a_figure_for_units_is_said_and_gives_no_lapse() -> None:
    exposure = ask("cl-176", "2020-06-01", "3000000 CNY", "600 persons", entity="unit")
    assert "600 persons: not compared with any figure for units." in map(str, exposure.cautions)
    (reading,) = exposure.readings
    assert "if 600 persons, not compared with any figure for units" in str(reading.assumption)
    assert reading.limitation is None
    assert exposure.chosen is None
    assert "No period of limitation is computed" in str(reading.steps[-1].words)


def test_the_reading_as_the_act_of_a_unit_says_it_too() -> None:
    exposure = ask("cl-176", "2020-06-01", "3000000 CNY", "600 persons")
    person, unit = exposure.readings
    assert (person.entity, unit.entity) == ("individual", "unit")
    assert person.limitation is not None
    assert (unit.limitation, "any figure for units" in str(unit.assumption)) == (None, True)


def test_a_count_that_has_figures_stays_compared() -> None:
    exposure = ask("cl-176", "2020-06-01", "3000000 CNY", "600 persons", entity="individual")
    assert exposure.cautions == ()
    assert exposure.chosen is not None
    assert exposure.chosen.limitation is not None


def test_in_the_highest_band_nothing_more_can_follow() -> None:
    exposure = ask("cl-266", "2020-06-01", "3000000 CNY", "600 persons", entity="individual")
    (reading,) = [one for one in exposure.readings if not one.is_later]
    assert reading.limitation is not None
    assert [str(one) for one in exposure.cautions] == [
        "600 persons: not compared with any figure for individuals."
    ]


def test_a_quantity_of_another_kind_alone_is_named() -> None:
    exposure = ask("cl-103-2", "2020-06-01", "40 copies")
    assert "40 copies: not compared with any figure." in map(str, exposure.cautions)


def _day(offence: Offence) -> date:
    return max(one.from_on for one in offence.versions if one.level != "none")


@pytest.mark.parametrize("entity", ["", "individual", "unit"])
def test_no_quantity_of_any_offence_vanishes(entity: ChargedEntity) -> None:
    for offence in MEASURED:
        units: list[AmountUnit] = [
            figure.unit for figure in offence.thresholds if figure.unit and figure.level != "none"
        ]
        other = next(one for one in UNITS if one not in units)
        stated = [f"1 {units[0]}" if units else "1 CNY", f"7 {other}"]
        exposure = ask(offence.id, _day(offence).isoformat(), *stated, entity=entity)
        said = [str(one) for one in exposure.cautions]
        assert [one for one in said if one.startswith("7 ") and "not compared" in one], offence.id
        assert all_read(exposure), offence.id


def test_what_nobody_read_is_not_said_where_it_is_printed() -> None:
    exposure = ask("cl-176", "2020-06-01", "3000000 CNY", "600 persons", entity="unit")
    said = [*exposure.cautions, *(one.assumption for one in exposure.readings), exposure.openness]
    assert not [str(one) for one in said if "read." in str(one) or "was read" in str(one)]
    assert str(exposure.openness).startswith("Open: whether reading 1 applies")


@pytest.mark.parametrize(
    ("offence", "on", "amounts", "words", "source"),
    [
        ("cl-111", "2019-05-01", (), "three or more items of confidential grade", "art. 2"),
        ("cl-120-6", "2019-05-01", ("25 copies",), "20 books or periodicals", ""),
    ],
)
def test_thresholds_in_words_stand_in_the_working(
    offence: str, on: str, amounts: tuple[str, ...], words: str, source: str
) -> None:
    exposure = ask(offence, on, *amounts)
    (step,) = (one for one in exposure.readings[0].steps if words in str(one.words))
    assert step.source.endswith(source)
    assert step.source
    said = " ".join(str(one.words) for one in exposure.readings[0].steps)
    assert "No amount of the charge can be compared" not in said
    assert "leave more than one reading" not in str(exposure.openness)
    assert all("thresholds of this article are in words" in str(one) for one in exposure.cautions)


def test_a_threshold_in_words_later_than_the_act_says_so() -> None:
    (reading,) = ask("cl-111", "2000-05-01").readings
    assert len([one for one in reading.steps if str(one.words).startswith("From 2001-01-22, later")]) == 3
