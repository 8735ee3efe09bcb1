"""``first48`` as scripts see it: a page without a vault, and null where nothing is known."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from casebook.cli.run import run
from tests.pdf.read import texts


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["first48", *arguments], lambda _: 0)
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.mark.parametrize(("language", "title"), [("en", "First 48 hours: Cyprus"), ("zh-Hans", "塞浦路斯")])
def test_one_page_is_written_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, title: str
) -> None:
    out = tmp_path / "page.pdf"
    code, wrote, _ = said(capsys, "CY", "--out", str(out), "--language", language)
    assert wrote == f"{out}: one page.\n"
    (page,) = texts(out)
    assert code == 0
    assert title in page
    assert "我现在要律师" in page
    assert "I want a lawyer now." in page


def test_a_page_says_how_each_thing_is_known_and_whether_it_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, _ = said(capsys, "GB", "--json")
    page = json.loads(out)
    by_id = {fact["id"]: fact for facts in page["sections"].values() for fact in facts}
    assert code == 0
    assert (by_id["gb-03"]["value"], by_id["gb-03"]["unit"]) == (45, "days")
    assert by_id["gb-03"]["rules"] == ["gb-ea2003-p2-provisional-arrest"]
    assert by_id["gb-05"]["value"] is None
    unread = [note for note in page["consulate"] if note["id"] == "consul-vccr"]
    assert [(note["reading_level"], note["is_printed"]) for note in unread] == [("none", False)]


def test_without_a_country_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = said(capsys, "--json")
    assert len(json.loads(out)["rows"]) == 26
    assert "Cyprus" in said(capsys)[1]


def test_text_says_that_no_clock_was_read_and_each_condition(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    _, out, _ = said(capsys, "CY")
    assert "No time limit of provisional arrest was read" in out
    assert "By when you must be brought before a judge was not read" in out
    assert "Recourse, accelerated procedure" not in out
    assert "Only if this State accepted" in out
    assert "www.echr.coe.int/rule-39" in out


@pytest.mark.parametrize("code", ["HK", "MO"])
def test_text_has_no_empty_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    _, out, _ = said(capsys, code)
    assert "Asylum and the consulate" not in out
    assert "Asylum and the consulate" in said(capsys, "CY")[1]


def test_what_nobody_read_stands_apart_in_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    _, out, _ = said(capsys, "GB")
    read, _, unread = out.partition("Nobody read this: check by telephone, no rule of law")
    assert "General rule: the consulate is told only" not in read
    assert "General rule: the consulate is told only" in unread
    assert not re.search(r"  not read *\n", read)


def test_an_unknown_country_is_exit_3(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(capsys, "Atlantis")
    assert code == 3
    assert "CY" in err


ENGLISH = re.compile(r"[a-z]{3,} [a-z]{3,}")
"""Two English words beside each other: no name of a law, abbreviation or address has them in these pages."""


@pytest.mark.parametrize("code", ["DE", "FR", "GB", "HK", "MO"])
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_page_in_chinese_has_no_english_words(
    capsys: pytest.CaptureFixture[str], language: str, code: str
) -> None:
    _, out, _ = said(capsys, code, "--language", language)
    assert "如何得知" in out
    assert ENGLISH.findall(out) == []
