from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.base.clock import Clock
from casebook.services.base.session import Session, open_session
from tests.vaults import MasterVault


@pytest.fixture
def small(empty_vault: MasterVault, tmp_path: Path) -> Path:
    """A vault without a library, locked in order, for this test alone."""
    return empty_vault.copied_to(tmp_path / "small.casebook")


@pytest.fixture
def small_code(empty_vault: MasterVault) -> str:
    """The recovery code of `small`: it opens without a costly derivation."""
    return empty_vault.code


@pytest.fixture
def session(small: Path, small_code: str, clock: Clock) -> Iterator[Session]:
    """`small`, open; what a test leaves open is closed without an orderly lock."""
    opened = open_session(small, small_code, clock=clock, who="tester")
    yield opened
    opened.close()


@pytest.fixture
def stocked(library_vault: MasterVault, tmp_path: Path, clock: Clock) -> Iterator[Session]:
    """A vault with the shipped library in it, open, for this test alone."""
    path = library_vault.copied_to(tmp_path / "stocked.casebook")
    opened = open_session(path, library_vault.code, clock=clock, who="tester")
    yield opened
    opened.close()
