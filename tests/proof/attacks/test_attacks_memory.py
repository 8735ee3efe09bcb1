"""The memory of a session searched for passphrase and keys, and the same search where there is something."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.proof.ground import say
from tests.vault.test_memory import copies

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows the memory of a process as a file"),
]


def test_no_copies_beside_the_one_are_left(tmp_path: Path) -> None:
    counts = copies(tmp_path, "as it is")
    assert list(counts.values()) == [1, 0, 1, 0]
    say(f"B11 reading keys from memory: refused ({counts})")


def test_planted_copies_are_found(tmp_path: Path) -> None:
    counts = copies(tmp_path, "planted")
    assert (counts["passphrase"], counts["master key"]) == (2, 1)
    say(f"B11 reading keys from memory, copies planted: found ({counts})")


def test_the_text_of_the_key_stays_without_the_mend(tmp_path: Path) -> None:
    counts = copies(tmp_path, "mend off")
    assert counts["database key as text"] > 0
    say(f"B11 reading keys from memory, mend off: broke ({counts})")
