"""Tags from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.cli.said import Say


def _tagged_task(say: Say, office: Path) -> str:
    task = say("task", "add", office, "--case", "R-1", "--set", "step=Call", "--json").json["id"]
    answer = say("task", "tag", office, task, "--add", "urgent, registry", "--add", "Urgent", "--json")
    assert (answer.code, answer.json) == (0, {"changed": 1}), answer.err
    return str(task)


def test_tags_are_given_listed_and_filtered_by(plain_office: Path, say: Say) -> None:
    task = _tagged_task(say, plain_office)
    say("case", "tag", plain_office, "R-1", "--add", "urgent")
    assert say("tag", "list", plain_office, "--json").json["rows"] == [
        {"tag": "registry", "number": 1},
        {"tag": "urgent", "number": 2},
    ]
    rows = say("task", "list", plain_office, "--tag", "URGENT", "--tag", "registry", "--json").json["rows"]
    assert [row["id"] for row in rows] == [task]
    assert say("person", "list", plain_office, "--tag", "urgent", "--json").json["rows"] == []
    assert len(say("case", "list", plain_office, "--tag", "urgent", "--json").json["rows"]) == 1


def test_a_tag_is_renamed_and_removed_by_standard_input(
    plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = _tagged_task(say, plain_office)
    monkeypatch.setattr("sys.stdin", io.StringIO("urgent\nthis week\n"))
    assert say("tag", "rename", plain_office, "-", "-", "--json").json == {"changed": 1}
    assert say("task", "show", plain_office, task, "--json").json["tags"] == ["this week", "registry"]
    monkeypatch.setattr("sys.stdin", io.StringIO("This Week\n"))
    assert say("tag", "remove", plain_office, "-", "--json").json == {"changed": 1}
    assert say("task", "show", plain_office, task, "--json").json["tags"] == ["registry"]


def test_tags_of_a_record_that_is_not_there_are_refused(plain_office: Path, say: Say) -> None:
    answer = say("task", "tag", plain_office, "none", "--add", "urgent", "--json")
    assert answer.json["error"]["kind"] == "not-found"
    task = _tagged_task(say, plain_office)
    assert say("task", "tag", plain_office, task, "--json").json["error"]["kind"] == "invalid-input"


def test_a_tag_in_use_keeps_its_spelling(plain_office: Path, say: Say) -> None:
    task = _tagged_task(say, plain_office)
    say("case", "tag", plain_office, "R-1", "--add", "Urgent, REGISTRY, new")
    say("case", "edit", plain_office, "R-1", "--set", "tags=URGENT, Later")
    assert say("case", "show", plain_office, "R-1", "--json").json["tags"] == ["urgent", "Later"]
    other = say(
        "task", "add", plain_office, "--case", "R-1", "--set", "step=W", "--set", "tags=later", "--json"
    )
    assert other.json["tags"] == ["Later"]
    assert say("task", "show", plain_office, task, "--json").json["tags"] == ["urgent", "registry"]
