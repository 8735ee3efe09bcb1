"""A file of 1 GiB taken in from the window: the memory of the session that does it, and stopping it amid.

What stands behind it: the whole program, its own picker, which chooses by itself, and the kernel's figure of
the session's memory, looked at while it works.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proof.driven import PICKED
from tests.proof.ground import say
from tests.proof.watched import driven, until

FILE_BYTES = 1 << 30
MAX_MIB = 64


@pytest.mark.proof
def test_a_gibibyte_is_added_in_little_memory_and_can_be_stopped(
    vault: Path, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "desk"
    outside.mkdir()
    (outside / "given-1.txt").write_text("a statement", encoding="utf-8")
    for number in (2, 3):
        with (outside / f"given-{number}.bin").open("wb") as file:
            file.write(bytes([number]))
            file.truncate(FILE_BYTES)
    monkeypatch.setenv(PICKED, str(outside))
    with driven(vault, code, "take in", "") as (messages, _):
        documents, above_kib, looks = map(int, until(messages, "taken")[1:])
        sealed = sum(1 for path in (vault / "att").rglob("*") if path.is_file())
        stopped = until(messages, "stopped")[1:]
        left = sum(1 for path in (vault / "att").rglob("*") if path.is_file())
    above_mib = above_kib / 1024
    say(f"1 GiB from the window: {above_mib:.1f} MiB above idle, at most {MAX_MIB}, in {looks} looks")
    assert documents == 2
    assert above_mib <= MAX_MIB
    assert stopped == ["2", "not", "processed"]
    assert left == sealed
