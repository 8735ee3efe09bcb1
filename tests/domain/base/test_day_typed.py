"""Days and times as people type them in the window's languages: one day, two to choose from, or none."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.date_typed import typed
from casebook.domain.base.day_typed import DayOrder, DayReference, Toward, days_meant
from casebook.domain.base.time_typed import time_meant

TODAY = date(2026, 11, 28)
"""A Saturday."""


def _meant(text: str, *, order: DayOrder = "", toward: Toward = "") -> list[str]:
    return [on.isoformat() for on in days_meant(text, DayReference(today=TODAY, order=order, toward=toward))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13.12.2026", "2026-12-13"),
        ("13/12/26", "2026-12-13"),
        ("2026/12/1", "2026-12-01"),
        ("20261201", "2026-12-01"),
        ("12月1日", "2026-12-01"),
        ("１２月１日", "2026-12-01"),
        ("2026年12月1日", "2026-12-01"),
        ("二〇二六年十二月一日", "2026-12-01"),
        ("民國115年12月1日", "2026-12-01"),
        ("民國一百一十五年十二月一日", "2026-12-01"),
        ("115.12.1", "2026-12-01"),
        ("1 Dec", "2026-12-01"),
        ("Dec 1 2026", "2026-12-01"),
        ("Tue, 1 Dec", "2026-12-01"),
        ("1-Dec-26", "2026-12-01"),
        ("1er décembre", "2026-12-01"),
        ("today", "2026-11-28"),
        ("昨天", "2026-11-27"),
        ("後天", "2026-11-30"),
        ("+14", "2026-12-12"),
        ("−3", "2026-11-25"),
        ("+2 weeks", "2026-12-12"),
        ("3 days ago", "2026-11-25"),
        ("14天后", "2026-12-12"),
        ("下周一", "2026-11-30"),
        ("next monday", "2026-11-30"),
        ("on saturday", "2026-11-28"),
        ("1. Jänner 2027", "2027-01-01"),
        ("14 HAZİRAN 2027", "2027-06-14"),
        ("14 KASIM 2027", "2027-11-14"),
    ],
)
def test_one_day_is_read_in_any_local_form(text: str, day: str) -> None:
    assert _meant(text) == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3/2/1988", ["1988-02-03", "1988-03-02"]),
        ("monday", ["2026-11-23", "2026-11-30"]),
        ("1 jul", ["2026-07-01", "2027-07-01"]),
        ("last tuesday", ["2026-11-24", "2026-11-17"]),
        ("88年5月3日", ["1988-05-03", "1999-05-03"]),
        ("26-12-01", ["2026-12-01", "2001-12-26"]),
    ],
)
def test_what_can_mean_two_days_yields_both(text: str, days: list[str]) -> None:
    assert sorted(_meant(text)) == sorted(days)
    with pytest.raises(InvalidInput, match="two different days"):
        typed(text, DayReference(today=TODAY))


@pytest.mark.parametrize(
    ("text", "order", "toward", "day"),
    [
        ("3/2/1988", "day", "", "1988-02-03"),
        ("3/2/1988", "month", "", "1988-03-02"),
        ("12/25/26", "day", "", "2026-12-25"),
        ("26/12/1", "year", "", "2026-12-01"),
        ("1/12", "month", "future", "2027-01-12"),
        ("1/7", "day", "past", "2026-07-01"),
        ("monday", "", "future", "2026-11-30"),
        ("周一", "", "past", "2026-11-23"),
        ("1 dec", "", "past", "2025-12-01"),
        ("3.5.27", "day", "past", "1927-05-03"),
    ],
)
def test_the_order_of_the_office_and_the_field_decide(
    text: str, order: DayOrder, toward: Toward, day: str
) -> None:
    assert _meant(text, order=order, toward=toward) == [day]


@pytest.mark.parametrize(
    "text", ["30 Feb", "31.4.2026", "29.2.2027", "2月30日", "民國115年2月30日", "13/13", "31 June 2026"]
)
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        typed(text, DayReference(today=TODAY))


def test_a_weekday_that_contradicts_its_date_is_refused() -> None:
    with pytest.raises(InvalidInput, match="day of the week"):
        _meant("Mon 1 Dec 2026")


@pytest.mark.parametrize(
    "text",
    [
        "about 2016",
        "2016-05",
        "2016",
        "XXXX",
        "../2016",
        "2016/2017",
        "1 foo",
        "",
        "1\u00b9 January 2027",
        "\u24605 January 2027",
    ],
)
def test_what_is_no_single_day_stays_with_the_other_forms(text: str) -> None:
    assert _meant(text) == []


def test_a_month_in_figures_is_read() -> None:
    stated = typed("05/2026")
    assert stated is not None
    assert stated.edtf == "2026-05"


@pytest.mark.parametrize("text", ["25:00", "13pm", "0am", "quarter past", "9:75", "下午25点"])
def test_a_time_that_no_day_has_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        time_meant(text)
