"""Jobs on PDFs run in the process of the tests here, but for those marked `confined` and proofs."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _jobs_here(jobs_here: None) -> None:
    """Spare each copy the half second in which its worker loads."""
