from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Demo:
    """The sample as a person gets it: made by the command, once for all tests that look at it."""

    vault: Path
    pdf: Path
    key: Path
    said: str


def casebook(*arguments: object, key: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The installed program, run as a script would."""
    options = ["--passphrase-file", str(key)] if key else []
    return subprocess.run(
        [sys.executable, "-m", "casebook", *map(str, arguments), *options],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo") / "made"
    done = casebook("demo", folder)
    assert done.returncode == 0, done.stderr
    return Demo(folder / "sample.casebook", folder / "dossier.pdf", folder / "passphrase.txt", done.stdout)
