from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proof.ground import files_of, make_vault, put_back

MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory: thousands of vaults are made and thrown away


@pytest.fixture(scope="session")
def master_copy(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], str]:
    """The files of a small vault locked in order, and its recovery code."""
    path, code = make_vault(tmp_path_factory.mktemp("proof"))
    return files_of(path), code


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is such a disk."""
    # The whole of pytest's own path, so that two runs at once keep apart.
    folder = MEMORY / "-".join(("casebook", *tmp_path.parts[1:])) if MEMORY.is_dir() else tmp_path
    folder.mkdir(exist_ok=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def vault(master_copy: tuple[dict[str, bytes], str], scratch: Path) -> Path:
    """The small vault, for this test alone."""
    path = scratch / "proof.casebook"
    put_back(path, master_copy[0])
    return path


@pytest.fixture
def code(master_copy: tuple[dict[str, bytes], str]) -> str:
    """Opens `vault` without a costly derivation."""
    return master_copy[1]
