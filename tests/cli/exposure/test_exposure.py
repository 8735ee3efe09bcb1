"""The contract of `casebook exposure`: documents, exit codes, and a clear answer to every bad input."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casebook.cli.run import run

BOOKS = "books, unlawful publications"


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the one document on standard output."""
    code = run(["exposure", *arguments, "--json"], lambda _: 1)
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, document


def test_article_day_and_amount_give_every_reading_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "--article", "225", "--on", "2021-03-01", "--amount", "1860000 CNY")
    assert code == 0
    assert answer["chosen"] is None
    assert [reading["kind"] for reading in answer["readings"]] == ["below", "amount", "amount", "amount"]
    assert all(
        step["reading_level"] in {"document", "secondary"}
        for reading in answer["readings"]
        for step in reading["trace"]
        if step["source"]
    )
    assert "April 2025" in answer["as_of"]
    assert answer["custody"]["bars"][0]["stage"] == "police-detention"


def test_a_measure_and_a_filing_decide(capsys: pytest.CaptureFixture[str]) -> None:
    filing = ("--filed-on", "2021-09-20", "--filed-by", "police", "--evasion")
    charge = ("--article", "225", "--from", "2020-03-01", "--on", "2021-09-14", "--count", "12000 copies")
    code, answer = ask(capsys, *charge, "--measure", BOOKS, *filing)
    assert code == 0
    assert answer["band"]["term"] == "5 to 15 years of imprisonment"
    assert answer["limitation"]["state"] == "suspended"


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("--article", "225", "--on", "2021-03-01", "--amount", "1860000"), "amount"),
        (("--article", "225", "--on", "2021-03-01", "--amount", "500 USD"), "amount"),
        (("--article", "225"), "on"),
        (("--article", "225", "--on", "1996-03-01"), "on"),
        (("--article", "103", "--on", "2021-03-01"), "paragraph"),
        (("--article", "777", "--on", "2021-03-01"), "article"),
        (("--article", "225", "--on", "2027-03-01"), "on"),
        (("--article", "225", "--on", "2021-03-01", "--entity", "ship"), "entity"),
        (("--article", "225", "--on", "2021-03-01", "--band", "9"), "band"),
    ],
)
def test_bad_input_is_refused_with_a_remedy(
    arguments: tuple[str, ...], field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = ask(capsys, *arguments)
    assert code == 3
    assert answer["error"]["field"] == field
    assert answer["error"]["remedy"]


def test_the_list_names_every_offence_and_how_it_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "--list")
    assert code == 0
    assert len(answer["rows"]) == 141
    code, offence = ask(capsys, "--list", "--article", "225")
    assert BOOKS + " (copies)" in offence["measures"]


def test_the_text_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["exposure", "--article", "274", "--on", "2014-01-01", "--amount", "400000 CNY"], lambda _: 1)
    out = capsys.readouterr().out
    assert code == 0
    for words in ("April 2025", "Only where the province chose", "Custody", "Jurisdiction", "Limitation"):
        assert words in out


def test_a_filing_before_the_act_is_no_filing_in_time(capsys: pytest.CaptureFixture[str]) -> None:
    charge = ("--article", "225", "--on", "2021-03-01", "--band", "2", "--evasion")
    for day, state in (("2019-01-01", "before-act"), ("2099-01-01", "ahead")):
        code, answer = ask(capsys, *charge, "--filed-on", day)
        assert code == 0
        assert answer["limitation"]["state"] == state
        assert any("filed" in caution or "filing" in caution for caution in answer["cautions"])


def test_the_text_has_fines_notes_and_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["exposure", "--article", "191", "--on", "2020-05-01", "--band", "1"], lambda _: 1) == 0
    out = capsys.readouterr().out
    assert "no self-laundering" in out
    assert "5 to 20 per cent of the sum" in out
    ask_in_words = ["exposure", "--article", "105(2)", "--on", "2020-05-01"]
    assert run(ask_in_words, lambda _: 1) == 0
    out = capsys.readouterr().out
    for words in ("may carry confiscation of property", "must be added", "For the office only:"):
        assert words in out


def test_a_star_is_explained_where_one_stands(capsys: pytest.CaptureFixture[str]) -> None:
    run(["exposure", "--article", "296", "--on", "2020-01-01"], lambda _: 1)
    marked = capsys.readouterr().out
    assert "\n* Reading 1" in marked
    assert "With *: the reading that applies" in marked
    run(["exposure", "--article", "225", "--on", "2021-03-01", "--count", "12000 copies"], lambda _: 1)
    sorted_by_us = capsys.readouterr().out
    assert "\n* Reading" not in sorted_by_us
    assert "With *" not in sorted_by_us


@pytest.mark.parametrize(("on", "day"), [("2021-03", "2021-03-31"), ("2021", "2021-12-31")])
def test_a_month_or_a_year_is_taken_as_in_a_case(
    capsys: pytest.CaptureFixture[str], on: str, day: str
) -> None:
    code, answer = ask(capsys, "--article", "225", "--on", on, "--amount", "1860000 CNY")
    assert (code, answer["on"]) == (0, day)
    assert any("is not exact" in caution for caution in answer["cautions"])


def test_what_is_no_date_says_how_to_enter_one(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "--article", "225", "--on", "March 2021")
    assert code != 0
    assert "a month as 2021-03" in answer["error"]["remedy"]


def test_thresholds_in_words_and_periods_of_every_band_are_in_the_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    filing = ("--filed-on", "2019-06-01", "--filed-by", "state-security", "--evasion")
    _, answer = ask(capsys, "--article", "111", "--on", "2019-05-01", *filing)
    worded = answer["offence"]["thresholds_in_words"]
    assert [(one["band"], one["source"].rpartition(", ")[2]) for one in worded] == [
        (1, "art. 4"),
        (2, "art. 3"),
        (3, "art. 2"),
    ]
    (reading,) = answer["readings"]
    assert all("evasion are both proved" in one["limitation"]["unless"] for one in reading["other_bands"])
    assert reading["filing_trace"]
    assert sum("in words with which" in step["words"] for step in reading["trace"]) == 3
