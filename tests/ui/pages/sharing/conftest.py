"""Casebooks of two people, which exchange over a folder, each with a window."""

from __future__ import annotations

import pytest

from casebook.crypto.kdf import KdfCost
from casebook.services.sharing.parcels.parcel_seal import seal
from casebook.services.sharing.parcels.recall import seal_recall
from tests.services.sharing.team.conftest import kept_teams, new_casebook

__all__ = ["kept_teams", "new_casebook"]


@pytest.fixture(autouse=True)
def _cheap_phrases(cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a guess at the phrase of a parcel cost the least it may."""
    for sealing in (seal, seal_recall):
        usual = sealing.__kwdefaults__
        assert usual is not None
        monkeypatch.setitem(usual, "cost", cheap_cost)
