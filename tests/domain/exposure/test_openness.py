"""What a paper may mark as the reading that applies, and what it says where that is open."""

from __future__ import annotations

import pytest

from tests.domain.exposure.shipped import LAW, ask

BOOKS = "books, unlawful publications"


def test_a_reading_by_our_own_sorting_is_not_marked() -> None:
    exposure = ask("cl-225", "2021-03-01", ("12000 copies", BOOKS))
    assert exposure.chosen is not None
    assert exposure.marked is None
    assert "depends on what the amounts are measured by (our reading, not a text)" in str(exposure.openness)


def test_a_reading_on_an_assumption_is_not_marked() -> None:
    exposure = ask("cl-385", "2017-05-20", "150000 CNY")
    assert exposure.marked is None
    assert "what must be so besides" in str(exposure.openness)
    assert all(one.assumption for one in exposure.readings)


def test_what_the_state_asserts_is_not_marked() -> None:
    exposure = ask("cl-105-2", "2020-05-01", band=1)
    assert exposure.marked is None
    assert "the band that the State asserts" in str(exposure.openness)


def test_the_one_band_of_a_text_is_marked() -> None:
    exposure = ask("cl-296", "2020-01-01")
    assert exposure.marked is exposure.chosen
    assert not exposure.openness


@pytest.mark.parametrize("offence", [one.id for one in LAW.offences.values() if one.thresholds])
def test_no_amount_marks_a_reading(offence: str) -> None:
    day = max(one.from_on for one in LAW.offence(offence).versions if one.level != "none")
    units = [one.unit for one in LAW.offence(offence).thresholds if one.unit and one.level != "none"]
    exposure = ask(offence, day.isoformat(), *(f"90000000 {unit}" for unit in units[:1]))
    assert exposure.marked is None or not exposure.marked.measure
    assert (exposure.marked is None) == bool(exposure.openness)


def test_the_band_asserted_makes_no_second_reading_of_one_penalty() -> None:
    exposure = ask("cl-225", "2021-03-01", ("12000 copies", BOOKS), band=2)
    (reading,) = exposure.readings
    assert "The band that the State asserts is the same: band 2." in [str(one.words) for one in reading.steps]
    lower = ask("cl-225", "2021-03-01", ("12000 copies", BOOKS), band=1)
    assert [one.kind for one in lower.readings] == ["amount", "taken"]


def test_an_act_between_two_interpretations_names_the_one_in_force() -> None:
    exposure = ask("cl-176", "2021-06-01", "60000000 CNY", entity="unit")
    said = [str(step.words) for step in exposure.readings[0].steps]
    rule = LAW.general["interpretation-time"].statement
    assert rule in said
    assert any(
        text.startswith("In force on the day of the act: Interpretation on illegal fundraising cases, 2010.")
        for text in said
    )
    alone = ask("cl-266", "2005-05-01", "600000 CNY")
    told = [str(step.words) for step in alone.readings[0].steps]
    assert rule in told
    assert not [text for text in told if text.startswith("In force on the day of the act:")]


def test_lesser_penalties_of_hong_kong_have_no_length_of_the_mainland() -> None:
    (reading,) = ask("nsl-20", "2021-05-01", band=3).readings
    assert reading.band is not None
    assert [str(one) for one in reading.band.lesser_words] == ["short detention", "public surveillance"]


def test_a_law_known_by_reports_alone_is_not_called_read() -> None:
    assert "reported" in str(ask("snso-24", "2024-05-01", band=2).as_of)
    assert "texts that were read" in str(ask("nsl-20", "2021-05-01", band=1).as_of)


@pytest.mark.parametrize(
    ("offence", "on", "amount"),
    [
        ("cl-385", "2015-10-30", ("210000 CNY", "bribes")),
        ("cl-192", "2012-05-01", ("120000000 CNY", "sum defrauded")),
    ],
)
def test_the_lighter_text_leads_and_displaces_that_of_the_day(
    offence: str, on: str, amount: tuple[str, str]
) -> None:
    exposure = ask(offence, on, amount, entity="individual")
    first, second = exposure.readings
    assert first is exposure.chosen
    assert (first.is_later, first.displaced_by) == (True, "")
    assert (second.is_later, second.displaced_by) == (False, "text")
    assert exposure.of_day is second
    assert str(second.title).startswith("text on the day")
    assert "displaced by the lighter later text (art. 12)" in str(second.title)
    assert str(exposure.openness) == (
        "Open: whether reading 1 applies depends on what the amounts are measured by (our reading, not a "
        "text). "
        "Between the texts nothing is open: the later one is lighter, applies by art. 12 and stands first."
    )


def test_a_fact_that_keeps_the_text_of_the_day_displaces_nothing() -> None:
    readings = ask("cl-153", "2010-06-01", "400000 CNY", entity="individual").readings
    assert [one.displaced_by for one in readings] == ["", ""]
    assert not readings[0].is_later


def test_a_band_asserted_is_displaced_by_its_lighter_text() -> None:
    exposure = ask("cl-271", "2020-01-01", band=1)
    assert [(one.is_later, one.displaced_by) for one in exposure.readings] == [(True, ""), (False, "text")]


def test_a_better_interpretation_displaces_the_earlier_figures() -> None:
    exposure = ask("cl-312", "2015-05-31", ("100000 CNY", "value"))
    assert [one.displaced_by for one in exposure.readings] == ["", "interpretation"]
    assert "apply by the Provisions of 2001 and stand first" in str(exposure.openness)


def test_an_act_across_a_change_names_that_as_open() -> None:
    exposure = ask(
        "cl-176", "2021-06-01", ("60000000 CNY", "money taken"), began="2019-01-01", entity="individual"
    )
    assert "which text applies to an act that went on past its change" in str(exposure.openness)


def test_heavier_bands_that_no_figure_rules_out_are_named() -> None:
    def graver(*amounts: str) -> list[int]:
        return [one.number for one in ask("cl-382", "2014-05-01", *amounts).of_day.graver]

    assert graver("3200000 CNY") == [7]
    assert graver("40000 CNY") == []
    assert [one.number for one in ask("cl-103-1", "2009-07-05", band=2).readings[0].graver] == [1, 4]
