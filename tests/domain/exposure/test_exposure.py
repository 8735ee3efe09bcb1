from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.exposure.offence import article_key
from casebook.domain.exposure.threshold import Threshold, by_time
from tests.domain.exposure.shipped import LAW, ask, bands

BOOKS = "books, unlawful publications"
TURNOVER = "turnover, unlawful publications"


def test_an_amount_whose_measure_is_not_stated_is_read_by_each() -> None:
    exposure = ask("cl-225", "2021-03-01", "1860000 CNY")
    assert [reading.measure for reading in exposure.readings] == [
        "turnover, payment settlement or currency dealing",
        "unlawful gain, payment settlement or currency dealing",
        TURNOVER,
        "turnover, paid posting or deleting online",
    ]
    assert bands(exposure) == [("text of 1997", number) for number in (0, 2, 2, 2)]
    assert exposure.chosen is None


def test_a_measure_that_is_stated_gives_one_band_with_its_trace() -> None:
    exposure = ask("cl-225", "2021-03-01", ("1860000 CNY", TURNOVER))
    chosen = exposure.chosen
    assert chosen is not None
    assert chosen.band is not None
    assert (chosen.band.min_months, chosen.band.max_months) == (60, 180)
    assert chosen.limitation is not None
    assert chosen.limitation.lapses_on == date(2036, 3, 1)
    steps = [(str(step.words), step.source, step.level) for step in chosen.steps]
    figure = "Band 2 (especially serious) begins at 150,000 yuan to 300,000 yuan, as the province chooses."
    assert (figure, "Interpretation on unlawful publications, art. 12", "document") in steps
    assert all(step.source for step in chosen.steps if "Band" in str(step.words))


def test_the_figures_of_lower_bands_are_shown() -> None:
    chosen = ask("cl-225", "2021-03-01", ("1860000 CNY", TURNOVER)).chosen
    assert chosen is not None
    words = [str(step.words) for step in chosen.steps]
    lowest = "50,000 yuan to 100,000 yuan, as the province chooses."
    assert f"Band 1 (serious circumstances, as an element of the offence) begins at {lowest}" in words


def test_a_guessed_measure_is_not_chosen() -> None:
    exposure = ask("cl-225", "2021-09-30", "500 copies", "9000 CNY")
    assert exposure.chosen is None
    (reading,) = exposure.readings
    assert reading.measure.endswith("unlawful publications")
    assert str(exposure.openness) == "What the charge states reaches no band by the figures compared."


def test_a_later_text_that_is_lighter_either_way_has_no_condition() -> None:
    exposure = ask("cl-385", "2013-05-20", "150000 CNY")
    (words,) = (
        str(step.words) for step in exposure.readings[0].steps if str(step.words).startswith("Text of")
    )
    assert "lighter either way, so it applies" in words
    assert "but only" not in words


def test_a_figure_that_provinces_choose_leaves_two_readings() -> None:
    exposure = ask("cl-225", "2021-03-01", ("214300 CNY", TURNOVER))
    assert bands(exposure) == [("text of 1997", 1), ("text of 1997", 2)]
    assert "a figure above 214,300" in str(exposure.readings[0].assumption)
    assert "a figure of 214,300 or less" in str(exposure.readings[1].assumption)
    assert exposure.chosen is None


def test_a_number_of_things_is_measured_in_its_unit() -> None:
    assert bands(ask("cl-225", "2021-09-14", ("500 copies", BOOKS))) == [("text of 1997", 0)]
    assert bands(ask("cl-225", "2021-09-14", ("12000 copies", BOOKS))) == [("text of 1997", 2)]


def test_below_every_threshold_no_band_is_computed() -> None:
    exposure = ask("cl-266", "2020-01-01", "2000 CNY")
    (reading,) = exposure.readings
    assert (reading.kind, reading.band, reading.limitation) == ("below", None, None)
    assert "below every figure" in " ".join(str(step.words) for step in reading.steps)


