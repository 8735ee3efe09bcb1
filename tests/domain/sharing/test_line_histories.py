"""Random histories of several devices: the logs of lines against the model they were designed with."""

from __future__ import annotations

import pytest

from tests.domain.sharing.team_model import Device, History, LoggedDevice


@pytest.mark.parametrize("block", [0, *(pytest.param(one, marks=pytest.mark.proof) for one in range(1, 4))])
def test_all_devices_end_equal_and_nothing_written_is_lost(block: int) -> None:
    for seed in range(block * 50, block * 50 + 50):
        history = History(seed)
        devices = history.finish()
        ends = [(device.values.standing, device.values.purged) for device in devices]
        assert all(end == ends[0] for end in ends), seed
        standing, purged = ends[0]
        kept = {stamp for register in standing.values() for stamp in register}
        covered = {stamp for change in history.written for op in change.ops for stamp in op.over}
        on_carrier = [op for change in history.carrier.values() for op in change.ops]
        lost = [
            op
            for op in on_carrier
            if op.kind == "set" and op.stamp not in kept | covered and op.key[0] not in purged
        ]
        assert not lost, seed


def test_the_model_and_the_logs_are_two_programs() -> None:
    assert LoggedDevice.take is not Device.take
    assert LoggedDevice.adopt is not Device.adopt
