"""A full disk where the shared folder lies: `full_carrier.py` on a small tmpfs, in a mount namespace."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.ground import say

SCRIPT = Path(__file__).with_name("full_carrier.py")


@pytest.mark.proof
def test_a_full_shared_folder_is_told_and_what_is_queued_waits(tmp_path: Path) -> None:
    """Where no small disk may be mounted, the proof cannot be had, and it fails saying so."""
    places = [tmp_path / name for name in ("vaults", "disk")]
    for place in places:
        place.mkdir()
    alone = ["unshare", "--user", "--map-root-user", "--mount"]
    run = subprocess.run(
        [*alone, sys.executable, SCRIPT, *places], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, f"no small disk, or work that did not go on: {run.stderr}"
    counts = json.loads(run.stdout)
    say(
        f"full shared folder: {counts['edges']} edges, {counts['refused']} refused with one plain message,"
        f" {counts['queued']} kept waiting, {counts['partial']} parts left, {counts['lost']} lost"
    )
    assert counts["refused"] == counts["queued"] > 0
    assert (counts["partial"], counts["lost"]) == (0, [0, 0])
