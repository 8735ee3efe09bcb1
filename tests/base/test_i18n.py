from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from casebook.base.i18n import Translator, window_language


@pytest.mark.parametrize(
    ("at", "wording"),
    [
        ("2026-01-10T06:40:00+02:00", "10 January 2026, 06:40 UTC+2"),
        ("2026-01-10T04:40:00+00:00", "10 January 2026, 04:40 UTC"),
        ("2026-01-10T10:10:00+05:30", "10 January 2026, 10:10 UTC+5:30"),
        ("2026-01-10T01:10:00-03:30", "10 January 2026, 01:10 UTC−3:30"),
    ],
)
def test_an_instant_says_its_zone(at: str, wording: str) -> None:
    assert Translator("en").moment(datetime.fromisoformat(at)) == wording


@pytest.mark.parametrize(
    ("language", "day", "month", "moment", "number"),
    [
        ("en", "2 March 2026", "March 2026", "2 March 2026, 14:30 UTC", "12,500"),
        ("zh-Hans", "2026年3月2日", "2026年3月", "2026年3月2日 14:30 UTC", "12,500"),
        ("zh-Hant", "2026年3月2日", "2026年3月", "2026年3月2日 14:30 UTC", "12,500"),
    ],
)
def test_dates_and_numbers_are_told_as_the_language_tells_them(
    language: str, day: str, month: str, moment: str, number: str
) -> None:
    words, at = Translator(language), datetime(2026, 3, 2, 14, 30, tzinfo=UTC)
    wordings = (words.day(at), words.month(at), words.moment(at), words.number(12_500))
    assert wordings == (day, month, moment, number)


@pytest.mark.parametrize(
    ("language", "translation"),
    [
        ("en", "There is no time zone Mars/Base."),
        ("zh-Hans", "没有时区 Mars/Base。"),
        ("zh-Hant", "沒有時區 Mars/Base。"),
    ],
)
def test_a_text_built_before_it_comes_to_the_door_is_known_again(language: str, translation: str) -> None:
    assert Translator(language)("There is no time zone Mars/Base.") == translation


def test_what_no_catalogue_holds_stays_as_it_stands() -> None:
    assert Translator("zh-Hans")("A text of a pack, which stays in its language") == (
        "A text of a pack, which stays in its language"
    )


@pytest.mark.parametrize(
    ("read", "language"),
    [
        ([], "en"),
        (["C"], "en"),
        (["en-GB", "zh-CN"], "en"),
        (["zh-Hans-HK"], "zh-Hans"),
        (["zh_TW"], "zh-Hant"),
        (["ug-Arab-CN", "zh-MO"], "zh-Hant"),
    ],
)
def test_the_window_takes_the_first_language_it_knows(read: list[str], language: str) -> None:
    assert window_language(read) == language


def test_a_language_nobody_knows_is_told_dates_and_numbers_in_english() -> None:
    words, on = Translator("xx-Zzzz-nothing"), datetime(2026, 3, 2, tzinfo=UTC)
    assert (words.day(on), words.number(12_500)) == ("2 March 2026", "12,500")
    assert words.territory_name("CY") == "Cyprus"


@pytest.mark.parametrize(
    ("tag", "translation"),
    [
        ("zh", "目录"),
        ("zh-CN", "目录"),
        ("zh-TW", "目錄"),
        ("zh-Hant-HK", "目錄"),
        ("de-AT", "Inhaltsverzeichnis"),
        ("en-GB", "Index"),
        ("xx", "Index"),
    ],
)
def test_a_tag_that_says_more_or_less_than_a_catalogue_finds_it(tag: str, translation: str) -> None:
    assert Translator(tag)("Index") == translation


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "-",
        "e",
        "../../secret",
        "a\0b",
        "\ud800",
        "x" * 5000,
        "en" + "-x" * 500,
        "中文",
        "de_DE@euro",
        "/etc/passwd",
        "en--",
    ],
)
def test_what_is_no_language_is_told_in_english(tag: str) -> None:
    words = Translator(tag)
    assert (words.language, words("Today"), words.day(date(2026, 3, 2))) == ("en", "Today", "2 March 2026")
    assert Translator("de").language_name(tag) == tag
