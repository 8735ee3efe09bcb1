"""``selfcheck``: a line for each attempt, and an exit code for scripts."""

from __future__ import annotations

import json
import sys

from tests.cli.said import Say


def test_each_attempt_has_a_line_and_scripts_an_exit_code(say: Say) -> None:
    is_walled = sys.platform == "linux"
    said = say("selfcheck")
    assert said.code == (0 if is_walled else 6)
    lines = said.out.splitlines()
    assert lines[0] == f"Read one of your files: {'refused' if is_walled else 'not refused'}"
    assert len(lines) == 8
    assert lines[-1].endswith("are walled off." if is_walled else "are apart, not walled off.")
    assert json.loads(say("selfcheck", "--json").out)["is_walled"] is is_walled
