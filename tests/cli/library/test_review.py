"""``review`` as scripts see it: without a vault, with the level of each statement."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.said import Say
from tests.pdf.read import texts


def test_two_states_are_compared_and_written(say: Say, tmp_path: Path) -> None:
    out = tmp_path / "review.pdf"
    shown = say("review", "CY", "Italy", "--out", out, "--letters", tmp_path, "--json").json
    assert [one["code"] for one in shown["reviews"]] == ["CY", "IT"]
    assert [row["binding"] for row in shown["compared"]] == ["in-force", "in-force"]
    assert len(shown["letters"]) == 4
    assert all(Path(one["file"]).exists() for one in shown["letters"])
    assert shown["file"] == str(out)
    assert "Open questions to ask of a minister" in " ".join(texts(out))


def test_what_was_written_is_said_with_its_place(say: Say, tmp_path: Path) -> None:
    out = tmp_path / "review.html"
    said = say("review", "CY", "--out", out, "--letters", tmp_path).out
    assert f"The review was written to {out}. 2 letters were written to {tmp_path}." in " ".join(said.split())
    assert "Open questions" not in said, "it stands in the file"
    assert "they are not encrypted" in " ".join(said.split())
    assert "it is not encrypted" in " ".join(say("review", "CY", "--out", out).out.split())


def test_the_terminal_counts_as_the_paper_and_shows_the_unread_apart(say: Say, tmp_path: Path) -> None:
    out = tmp_path / "review.pdf"
    numbers = say("review", "ES", "--json").json["compared"][0]
    assert numbers["decided"]["hong-kong"] == {"refused": 0, "allowed": 0, "not_followed": 0}
    shown = say("review", "ES", "--json").json["reviews"][0]["questions"]
    assert sum(one["is_printed"] for one in shown) == numbers["questions"]
    assert sum(not one["is_printed"] for one in shown) == numbers["questions_not_printed"] > 0
    say("review", "ES", "--out", out)
    assert f"Open questions {numbers['questions']} " in " ".join(" ".join(texts(out)).split())
    text = " ".join(say("review", "ES").out.split())
    counted, apart = text.split("Not read or not to be cited: not counted")
    assert "Auto 36/2011" not in counted
    assert "Auto 36/2011" in apart
    assert "Question for the office: not counted" in apart


def test_every_note_says_how_it_is_known(say: Say) -> None:
    (shown,) = say("review", "BE", "--json").json["reviews"]
    notes = [note for one in shown["instruments"] for note in one["notes_known"]]
    vote = next(note for note in notes if note["id"] == "be-vote")
    assert (vote["reading_level"], vote["read"], vote["is_printed"]) == ("secondary", "registry", False)
    assert all(one["gap"] for one in shown["questions"])
    assert "ECHR" in shown["not_looked_up"]


def test_without_a_state_all_are_listed(say: Say) -> None:
    rows = say("review", "--json").json["rows"]
    assert len(rows) > 120
    assert next(row for row in rows if row["code"] == "CY")["questions"] == 13
    assert "Cyprus" in say("review").out


@pytest.mark.parametrize("place", ["HK", "Hong Kong", "MO", "CN", "香港"])
def test_the_side_that_asks_is_not_reviewed(say: Say, tmp_path: Path, place: str) -> None:
    refused = say("review", place, "--out", tmp_path / "r.pdf")
    assert refused.code == 3
    text = " ".join(refused.err.split())
    assert "A review is of a State that is asked. Review the State that is asked" in text
    assert list(tmp_path.iterdir()) == []
    assert "GB" in text or place not in {"HK", "Hong Kong", "香港"}
    assert "HK" not in {row["code"] for row in say("review", "--json").json["rows"]}


def test_bad_input_is_exit_3(say: Say, tmp_path: Path) -> None:
    assert say("review", "XX").code == 3
    assert say("review", "CY", "--out", tmp_path / "review.txt").code == 3
    assert say("review", "--out", tmp_path / "review.pdf").code == 3
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_the_letters_is_made(say: Say, tmp_path: Path) -> None:
    out, letters = tmp_path / "r.html", tmp_path / "of" / "letters"
    assert say("review", "CY", "--out", out, "--letters", letters).code == 0
    assert out.exists()
    assert len(list(letters.iterdir())) == 2
    assert say("review", "CY", "--letters", out).code != 0


def test_the_terminal_states_an_instrument_as_the_paper_does(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # so that no line of the table is wrapped
    out = tmp_path / "it.html"
    said = say("review", "IT").out
    assert "approved by the partner" not in said
    assert "approved or ratified by" in said
    say("review", "IT", "--out", out)
    assert "approved or ratified by one side at least" in out.read_text(encoding="utf-8")


def test_a_vault_is_read_where_it_is_named(say: Say, made_with_library: Path) -> None:
    (shown,) = say("review", "CY", "--vault", made_with_library, "--json").json["reviews"]
    assert shown["questions"]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_review_in_chinese_has_no_english_words(say: Say, language: str) -> None:
    shown = say("review", "CA", "KE", "KR", "--language", language).out
    assert "如何得知" in shown
    assert re.findall(r"[a-z]{3,} [a-z]{3,}", shown) == []


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh-Hans", "中华人民共和国和塞浦路斯共和国引渡条约。"),
        ("zh-Hant", "中華人民共和國和賽普勒斯共和國引渡條約。"),
    ],
)
def test_a_review_in_chinese_names_instruments_in_chinese(
    say: Say, tmp_path: Path, language: str, title: str
) -> None:
    out = tmp_path / "review.html"
    say("review", "CY", "--out", out, "--language", language)
    page = out.read_text(encoding="utf-8")
    assert title in page
    assert "Treaty on Extradition" not in page
