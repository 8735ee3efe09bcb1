"""Dates as people type them: read as they were meant, refused where nobody can say, never guessed at."""

from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.date_typed import typed, written


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("20 November 2026", "2026-11-20"),
        ("the 20th of Nov. 2026", "2026~"),
        ("20th of Nov. 2026", "2026-11-20"),
        ("November 20, 2026", "2026-11-20"),
        ("Sept 2026", "2026-09"),
        ("before 5 May 2016", "../2016-05-05"),
        ("about June 2016", "2016-06~"),
        ("20.11.2026", "2026-11-20"),
        ("11/20/2026", "2026-11-20"),
        ("05-05-2026", "2026-05-05"),
        ("2026年11月20日", "2026-11-20"),
        ("marched off in May 2016, he says", "2016~"),
    ],
)
def test_a_date_is_read_as_it_is_written_in_letters(said: str, edtf: str) -> None:
    stated_date = typed(said)
    assert stated_date is not None
    assert stated_date.edtf == edtf
    assert typed(written(stated_date)) == stated_date


@pytest.mark.parametrize(
    "said", ["31 Feb 2026", "2026-02-31", "31.2.2026", "2026年2月31日", "03/05/2026", "32/13/2026"]
)
def test_a_day_that_is_none_or_may_be_two_is_refused(said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        typed(said)
    assert "EDTF" not in str(refused.value.title)  # nobody who writes a date knows the word
