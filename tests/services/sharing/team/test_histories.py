"""Whatever happens to a team and its folders, all casebooks hold the same in the end: what was written."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.proof.ground import say
from tests.sampled import sampled
from tests.services.sharing.team.random_team import (
    AFTER_REMOVAL,
    OF_TWO,
    PRIVATE,
    SPACES,
    Team,
    in_space,
)
from tests.services.sharing.team.team_device import Device
from tests.services.sharing.team.team_oracle import content, every_page, stored
from tests.vaults import MasterVault


def _play(empty: MasterVault, folder: Path, seed: int) -> dict[str, int]:
    team = Team(empty, folder, seed)
    try:
        team.run()
        inside = [one for one in team.devices if not one.is_removed]
        for case_id in SPACES:
            _require_alike(team, [one for one in inside if case_id in one.spaces], case_id, seed)
        for one in team.devices:
            one.session.store.verify_audit()
            assert one.session.store.differences() == [], f"history of {one.name}, seed {seed}"
            _require_nothing_else(team, one, seed)
        for path in team.folder.glob("*.casebook-share/*/*"):
            assert not any(word.encode() in path.read_bytes() for word in (PRIVATE, OF_TWO, "Sample"))
    finally:
        team.close()
    return team.counts


def _require_alike(team: Team, members: list[Device], case_id: str, seed: int) -> None:
    """Require that all who have a case hold the same: what was written and neither replaced nor purged."""
    ids = in_space(team, [case_id])
    expected = dict(content(members[0].session, ids))
    for other in members[1:]:
        for name, value in content(other.session, ids):
            assert value == expected[name], f"{name} of {case_id} with {other.name}, seed {seed}"
    if not team.loses:
        standing = {record: one for record, one in team.oracle.standing().items() if record[1] in ids}
        for one in members:
            assert stored(one.session, ids) == standing, f"writes of {case_id} with {one.name}, seed {seed}"


def _require_nothing_else(team: Team, one: Device, seed: int) -> None:
    """Require that no page holds what was purged, what is of another case, or came after a removal."""
    pages = every_page(one.session)
    purged = team.oracle.purged_texts() if not one.is_removed else set()
    for word in purged | ({PRIVATE} if "c3" not in one.spaces else set()):
        assert word.encode() not in pages, f"{word} with {one.name}, seed {seed}"
    if "c2" not in one.spaces:
        assert OF_TWO.encode() not in pages, f"of another space with {one.name}, seed {seed}"
    if one.is_removed:
        assert AFTER_REMOVAL.encode() not in pages, f"after its removal with {one.name}, seed {seed}"


@pytest.mark.parametrize("seed", sampled(range(3)))
def test_all_hold_the_same_in_the_end(empty_vault: MasterVault, tmp_path: Path, seed: int) -> None:
    _play(empty_vault, tmp_path, seed)


def test_a_folder_of_which_only_a_lost_head_was_known_is_used_again(
    empty_vault: MasterVault, tmp_path: Path
) -> None:
    """In this history a device knew nothing but its head, which went while files of others came."""
    _play(empty_vault, tmp_path, 712)


@pytest.mark.proof
@pytest.mark.parametrize("hundred", range(10))
def test_a_thousand_histories_end_alike(empty_vault: MasterVault, tmp_path: Path, hundred: int) -> None:
    counts: Counter[str] = Counter()
    for seed in range(100 * hundred, 100 * hundred + 100):
        folder = tmp_path / str(seed)
        folder.mkdir()
        counts.update(_play(empty_vault, folder, seed))
        shutil.rmtree(folder)
    say(f"100 histories of a team from {100 * hundred} on, none diverged: {dict(sorted(counts.items()))}")
