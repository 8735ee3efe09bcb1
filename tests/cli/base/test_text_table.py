"""Tables for a terminal: columns in line in every script, long cells on several lines."""

from __future__ import annotations

from datetime import UTC, datetime

from casebook.cli.base.answer import table
from casebook.cli.base.text_table import text_table


def test_columns_stand_in_line() -> None:
    lines = text_table(["id", "title"], [["1", "Removal"], ["23", ""]], 80).split("\n")
    assert lines == [" id   title", " ────────────", " 1    Removal", " 23"]


def test_wide_letters_take_two_places_and_marks_none() -> None:
    lines = text_table(["name", "id"], [["林志远", "1"], ["Gu\u0308l", "2"]], 80).split("\n")
    assert lines[2:] == [" 林志远   1", " Gu\u0308l      2"]


def test_brackets_are_no_markup() -> None:
    assert "[bold]" in text_table(["title"], [["[bold] and [/x]"]], 80)


def test_the_widest_column_goes_on_below() -> None:
    lines = text_table(["id", "title"], [["1", "one two three four five six"]], 20).split("\n")
    assert lines[2:] == [" 1    one two three", "      four five six"]


def test_a_word_without_end_is_broken() -> None:
    lines = text_table(["id", "title"], [["1", "一二三四五六七八九十"]], 20).split("\n")
    assert lines[2:] == [" 1    一二三四五六七", "      八九十"]


def test_lines_of_a_cell_stay_apart() -> None:
    assert text_table(["id", "text"], [["1", "a\nb"]], 80).split("\n")[2:] == [" 1    a", "      b"]


def test_a_moment_is_shown_to_the_minute_with_its_offset() -> None:
    at = datetime(2026, 12, 2, 20, 42, 34, 680014, tzinfo=UTC)
    assert table(("written at", "text"), [(at, None)]).splitlines()[-1].split() == [
        "2026-12-02",
        "20:42+00:00",
    ]
