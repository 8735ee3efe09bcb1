"""Dates as people type them: read as they were meant, refused where nobody can say, never guessed at."""

from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.date_typed import typed, written
from casebook.domain.base.field import read
from tests import any_value


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("20 November 2026", "2026-11-20"),
        ("the 20th of Nov. 2026", "2026~"),
        ("20th of Nov. 2026", "2026-11-20"),
        ("November 20, 2026", "2026-11-20"),
        ("Sept 2026", "2026-09"),
        ("before 5 May 2016", "../2016-05-04"),
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
    "said",
    [
        "2026-11-26Vrchni",
        "2026-11abc",
        "31 Feb 2026",
        "2026-02-31",
        "31.2.2026",
        "2026年2月31日",
        "03/05/2026",
        "32/13/2026",
    ],
)
def test_a_day_that_is_none_or_may_be_two_is_refused(said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        typed(said)
    assert "EDTF" not in str(refused.value.title)  # nobody who writes a date knows the word


@pytest.mark.parametrize(
    "said",
    [
        "5 March 1988Cyprus",
        "5 March 1988 Cyprus",
        "March 5, 1988 Cyprus",
        "5 mars 1988Chypre",
        "20.3.1988Cyprus",
        "1988-03-05 Cyprus",
        "1988年3月5日晚上",
    ],
)
def test_text_after_a_day_is_refused_and_not_read_as_about_its_year(said: str) -> None:
    with pytest.raises(InvalidInput, match="Other text follows the date") as refused:
        typed(said)
    assert "in brackets after it" in str(refused.value.remedy)


def test_text_in_brackets_after_a_day_in_letters_is_kept() -> None:
    assert typed("5 March 1988 (by her own account)") == StatedDate(
        edtf="1988-03-05", words="by her own account"
    )
    assert typed("2016 in Vienna") == StatedDate(edtf="2016~", words="2016 in Vienna")


@pytest.mark.parametrize("said", any_value.REFUSED)
def test_a_date_that_no_calendar_has_is_refused_however_it_is_written(said: str) -> None:
    for value in (said, {"edtf": said, "words": ""}):
        with pytest.raises(InvalidInput):
            read(StatedDate, value, "on")


@pytest.mark.parametrize("said", [said for said in any_value.DATES if said])
def test_a_date_that_can_be_is_taken(said: str) -> None:
    assert typed(said) == typed(written(typed(said)))


def test_one_saved_before_it_was_refused_reads_as_it_stands() -> None:
    read_out = [in_words(StatedDate(edtf=edtf), Translator()) for edtf in any_value.IMPOSSIBLE[:5]]
    assert read_out == [
        "about 2026-02-29",
        "about 2026-02-29",
        "about 2027-02-29",
        "on or before about 2026-02-29",
        "about 2026-02-29 to March 2026",
    ]


@pytest.mark.parametrize(
    ("said", "edtf", "printed"),
    [
        ("before 1990", "../1989", "on or before 1989 (“before 1990”)"),
        ("before 2016-05", "../2016-04", "on or before April 2016 (“before 2016-05”)"),
        ("1990年之前", "../1989", "on or before 1989 (“1990年之前”)"),
        ("until 1990", "../1990", "on or before 1990 (“until 1990”)"),
        ("since 1990", "1990/..", "1990 or later (“since 1990”)"),
        ("about 1990", "1990~", "about 1990"),
    ],
)
def test_what_was_typed_is_kept_and_printed_beside_its_reading(said: str, edtf: str, printed: str) -> None:
    assert typed(said) == StatedDate(edtf=edtf, words=said)
    assert in_words(StatedDate(edtf=edtf, words=said), Translator()) == printed


def test_a_day_with_a_misspelt_month_is_refused_with_the_likely_one() -> None:
    with pytest.raises(InvalidInput, match="Decmber") as refused:
        typed("15 Decmber 2026")
    assert "Did you mean December? Enter it as 2026-12-15 or" in str(refused.value.remedy)
    with pytest.raises(InvalidInput) as refused:
        typed("7 Febuary 2025")
    assert "Did you mean February? Enter it as 2025-02-07 or" in str(refused.value.remedy)
    with pytest.raises(InvalidInput) as refused:
        typed("7 xyz 2025")
    assert "2025-MM-07" in str(refused.value.remedy)
    for said in ("24 آذر 2026", "24 Azr 1405", "۲۴ آذر ۱۴۰۵", "15 Decmber 0000"):
        with pytest.raises(InvalidInput) as refused:
            typed(said)
        remedy = str(refused.value.remedy)
        assert remedy.isascii()
        assert "Did you mean" not in remedy
    for said in ("Decmber 15, 2026", "15 xyz 2026", "15 listopada 2026"):
        with pytest.raises(InvalidInput):
            typed(said)


@pytest.mark.parametrize(
    "said", ["15 décembre 2026", "15 grudnia 2026", "15 de diciembre de 2026", "Tuesday 15 Dec 2026"]
)
def test_a_month_in_another_language_and_a_weekday_are_understood(said: str) -> None:
    assert typed(said) == StatedDate(edtf="2026-12-15")
