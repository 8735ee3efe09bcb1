"""`casebook client-paper`: what there is, what was given, drafts and their check, and answers."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from casebook.domain.dossier.client_papers.answer_file import AnswerContent, QuestionAnswer
from casebook.formats.answer_file import write_answers
from tests.cli.said import Say


@pytest.fixture
def client(plain_office: Path, say: Say) -> str:
    """The ID of the one client of R-1."""
    name = json.dumps([{"text": "Alim Example", "script": "Latn"}])
    person = say("person", "add", plain_office, "--set", f"names={name}", "--json").json["id"]
    parties = json.dumps([{"person_id": person, "standing": "client"}])
    case = say("case", "list", plain_office, "--json").json["rows"][0]["id"]
    assert say("case", "edit", plain_office, case, "--set", f"parties={parties}", "--json").code == 0
    return str(person)


def test_a_form_is_given_and_its_answers_are_saved(
    plain_office: Path, client: str, say: Say, tmp_path: Path
) -> None:
    wanted = (plain_office, "intake", "--case", "R-1", "--format", "form", "--language", "zh-Hant")
    given = say("client-paper", "write", *wanted, "--out", tmp_path, "--json").json["given"]
    assert (tmp_path / "intake.html").exists()
    content = AnswerContent(
        form=given["id"],
        paper="intake",
        version=given["version"],
        language="zh-Hant",
        answers=(
            QuestionAnswer(question="health", text="氣喘"),
            QuestionAnswer(question="fear", text="羈押"),
        ),
    )
    file = tmp_path / "answers.json"
    file.write_bytes(write_answers(content))
    asked = (plain_office, file, "--case", "R-1")
    shown = say("client-paper", "answers", *asked, "--json").json
    assert [(row["question"], row["state"]) for row in shown["rows"]] == [("health", "new"), ("fear", "new")]
    unanswered = say("client-paper", "answers", *asked, "--take", "born", "--json")
    assert unanswered.code == 3
    assert unanswered.json["error"]["title"] == "There is no answer to the question born."
    assert say("client-paper", "answers", *asked, "--save", "--json").json["saved"] is True
    assert say("person", "show", plain_office, client, "--json").json["health"] == "氣喘"
    file.write_bytes(file.read_bytes().replace("氣喘".encode(), "健康".encode()))
    refused = say("client-paper", "answers", *asked, "--save", "--json")
    assert "was changed after the form saved it" in refused.json["error"]["title"]
    (row,) = say("client-paper", "list", plain_office, "--case", "R-1", "--json").json["given"]
    assert row["answered_at"]
    assert say("client-paper", "remove", plain_office, row["id"], "--json").code == 0
    assert say("client-paper", "list", plain_office, "--case", "R-1", "--json").json["given"] == []


@pytest.mark.usefixtures("client")
def test_a_draft_is_completed_and_checked(
    plain_office: Path, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = (plain_office, "authority", "--language", "bo")
    rows = say("client-paper", "lines", *draft, "--json").json["rows"]
    by_hand = ("--by", "B. Checker", "--on", "2026-03-01")
    assert (
        "not translated yet"
        in say("client-paper", "check", *draft, *by_hand, "--json").json["error"]["title"]
    )
    missing = {row["line"]: row["english"] for row in rows if not row["text"]}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(missing)))
    assert say("client-paper", "translate", *draft, "-", "--json").json["untranslated"] == []
    assert say("client-paper", "check", *draft, *by_hand, "--json").json["is_checked"] is True
    asked = (plain_office, "authority", "--case", "R-1", "--language", "bo")
    assert say("client-paper", "show", *asked, "--json").json["may_be_signed"] is True
    assert say("client-paper", "translate", *draft, "--set", "term=x", "--json").json["is_checked"] is False
    given = say("client-paper", "write", *asked, "--out", tmp_path, "--json").json["given"]
    assert given["is_for_signature"] is False
    assert say("client-paper", "lines", plain_office, "authority", "--language", "en", "--json").code == 3


@pytest.mark.usefixtures("client")
def test_a_consent_takes_its_terms_from_options(
    plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")  # in a narrower terminal the table breaks its cells into lines
    asked = (plain_office, "consent", "--case", "R-1", "--purpose", "media")
    shown = say(
        "client-paper", "show", *asked, "--recipient", "Invented Times", "--expires", "2099-01-02", "--json"
    )
    texts = {line["line"]: line["english"] for line in shown.json["lines"]}
    assert texts["recipient"] == "Recipient: Invented Times"
    assert "media" in texts
    assert "court" not in texts
    listed = say("client-paper", "list", plain_office).out
    assert "translation not checked" in listed
