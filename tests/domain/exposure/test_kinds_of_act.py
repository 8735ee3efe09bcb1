"""Amounts and numbers of one charge whose figures in the law are those of different kinds of act."""

from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.exposure.amount import parse_quantity
from casebook.services.exposure.exposure import stated
from tests.domain.exposure.shipped import LAW, ask

BOOKS = "books, unlawful publications"
TURNOVER = "turnover, unlawful publications"


def test_the_figure_of_books_stays_beside_an_amount_of_one_penalty() -> None:
    exposure = ask("cl-225", "2021-09-14", "1860000 CNY", "12000 copies", entity="unit")
    (books,) = [one for one in exposure.readings if one.measure == BOOKS]
    assert books.band is not None
    assert books.band.number == 2
    said = [str(one.assumption) for one in exposure.readings]
    assert not [text for text in said if "not compared with any figure" in text]
    assert "12,000 copies, for which that kind of act has no figure among those compared" in said[0]


def test_an_amount_that_the_named_act_has_no_figure_for_is_said() -> None:
    exposure = ask("cl-225", "2021-09-14", "1860000 CNY", ("12000 copies", BOOKS), entity="unit")
    assert [one.measure for one in exposure.readings] == [BOOKS]
    assert any(str(one).startswith("1,860,000 yuan: not compared. Its") for one in exposure.cautions)


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