def test_a_lighter_later_text_is_chosen_and_a_heavier_one_is_not() -> None:
    lighter = ask("cl-385", "2013-05-20", "150000 CNY")
    assert bands(lighter)[-1] == ("text of 1997", 6)
    assert lighter.chosen is lighter.readings[0]
    assert lighter.chosen.version.amendment == "IX"
    heavier = ask("cl-176", "2018-03-01", "60000000 CNY", entity="individual")
    assert bands(heavier) == [("text of 1997", 2)]
    assert "not lighter" in " ".join(str(step.words) for step in heavier.readings[0].steps)


def test_a_new_interpretation_applies_only_where_it_is_better() -> None:
    better = ask("cl-389", "2014-01-01", ("25000 CNY", "bribes given"))
    assert bands(better)[0] == ("text of 1997", 1)
    assert any(reading.is_later and reading.band is None for reading in better.readings)
    alone = ask("cl-300-1", "2016-01-01", ("1200 copies", "leaflets, pictures, papers"))
    assert "later than the act" in " ".join(str(one.words) for one in alone.readings[0].steps)


@pytest.mark.parametrize(
    ("offence", "on", "measure", "words"),
    [
        ("cl-266", "2026-11-01", "property defrauded", ("above 5,000", "of 5,000 or less")),
        (
            "cl-201",
            "2012-01-01",
            "tax evaded",
            ("if this is not so: at least 10", "if there is also: at least 10"),
        ),
        ("cl-163", "2023-01-01", "bribes", ("higher of two figures", "lower of two figures")),
    ],
)
def test_what_the_charge_leaves_open_gives_no_reading_to_choose(
    offence: str, on: str, measure: str, words: tuple[str, str]
) -> None:
    amount = {"cl-266": "5000 CNY", "cl-201": "200000 CNY", "cl-163": "40000 CNY"}[offence]
    exposure = ask(offence, on, (amount, measure))
    assert [number for _, number in bands(exposure)] == [0, 1]
    assert exposure.chosen is None
    for reading, said in zip(exposure.readings, words, strict=True):
        assert said in str(reading.assumption)
        assert "below every figure" not in " ".join(str(step.words) for step in reading.steps)


@pytest.mark.parametrize(
    ("offence", "on", "measure", "text", "lapses"),
    [
        ("cl-163", "2019-04-01", "bribes", "XI", date(2034, 4, 1)),
        ("cl-271", "2021-04-01", "property taken", "XI", date(2036, 4, 1)),
    ],
)
def test_a_filing_standard_of_one_step_makes_nothing_milder(
    offence: str, on: str, measure: str, text: str, lapses: date
) -> None:
    exposure = ask(offence, on, ("2000000 CNY", measure))
    chosen = exposure.chosen
    assert chosen is not None
    assert chosen.band is not None
    assert chosen.limitation is not None
    assert (chosen.version.amendment, chosen.band.min_months, chosen.band.max_months) == (text, 36, 120)
    assert chosen.limitation.lapses_on == lapses
    steps = " ".join(str(step.words) for reading in exposure.readings for step in reading.steps)
    assert "Filing and prosecution standards" not in steps
    assert "Band 3 (especially huge amount" in steps


def test_a_standard_or_opinion_does_not_reach_acts_before_it() -> None:
    for day in ("2010-04-01", "2015-04-01"):
        exposure = ask("cl-224-1", day, ("500 persons", "participants"))
        assert not any(reading.is_later for reading in exposure.readings)
    before = ask("cl-224-1", "2010-04-01", ("500 persons", "participants"))
    (taken,) = before.readings
    assert not taken.assumption, "nobody read since when the opinion holds, and no earlier figures were read"


def test_a_later_interpretation_that_lacks_a_step_is_not_compared() -> None:
    def figure(band: int, amount: int, instrument: str, from_on: date) -> Threshold:
        known = LAW.offence("cl-163").thresholds[0]
        return replace(known, band=band, from_amount=amount, instrument_id=instrument, from_on=from_on)

    early, late = date(2016, 4, 18), date(2022, 5, 15)
    first = [figure(1, 60000, "a", early), figure(2, 1000000, "a", early)]
    act = date(2019, 4, 1)
    partial = by_time([*first, figure(1, 30000, "b", late)], act, {"a", "b"})
    assert [group[0].instrument_id for group in partial] == ["a"]
    second = [figure(1, 90000, "b", late), figure(2, 3000000, "b", late)]
    assert len(by_time([*first, *second], act, {"a", "b"})) == 2
    assert len(by_time([*first, *second], act, {"a"})) == 1


