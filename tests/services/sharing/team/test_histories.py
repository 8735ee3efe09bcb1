"""Whatever happens to a team and its folder, all casebooks hold the same in the end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.services.sharing.team.random_team import Team
from tests.store.sharing.random_history import content
from tests.vaults import MasterVault


def _play(empty: MasterVault, folder: Path, seed: int) -> None:
    team = Team(empty, folder, seed)
    team.run()
    first, *others = team.devices
    expected = dict(content(first.session.store))
    for other in others:
        for name, value in content(other.session.store):
            assert value == expected[name], f"{name}, seed {seed}"
    for one in team.devices:
        one.session.store.verify_audit()
        assert one.session.store.differences() == []
    team.close()


@pytest.mark.parametrize("seed", range(3))
def test_all_hold_the_same_in_the_end(empty_vault: MasterVault, tmp_path: Path, seed: int) -> None:
    _play(empty_vault, tmp_path, seed)


@pytest.mark.proof
@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_histories_end_alike(empty_vault: MasterVault, tmp_path: Path, hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        folder = tmp_path / str(seed)
        folder.mkdir()
        _play(empty_vault, folder, seed)
        shutil.rmtree(folder)
