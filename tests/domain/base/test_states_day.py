from __future__ import annotations

from datetime import date

import pytest

from casebook.domain.base import date as dates
from casebook.domain.base.date import states_day

DAY = date(2018, 7, 1)


@pytest.mark.parametrize(
    "text", ["of 1 July 2018", "du 1er juillet 2018", "vom 01.07.2018", "2018年7月1日", "2018-07-01"]
)
def test_a_day_is_found_in_the_words_and_figures_of_each_language(text: str) -> None:
    assert states_day(DAY, text)


@pytest.mark.parametrize("text", ["of 2 July 2018", "July 2018", "no. 1/2018", "of 1 July"])
def test_figures_alone_and_other_days_state_no_day(text: str) -> None:
    assert not states_day(DAY, text)


def test_no_text_of_a_language_is_loaded_without_the_figures_of_the_day() -> None:
    before = dates.day_forms.cache_info().misses
    assert not states_day(date(2011, 9, 13), "Report on prisons of 2011, no. 4")
    assert dates.day_forms.cache_info().misses == before
