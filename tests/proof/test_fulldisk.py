"""A full disk at every write site: `fulldisk.py` on a small tmpfs, in a mount namespace of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proof.ground import say

SCRIPT = Path(__file__).with_name("fulldisk.py")


@pytest.mark.proof
def test_a_full_disk_loses_nothing_and_work_goes_on(tmp_path: Path) -> None:
    """Where no small disk may be mounted, the proof cannot be had, and it fails saying so."""
    alone = ["unshare", "--user", "--map-root-user", "--mount"]
    run = subprocess.run(
        [*alone, sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, f"no small disk, or work that did not go on: {run.stderr}"
    counts = json.loads(run.stdout)
    lost, acknowledged = counts.pop("lost"), counts.pop("acknowledged")
    for name, count in counts.items():
        say(
            f"full disk, {name}: {count['edges']} edges, {count['refused']} refused with one plain message,"
            f" {count['went on after 1 MB was freed']} went on"
        )
        assert count["refused"] == count["went on after 1 MB was freed"] > 0
    say(f"full disk: {acknowledged} saves acknowledged, {lost} lost")
    assert lost == 0
