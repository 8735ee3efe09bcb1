from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.base.clock import Clock
from casebook.services.base.session import Session, open_session
from tests.vaults import MasterVault


@pytest.fixture
def sample(sample_vault: MasterVault, tmp_path: Path, clock: Clock) -> Iterator[Session]:
    """The sample casebook, open, for this test alone to write in."""
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    opened = open_session(path, sample_vault.code, clock=clock, who="tester")
    yield opened
    opened.close()
