"""Files in and out of a confined session by way of the picker.

What stands behind it: the whole program; the picker chooses by itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.host.sandbox.landlock import MOVES_SINCE, landlock_version
from tests.proof.driven import PICKED
from tests.proof.watched import driven, until


@pytest.mark.process
def test_a_session_gets_the_file_chosen_and_cannot_open_it_itself(
    vault: Path, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "desk"
    outside.mkdir()
    (outside / "given.txt").write_text("a statement", encoding="utf-8")
    monkeypatch.setenv(PICKED, str(outside))
    with driven(vault, code, "pick", "") as (messages, _):
        name, reach = until(messages, "picked")[1:]
    assert name == "given.txt"
    assert (outside / "made.txt").read_text(encoding="utf-8") == "a statement, and back"
    assert sorted(path.name for path in outside.iterdir()) == ["given.txt", "made.txt"]
    assert reach == ("refused" if landlock_version() >= MOVES_SINCE else "reached")


@pytest.mark.proof
def test_a_file_dropped_on_the_window_is_added_once_confirmed(
    vault: Path, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "given.txt").write_text("a statement", encoding="utf-8")
    monkeypatch.setenv(PICKED, str(tmp_path))
    with driven(vault, code, "drop", "") as (messages, _):
        assert until(messages, "dropped")[1:] == ["given.txt"]
