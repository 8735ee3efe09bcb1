"""Opens the given vault, works in it, reports each save on standard output, and locks it.

Arguments: the vault's folder, a file with its recovery code, how many steps.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from casebook.services.base.session import open_session  # noqa: E402 - the root must be on the path first
from tests.proof.ground import work  # noqa: E402 - the root must be on the path first


def main(vault: Path, code: Path, steps: int) -> None:
    """Work and report."""
    with open_session(vault, code.read_text(encoding="utf-8")) as session:
        chance = random.Random(steps)  # noqa: S311 - the same each time
        work(session, chance, steps, lambda line: _tell(f"{line}\n"))


def _tell(line: str) -> None:
    os.write(1, line.encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
