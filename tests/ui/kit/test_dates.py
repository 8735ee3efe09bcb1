from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.ui.kit import dates

WORDS = Translator("en")


@pytest.mark.parametrize(
    ("edtf", "text"),
    [
        ("2026-03-02", "2 Mar 2026"),
        ("2016", "2016"),
        ("2016-05", "May 2016"),
        ("2016-05~", "about May 2016"),
        ("2016?", "2016?"),
        ("2016%", "about 2016?"),
        ("../2016-05-01", "by 1 May 2016"),
        ("2016/..", "from 2016"),
        ("2016-05/2017", "May 2016 – 2017"),
        ("XXXX", "unknown"),
        ("XXXX-01-10", "10 January, year not stated"),
        ("../..", "unknown"),
        ("2026-02-29~", "about 2026-02-29"),  # saved when it was not refused: as it stands
        ("0000-05", "0000-05"),
        ("2016-21", "1 March 2016 to 31 May 2016"),
    ],
)
def test_a_date_is_told_no_more_exactly_than_it_was_stated(edtf: str, text: str) -> None:
    assert dates.stated(WORDS, StatedDate(edtf=edtf)) == text


def test_the_words_it_was_stated_in_stand_beside_it() -> None:
    on = StatedDate(edtf="2016-02~", words="around New Year")
    assert dates.stated(WORDS, on) == "about Feb 2016 (around New Year)"
    assert dates.brief(WORDS, on) == "about Feb 2016"
    assert dates.stated(WORDS, None) == ""


def test_a_clock_time_is_told_in_the_zone_it_was_stated_in() -> None:
    at = datetime(2026, 6, 24, 6, 30, tzinfo=UTC)
    assert dates.hour(at, "Asia/Nicosia") == "09:30"
    assert dates.hour(at, "") == "06:30"


def test_days_are_told_in_the_language_of_the_window() -> None:
    assert dates.format_date(Translator("de"), date(2026, 3, 2)) == "2 März 2026"
    assert dates.short_day(WORDS, date(2026, 11, 28)) == "28 Nov"
    assert dates.format_month(WORDS, date(2026, 1, 1), has_year=True) == "Jan 2026"


def test_a_year_alone_is_named_as_a_year_in_chinese() -> None:
    words = Translator("zh-Hans")
    stated = [dates.stated(words, StatedDate(edtf=edtf)) for edtf in ("2016", "2016~", "2016/2017")]
    assert stated == ["2016年", "约 2016年", "2016年 – 2017年"]
    assert dates.stated(Translator(), StatedDate(edtf="2016")) == "2016"
