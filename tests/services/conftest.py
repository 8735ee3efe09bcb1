from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.base.clock import Clock
from casebook.crypto.kdf import KdfCost
from casebook.services.base.session import Session, open_session, start_session
from casebook.vault import create_vault

PHRASE = "seven invented words stand here for tests"


@pytest.fixture(scope="session")
def small_once(tmp_path_factory: pytest.TempPathFactory, cheap_cost: KdfCost) -> tuple[dict[str, bytes], str]:
    """The files of a vault without a library, made once, and its recovery code."""
    path = tmp_path_factory.mktemp("small") / "small.casebook"
    vault, code = create_vault(path, PHRASE, cost=cheap_cost)
    start_session(vault, who="tester").lock()
    return {file.name: file.read_bytes() for file in path.iterdir() if file.is_file()}, code


@pytest.fixture
def small(small_once: tuple[dict[str, bytes], str], tmp_path: Path) -> Path:
    """A vault without a library, locked in order, for this test alone."""
    path = tmp_path / "small.casebook"
    path.mkdir(mode=0o700)
    (path / "att").mkdir()
    for name, data in small_once[0].items():
        (path / name).write_bytes(data)
    return path


@pytest.fixture
def small_code(small_once: tuple[dict[str, bytes], str]) -> str:
    """The recovery code of `small`: it opens without a costly derivation."""
    return small_once[1]


@pytest.fixture
def session(small: Path, small_code: str, clock: Clock) -> Iterator[Session]:
    """`small`, open; what a test leaves open is closed without an orderly lock."""
    opened = open_session(small, small_code, clock=clock, who="tester")
    yield opened
    opened.close()
