"""When a row is a match: three points, and never a spelling of the name alone."""

from __future__ import annotations

import pytest

from casebook.domain.library.registers.agreement import (
    AgreementKind,
    MatchLevel,
    is_listed,
    is_spelling_alone,
    level,
    points,
    score,
)


@pytest.mark.parametrize(
    ("kinds", "differences", "wanted"),
    [
        (["name-characters", "born-year", "place"], 0, "strong"),
        (["number"], 0, "strong"),
        (["name-latin", "born-day", "place", "sex"], 0, "strong"),
        (["name-characters"], 0, "possible"),
        (["name-characters", "sex"], 0, "possible"),
        (["name-latin", "born-day"], 0, "possible"),
        (["name-latin", "sex"], 0, "weak"),
        (["name-spelling"], 0, "weak"),
        (["name-alike"], 0, "weak"),
        (["name-characters", "place", "detained"], 1, "weak"),
        (["number", "name-latin"], 1, "possible"),
    ],
)
def test_a_level_follows_the_points_that_agree(
    kinds: list[AgreementKind], differences: int, wanted: MatchLevel
) -> None:
    assert level(kinds, differences) == wanted
    assert is_listed(kinds, differences) == (wanted != "weak")


def test_birth_counts_once_however_it_is_known() -> None:
    assert points(["born-day", "born-year", "born-age"]) == {"birth"}


def test_a_difference_takes_from_the_score_and_never_below_nothing() -> None:
    assert score(["name-characters"], 0) > score(["name-characters"], 1) > 0
    assert score(["sex"], 2) == 0


def test_a_spelling_alone_is_told_from_more() -> None:
    assert is_spelling_alone(["name-latin", "sex"])
    assert not is_spelling_alone(["name-latin", "place"])
    assert not is_spelling_alone(["name-characters"])
