"""`casebook profile`, and own profiles where `check` and `bundle` name a vault."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.run import run

Say = Callable[..., tuple[int, Any]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def said(*arguments: object) -> tuple[int, Any]:
        code = run([*(str(part) for part in arguments), "--json"], lambda _: 1)
        return code, json.loads(capsys.readouterr().out)

    return said


def test_profiles_are_listed_and_shown_without_a_vault(say: Say) -> None:
    code, answer = say("profile", "list")
    assert (code, len(answer["rows"]), len(answer["gaps"])) == (0, 23, 14)
    code, answer = say("profile", "list", "--jurisdiction", "gb")
    assert {row["jurisdiction"] for row in answer["rows"]} == {"GB", "GB-EW"}
    code, answer = say("profile", "show", "gb-coa-civil")
    assert {rule["from"] for rule in answer["rules"]} == {"gb-coa-civil", "gb-ew-court-ebundle"}
    assert all(rule["source"] and rule["kind"] for rule in answer["rules"])
    assert say("profile", "show", "nothing")[0] == 3


def test_a_copy_is_changed_added_checked_with_and_removed(
    plain_office: Path, say: Say, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    assert say("profile", "export", "gb-ew-court-ebundle", "--out", own)[0] == 0
    text = own.read_text(encoding="utf-8").replace('forum = "', 'forum = "Our own: ', 1)
    own.write_text(text, encoding="utf-8")
    assert say("profile", "diff", plain_office, own)[1]["rows"][0]["verdict"] == "new"
    assert say("profile", "add", plain_office, own)[1]["taken"] == ["own-gb-ew-court-ebundle"]
    first = say("profile", "list", "--vault", plain_office)[1]["rows"][0]
    assert (first["id"], first["forum"][:8]) == ("own-gb-ew-court-ebundle", "Our own:")
    asked = ("check", tmp_path / "gone.pdf", "--profile", "own-gb-ew-court-ebundle")
    assert say(*asked)[1]["error"]["field"] == "profile"
    assert say(*asked, "--vault", plain_office)[1]["error"]["field"] == "file", "the profile was found"
    spec = tmp_path / "spec.toml"
    item = '[[section]]\ntitle = "A"\n[[section.item]]\nfile = "gone.pdf"\ntitle = "A"\n'
    spec.write_text(f'title = "B"\nprofile = "own-gb-ew-court-ebundle"\n{item}')
    bundle = ("bundle", spec, "--out", tmp_path / "b.pdf")
    assert say(*bundle)[1]["error"]["field"] == "profile"
    assert say(*bundle, "--vault", plain_office)[1]["error"]["field"] == "gone.pdf", "the profile was found"
    assert say("profile", "remove", plain_office, "own-gb-ew-court-ebundle")[0] == 0


def test_a_file_that_fails_a_check_is_refused_whole(plain_office: Path, say: Say, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    say("profile", "export", "au-art", "--out", own)
    own.write_text(own.read_text(encoding="utf-8").replace("forum =", "place ="), encoding="utf-8")
    code, answer = say("profile", "add", plain_office, own)
    assert (code, "forum" in answer["error"]["remedy"]) == (3, True)