def test_of_several_lighter_texts_one_applies() -> None:
    chosen = ask("cl-389", "2014-01-01", ("1200000 CNY", "bribes given")).chosen
    assert chosen is not None
    assert chosen.version.amendment == "XII"
    said = [str(step.words) for step in chosen.steps]
    assert len([words for words in said if "lighter, so it applies" in words]) == 1
    assert len([words for words in said if "but another later text applies" in words]) == 1


def test_a_listed_fact_that_keeps_the_text_of_the_day_is_shown_with_it() -> None:
    first, second = ask("cl-153", "2010-06-01", "400000 CNY", entity="individual").readings
    assert "if there is also: a listed aggravating fact; the later text is then not lighter" in str(
        first.assumption
    )
    assert first.limitation is not None
    assert first.limitation.lapses_on == date(2025, 6, 1)
    assert "if this is not so: a listed aggravating fact" in str(second.assumption)
    said = [str(step.words) for step in first.steps if "Amendment VIII" in str(step.words)]
    assert any("so it applies, but only if this is not so" in words for words in said)


def test_a_person_of_a_unit_faces_what_the_article_has_for_units() -> None:
    exposure = ask("cl-153", "2016-01-01", "6000000 CNY", entity="unit")
    (reading,) = exposure.readings
    assert reading.band is not None
    assert reading.limitation is not None
    assert (reading.band.min_months, reading.band.max_months, reading.band.life) == (120, 180, False)
    assert reading.limitation.lapses_on == date(2031, 1, 1)
    assert not exposure.may_be_life
    assert "never life (para. 2)" in " ".join(str(step.words) for step in reading.steps)
    smaller = ask("cl-153", "2016-01-01", "1500000 CNY", entity="unit")
    assert bands(smaller) == [("VIII", 2)]
    open_ = ask("cl-153", "2016-01-01", "1500000 CNY")
    assert [one.band.life if one.band else None for one in open_.readings] == [False, True, False]
    assert not ask("cl-192", "2012-01-01", "6000000 CNY", entity="unit").may_be_death


def test_a_charge_of_a_unit_without_figures_of_units_says_so() -> None:
    assert any(
        "Charged as the act of a unit" in str(one)
        for one in ask("cl-205", "2020-01-01", entity="unit").cautions
    )
    assert not any("of a unit" in str(one) for one in ask("cl-176", "2020-01-01", entity="unit").cautions)


def test_a_unit_is_not_cleared_by_figures_of_another_kind_of_act() -> None:
    exposure = ask("cl-225", "2021-03-01", "1860000 CNY", entity="unit")
    below, reached = exposure.readings
    assert (below.kind, below.limitation) == ("below", None)
    assert "individuals alone: turnover, unlawful publications; turnover, paid" in str(below.assumption)
    assert reached.band is not None
    assert not reached.assumption
    named = ("1860000 CNY", "turnover, payment settlement or currency dealing")
    assert not ask("cl-225", "2021-03-01", named, entity="unit").readings[0].assumption


def test_figures_for_individuals_say_whose_act_they_are_for() -> None:
    (reading,) = ask("cl-225", "2021-03-01", ("1860000 CNY", "turnover, unlawful publications")).readings
    assert str(reading.title).endswith("turnover, unlawful publications, as the act of an individual")


def test_of_several_figures_the_highest_band_decides() -> None:
    exposure = ask("cl-176", "2020-06-01", "3000000 CNY", "600 persons", entity="individual")
    (reading,) = exposure.readings
    assert reading is exposure.chosen
    assert bands(exposure) == [("text of 1997", 2)]
    assert reading.limitation is not None
    assert reading.limitation.lapses_on == date(2035, 6, 1)
    said = " ".join(str(step.words) for step in reading.steps)
    assert "600 persons, measured here by the figures of the law for: depositors. Band 2" in said
    assert "not lighter" in said
    assert bands(ask("cl-318", "2008-01-01", "5 persons", "250000 CNY")) == [("text of 1997", 2)]


