from __future__ import annotations

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.library.statistic import Statistic, figures, scale


def figure(id_: str, year: str, value: float, who: str, upper: float | None = None) -> Statistic:
    return Statistic(
        id=id_,
        measure="Returns",
        unit="people",
        on=StatedDate(edtf=year),
        value=value,
        compiler=who,
        finding_id="f",
        upper=upper,
    )


def test_figures_that_disagree_stand_side_by_side_each_with_its_year() -> None:
    (plot,) = figures(
        [
            figure("a", "2021", 120, "One"),
            figure("b", "2012", 12, "One"),
            figure("c", "2012", 15, "Other"),
            figure("d", "2012/2021", 10, "Other", upper=300),
        ]
    )
    assert plot.years == ("2012", "2012/2021", "2021")
    assert {series.compiler: [each.id for each in series.figures] for series in plot.series} == {
        "One": ["b", "a"],
        "Other": ["c", "d"],
    }
    assert (plot.conflicts, plot.most) == (("2012",), 300)


@pytest.mark.parametrize("most", [0.5, 1, 3, 9.9, 76, 128, 100, 9946, 176239, 1_000_000, 1_158_739])
def test_an_axis_ends_at_or_above_what_it_shows(most: float) -> None:
    ticks = scale(most)
    assert ticks[0] == 0
    assert ticks[-2] < most * 2.6
    assert ticks[-1] >= most
