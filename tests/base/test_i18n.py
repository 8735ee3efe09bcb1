from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casebook.base.catalogue import load_catalogue
from casebook.base.i18n import Translator, window_language
from casebook.base.message import Message
from casebook.base.resources import resource


@pytest.fixture
def log() -> Iterator[list[str]]:
    """What the program logs of its languages."""
    sentences: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            sentences.append(record.getMessage())

    logger, handler = logging.getLogger("casebook.i18n"), Kept()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield sentences
    logger.removeHandler(handler)
    logger.setLevel(level)


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
    assert Translator("en").format_datetime(datetime.fromisoformat(at)) == wording


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
    wordings = (
        words.format_date(at),
        words.format_month(at),
        words.format_datetime(at),
        words.number(12_500),
    )
    assert wordings == (day, month, moment, number)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "There is no time zone Mars/Base."),
        ("zh-Hans", "没有时区 Mars/Base。"),
        ("zh-Hant", "沒有時區 Mars/Base。"),
    ],
)
def test_a_message_is_put_into_the_language_with_its_values(language: str, text: str) -> None:
    assert Translator(language)(Message("There is no time zone {name}.", name="Mars/Base")) == text


def test_a_message_a_day_and_a_list_in_a_message_are_translated_too() -> None:
    full = Message(
        "{fault} while {doing}.", fault=Message("The disk is full"), doing=Message("encrypting a file")
    )
    assert Translator("zh-Hans")(full) == "加密文件时：磁盘已满。"
    late = Message("This text applies from {first}, and {day} is earlier.", first=date(2026, 3, 2), day="x")
    assert Translator("zh-Hans")(late) == "此条文自 2026年3月2日 起适用；x 在其前。"
    known = Message("The fields are: {fields}.", fields=("title", "born"))
    assert [Translator(tag)(known) for tag in ("en", "zh-Hans")] == [
        "The fields are: title, born.",
        "字段有：title、born。",
    ]


def test_a_counted_message_follows_the_plural_rule_of_the_language() -> None:
    one, many = (
        Message.plural("{number} was rejected.", "{number} were rejected.", number) for number in (1, 3)
    )
    assert [Translator("en")(one), Translator("en")(many)] == ["1 was rejected.", "3 were rejected."]
    assert Translator("zh-Hant")(many).startswith("3")
    assert Translator("en-XA")(many).startswith("[3 wéré")


def test_a_missing_catalogue_is_logged_in_a_sentence_and_leaves_english(
    tmp_path: Path, log: list[str]
) -> None:
    assert load_catalogue("zh-Hans", tmp_path).gettext("Index") == "Index"
    assert log == ["The catalogue of zh-Hans is missing: its texts are shown in English."]


@pytest.mark.parametrize(
    "data", [b"", b"\xde\x12\x04\x95", b"no catalogue", b"\xde\x12\x04\x95" + b"\xff" * 40]
)
def test_a_damaged_catalogue_is_logged_in_a_sentence_and_leaves_english(
    tmp_path: Path, log: list[str], data: bytes
) -> None:
    (tmp_path / "zh_Hans.mo").write_bytes(data)
    assert load_catalogue("zh-Hans", tmp_path).gettext("Index") == "Index"
    assert log == ["The catalogue of zh-Hans is damaged: its texts are shown in English."]


def test_a_catalogue_cut_short_leaves_english(tmp_path: Path, log: list[str]) -> None:
    whole = resource("translations", "zh_Hans.mo").read_bytes()
    (tmp_path / "zh_Hans.mo").write_bytes(whole[: len(whole) // 2])
    assert load_catalogue("zh-Hans", tmp_path).gettext("Index") == "Index"
    assert len(log) == 1


def test_an_untranslated_text_is_in_english_and_is_logged_once(log: list[str]) -> None:
    words = Translator("el")
    for text in ("What nobody translated.", "Nor this."):
        assert words(Message(text)) == text
    assert log.count("Some texts are not translated into el and are shown in English.") <= 1


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
    assert (words.format_date(on), words.number(12_500)) == ("2 March 2026", "12,500")
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
    assert (words.language, words("Today"), words.format_date(date(2026, 3, 2))) == (
        "en",
        "Today",
        "2 March 2026",
    )
    assert Translator("de").language_name(tag) == tag


@pytest.mark.parametrize(("language", "shown"), [("en", "Of A, B."), ("zh-Hans", "Of A、B.")])
def test_a_list_for_a_text_is_printed_as_a_list_of_the_language(language: str, shown: str) -> None:
    assert Translator(language)("Of {names}.", names=("A", "B")) == shown


def test_american_english_is_spelled_so_outside_quotations_and_names() -> None:
    words = Translator("en-US")
    statement = "The offence was tried in a detention centre; the Centre said “the offence”."
    assert words.spelled(statement) == (
        "The offense was tried in a detention center; the Centre said “the offence”."
    )
    assert words("Offence of {offence}", offence="an offence") == "Offense of an offence"
    assert Translator("en").spelled(statement) == statement


@pytest.mark.parametrize(("language", "shown"), [("en", "A, B"), ("zh-Hans", "A、B"), ("zh-Hant", "A、B")])
def test_texts_are_printed_as_a_list_of_the_language(language: str, shown: str) -> None:
    assert Translator(language).list_of(["A", "B"]) == shown


def test_texts_are_joined_with_the_signs_of_the_language() -> None:
    parts = ("a, b", "c")
    for language in ("zh-Hans", "zh-Hant"):
        chinese = Translator(language)
        assert chinese.series_of(parts) == "a, b；c"
        assert chinese.labelled("a", "b") == "a：b"
        assert chinese.bracketed("a", "b") == "a（b）"
    english = Translator("en")
    assert english.series_of(parts) == "a, b; c"
    assert english.labelled("a", "b") == "a: b"
    assert english.bracketed("a", "b") == "a (b)"
