"""How long a person waits before anything shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.ratio import Ratio, timed

PROGRAM = Path(sys.executable).parent / "casebook"


def measure() -> list[Ratio]:
    """`casebook --version` against Python itself."""
    return [
        timed(
            "casebook --version",
            2.0,
            60,
            lambda: _run([str(PROGRAM), "--version"]),
            lambda: _run([sys.executable, "-c", "pass"]),
        ),
    ]


def _run(command: list[str]) -> None:
    """As an installed program starts: compiled, which the first, unmeasured run sees to."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