def test_amounts_of_one_kind_are_added_in_a_reading_of_its_own() -> None:
    exposure = ask("cl-266", "2016-05-01", "300000 CNY", "250000 CNY")
    assert exposure.chosen is None
    assert bands(exposure) == [("text of 1997", 2), ("text of 1997", 3)]
    assert "added together: 550,000 yuan" in str(exposure.readings[1].assumption)
    alike = ask("cl-266", "2016-05-01", "30000 CNY", "25000 CNY")
    assert [one.assumption for one in alike.readings if "added" in str(one.assumption)] == []


def test_a_first_day_that_nobody_read_is_not_said() -> None:
    for exposure in (
        ask("cl-153", "2010-06-01", "400000 CNY"),
        ask("cl-224-1", "2016-01-01", ("500 persons", "participants")),
    ):
        said = [str(step.words) for reading in exposure.readings for step in reading.steps]
        assert exposure.unseen_days
        assert not [words for words in said if "general knowledge" in words or "2014-09" in words]
        assert not [one for reading in exposure.readings for one in reading.doubts if "first day" in str(one)]
        assert [text for text in map(str, exposure.unread) if text.startswith(exposure.unseen_days[0])]


def test_a_listed_fact_beside_the_amount_is_a_reading_of_its_own() -> None:
    exposure = ask("cl-385", "2020-01-01", ("150000 CNY", "bribes"))
    assert bands(exposure) == [("IX", 1), ("IX", 2)]
    assert "a listed aggravating fact" in str(exposure.readings[1].assumption)


def test_bands_by_condition_are_listed_and_none_is_computed() -> None:
    exposure = ask("cl-103-1", "2019-01-01")
    (reading,) = exposure.readings
    assert (reading.kind, reading.band, exposure.chosen) == ("possible", None, None)
    assert [band.number for band in reading.others] == [1, 2, 3, 4]
    assert exposure.may_be_death


def test_a_band_taken_as_given_is_said_to_be_so() -> None:
    exposure = ask("cl-105-2", "2020-05-01", band=1)
    assert exposure.chosen is not None
    assert exposure.chosen.kind == "taken"
    assert "taken as given" in " ".join(str(step.words) for step in exposure.chosen.steps)


def test_one_of_several_bands_of_a_later_text_is_taken() -> None:
    of_day, later = ask("cl-387", "2020-01-01").readings
    told = [" ".join(str(step.words) for step in one.steps) for one in (of_day, later)]
    assert len(later.version.bands) == 2
    assert ["The text has one band" in text for text in told] == [True, False]
    assert "One band of this text is taken, band 1" in told[1]
    asserted = ask("cl-387", "2020-01-01", band=1).readings[1]
    assert "an act within it can fall into band 1 of this text" in str(asserted.steps[2].words)


@pytest.mark.parametrize(
    ("offence", "band", "expected"),
    [
        ("cl-387", 1, [("text of 1997", 1), ("XII", 1)]),
        ("cl-387", 0, [("text of 1997", 1), ("XII", 1)]),
        ("cl-393", 1, [("IX", 1), ("XII", 1)]),
        ("cl-163", 2, [("VI", 2), ("XI", 2)]),
        ("cl-272", 2, [("text of 1997", 2), ("XI", 1), ("XI", 2)]),
    ],
)
def test_a_step_that_a_later_text_parted_has_none_to_choose(
    offence: str, band: int, expected: list[tuple[str, int]]
) -> None:
    exposure = ask(offence, "2020-01-01", band=band)
    assert bands(exposure) == expected
    assert exposure.chosen is None
    assert all(reading.assumption for reading in exposure.readings)
    said = " ".join(str(step.words) for step in exposure.readings[0].steps)
    assert "not lighter; if it fits, the text of the day stays" in said


