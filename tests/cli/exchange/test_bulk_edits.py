"""Bulk edits from the command line: listed, shown and undone."""

from __future__ import annotations

from pathlib import Path

from tests.cli.said import Say


def _tasks(say: Say, office: Path, *steps: str) -> list[str]:
    return [
        str(say("task", "add", office, "--case", "R-1", "--set", f"step={step}", "--json").json["id"])
        for step in steps
    ]


def test_a_bulk_edit_is_listed_and_undone(plain_office: Path, say: Say) -> None:
    kept, other = _tasks(say, plain_office, "Call the court", "Write")
    say("task", "tag", plain_office, kept, other, "--add", "urgent")
    say("tag", "rename", plain_office, "urgent", "this week")
    say("task", "edit", plain_office, kept, "--set", "tags=later")
    renamed, tagged = say("bulk-edits", "list", plain_office, "--json").json["rows"]
    assert (renamed["nouns"], renamed["field"], renamed["records"]) == (["task"], "tags", 2)
    shown = say("bulk-edits", "show", plain_office, renamed["id"], "--json").json
    assert {row["id"] for row in shown["rows"]} == {kept, other}
    answer = say("bulk-edits", "undo", plain_office, renamed["id"], "--json").json
    why = "It was changed since."
    left = {"noun": "task", "id": kept, "title": "Call the court", "why": why}
    assert answer == {"undone": 1, "kept": [left]}
    assert say("task", "show", plain_office, other, "--json").json["tags"] == ["urgent"]
    said = say("bulk-edits", "undo", plain_office, tagged["id"]).out
    assert "1 undone, 1 left as they are." in said
    assert why in said
    assert say("task", "show", plain_office, other, "--json").json["tags"] == []
    listed = say("bulk-edits", "list", plain_office).out
    assert "1 of 2" in listed
    say("task", "edit", plain_office, kept, "--set", "tags=urgent")
    assert say("bulk-edits", "undo", plain_office, tagged["id"], "--json").json == {"undone": 1, "kept": []}
    assert say("bulk-edits", "undo", plain_office, tagged["id"], "--json").json["error"]["kind"] == "conflict"
    assert tagged["id"] in listed
    error = say("bulk-edits", "show", plain_office, "none", "--json").json["error"]
    assert error["kind"] == "not-found"
    assert "bulk-edits list" in error["remedy"]
