"""The frozen casebook, opened by a program that shares nothing with ours: `docs/vault-format.md` suffices."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.paths import DATA, ROOT

pytestmark = pytest.mark.proof

READER = ROOT / "tests" / "vault" / "independent" / "second_reader.py"
KNOWN = "f666913dc9c9875a9ad92095d332652df3200e538fbbe4e76925329c290b0be6"
"""SHA-256 of the database, decrypted, as the document publishes it."""


@pytest.mark.parametrize(
    "secret",
    ["eight invented words open this casebook of vectors", "E6XK-S1P4-E5A8-3Z21-R8JV-PTZA-D1NN-WZMX-449R"],
    ids=["passphrase", "recovery code"],
)
def test_a_second_reader_opens_the_frozen_casebook(tmp_path: Path, secret: str) -> None:
    with tarfile.open(DATA / "vectors" / "format-1.tar") as archive:
        archive.extractall(tmp_path, filter="data")
    output = subprocess.run(
        [sys.executable, "-I", str(READER), str(tmp_path / "vectors.casebook")],
        input=secret,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    sys.stdout.write(f"\n{output}")
    assert "person: 1 rows" in output
    assert f"database, decrypted: SHA-256 {KNOWN}" in output