@pytest.mark.parametrize(
    ("offence", "on", "band", "chosen"),
    [
        ("cl-389", "2014-01-01", 1, ("XII", 1)),
        ("cl-271", "2020-01-01", 1, ("XI", 1)),
        ("cl-176", "2020-01-01", 2, ("text of 1997", 2)),
        ("cl-161", "2010-01-01", 1, ("VI", 1)),
    ],
)
def test_a_band_is_carried_by_condition_where_nothing_is_open(
    offence: str, on: str, band: int, chosen: tuple[str, int]
) -> None:
    reading = ask(offence, on, band=band).chosen
    assert reading is not None
    assert reading.band is not None
    assert (reading.version.amendment, reading.band.number) == chosen
    assert not reading.assumption


def test_a_band_that_later_texts_count_anew_is_carried_by_its_condition() -> None:
    exposure = ask("cl-300-1", "2014-01-01", band=1)
    assert bands(exposure) == [("text of 1997", 1), ("IX", 1)]
    assert "Band 2 (basic circumstances) of the text of" in str(exposure.readings[0].assumption)
    assert bands(ask("cl-205", "2010-01-01", band=4)) == [("text of 1997", 4), ("VIII", 3)]


@pytest.mark.parametrize(
    ("offence", "on", "what"),
    [
        ("cl-225", "1996-01-01", "Acts before 1 October 1997"),
        ("cl-120-6", "2012-01-01", "has no text of"),
        ("cl-191", "1999-01-01", "is not among those read; the first of them is of"),
        ("cl-274", "1999-01-01", "is not among those read."),
        ("cl-106", "2010-01-01", "is no offence of its own"),
    ],
)
def test_without_a_text_of_the_day_nothing_is_computed(offence: str, on: str, what: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        ask(offence, on)
    assert what in str(caught.value.title)
    assert caught.value.remedy


def test_a_band_that_nobody_read_is_never_computed_with() -> None:
    with pytest.raises(InvalidInput):
        ask("cl-300-1", "2010-01-01", band=2)
    exposure = ask("cl-300-1", "2010-01-01")
    assert all(band.level != "none" for reading in exposure.readings for band in reading.bands)
    assert any("Band 2" in str(text) for text in exposure.unread)


def test_a_measure_that_is_none_of_the_offence_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput) as caught:
        ask("cl-225", "2021-01-01", ("500 copies", "weight"))
    assert BOOKS in str(caught.value.remedy)


def test_an_act_across_a_change_of_law_says_so() -> None:
    exposure = ask("cl-176", "2021-06-01", began="2019-01-01", band=1)
    assert any("began under an earlier text" in str(caution) for caution in exposure.cautions)
    assert exposure.chosen is None, "the earlier text may be lighter"
    with pytest.raises(InvalidInput):
        ask("cl-176", "2021-06-01", began="2022-01-01")


@pytest.mark.parametrize(("offence", "band"), [("nsl-29", 2), ("nsl-20", 1), ("snso-24", 2)])
def test_no_period_of_the_mainland_is_computed_for_hong_kong(offence: str, band: int) -> None:
    exposure = ask(offence, "2024-05-01", band=band)
    assert [reading.limitation for reading in exposure.readings] == [None]


def test_an_open_term_of_hong_kong_has_no_maximum_of_the_mainland() -> None:
    exposure = ask("nsl-20", "2021-05-01", band=1)
    (reading,) = exposure.readings
    assert reading.band is not None
    assert str(reading.band.term) == "10 years of imprisonment or more, or life imprisonment"


def test_articles_are_found_as_people_write_them() -> None:
    assert LAW.find("第二百二十五条").id == "cl-225"
    assert LAW.find("Article 103, paragraph", paragraph="2").id == "cl-103-2"
    assert LAW.find("第一百零三条第二款").id == "cl-103-2"
    assert LAW.find("383").id == "cl-382"
    assert LAW.find("24", "HK-SNSO").id == "snso-24"
    assert article_key("art. 291-1(2)") == ("291-1", "2")
    with pytest.raises(InvalidInput, match="several offences"):
        LAW.find("103")
    with pytest.raises(NotFound, match="has no entry"):
        LAW.find("777")
    with pytest.raises(NotFound, match="is here with"):
        LAW.find("103", paragraph="9")
