"""Amounts and numbers of one charge whose figures in the law are those of different kinds of act."""

from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.exposure.amount import parse_quantity
from casebook.domain.exposure.limitation import CaseFiling
from casebook.services.exposure.exposure import stated
from tests.domain.exposure.shipped import LAW, ask

BOOKS = "books, unlawful publications"
TURNOVER = "turnover, unlawful publications"
GAIN = "unlawful gain, payment settlement or currency dealing"


def test_the_figure_of_books_stays_beside_an_amount_of_another_act() -> None:
    exposure = ask("cl-225", "2021-09-14", ("200000 CNY", GAIN), ("12000 copies", BOOKS))
    reached = {one.measure: one.band.number for one in exposure.readings if one.band is not None}
    assert reached == {GAIN: 1, BOOKS: 2}
    said = [str(one.assumption) for one in exposure.readings]
    assert not [text for text in said if "not compared with any figure" in text]
    assert "12,000 copies, for which that kind of act has no figure among those compared" in said[0]


def test_a_number_that_the_named_act_has_no_figure_for_is_said() -> None:
    exposure = ask("cl-225", "2021-09-14", ("1860000 CNY", GAIN), "12000 copies")
    assert [one.measure for one in exposure.readings] == [GAIN]
    assert any(str(one).startswith("12,000 copies: not compared. Its") for one in exposure.cautions)


def test_copies_are_measured_for_those_the_sums_of_their_article_are_for() -> None:
    exposure = ask("cl-225", "2021-09-14", "1860000 CNY", "12000 copies", entity="unit")
    assert not [one.measure for one in exposure.readings if one.measure.endswith("publications")]
    assert "12,000 copies: not compared with any figure for units." in map(str, exposure.cautions)


def test_a_measure_that_fits_nothing_stated_is_refused() -> None:
    offence = LAW.offence("cl-225")
    with pytest.raises(InvalidInput, match=f"“{TURNOVER}”"):
        stated(offence, [parse_quantity("12000 copies")], [TURNOVER])


def test_each_measure_named_is_of_one_amount() -> None:
    offence = LAW.offence("cl-176")
    two = [parse_quantity("3000000 CNY"), parse_quantity("100000 CNY")]
    assert [one.measure for one in stated(offence, two, ["money taken", "direct loss"])] == [
        "money taken",
        "direct loss",
    ]
    assert [one.measure for one in stated(offence, two, ["money taken"])] == ["money taken", "money taken"]


def test_figures_of_another_kind_of_act_are_not_those_of_an_earlier_text() -> None:
    """An act of 2014 has no figure of currency dealing yet; those of publications are of the same text."""
    exposure = ask("cl-225", "2014-09-14", "1860000 CNY", entity="unit")
    steps = [str(step.words) for one in exposure.readings for step in one.steps]
    assert any(
        "No earlier figures for this kind of act and this text are compared here" in one for one in steps
    )
    assert not [one for one in steps if "earlier text of the article" in one]


def test_figures_of_the_day_that_are_of_an_earlier_text_are_named() -> None:
    exposure = ask("cl-176", "2021-06-01", "5000000 CNY")
    steps = [str(step.words) for one in exposure.readings for step in one.steps]
    assert [one for one in steps if "earlier text of the article" in one]


@pytest.mark.parametrize(
    ("offence", "began", "ended", "own"),
    [
        (
            "nsl-22",
            "2019-06-01",
            "2020-06-30",
            "not retroactive. (Hong Kong National Security Law, arts. 39, 66)",
        ),
        ("snso-24", "2024-01-01", "2024-05-01", "what was done before that day is not covered here."),
    ],
)
def test_no_rule_of_the_mainland_on_time_reaches_a_law_of_hong_kong(
    offence: str, began: str, ended: str, own: str
) -> None:
    exposure = ask(offence, ended, began=began, filing=CaseFiling(body="supervision"))
    said = " ".join(map(str, exposure.cautions))
    assert own in said
    assert "Procuratorate" not in said
    assert "supervision" not in said
