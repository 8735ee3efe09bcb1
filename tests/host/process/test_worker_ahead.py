from __future__ import annotations

import sys
from pathlib import Path

import pytest

from casebook.host.process.worker_ahead import started_ahead, take
from casebook.host.protocol.bundle_protocol import BUNDLE_WORKER, LOAD_TO_BUILD, LOAD_TO_INSPECT
from casebook.services.processes.bundle_worker import BundleWorker


def test_it_is_taken_once_by_whoever_wants_just_this_worker() -> None:
    with started_ahead(BUNDLE_WORKER, LOAD_TO_INSPECT, 60):
        assert take(BUNDLE_WORKER, LOAD_TO_BUILD) is None
        worker = take(BUNDLE_WORKER, LOAD_TO_INSPECT)
        assert worker is not None
        assert take(BUNDLE_WORKER, LOAD_TO_INSPECT) is None
        worker.close()


def test_a_bundle_worker_is_the_one_that_was_started() -> None:
    with started_ahead(BUNDLE_WORKER, LOAD_TO_INSPECT, 60), BundleWorker(to_build=False) as worker:
        assert worker._child is not None
        assert take(BUNDLE_WORKER, LOAD_TO_INSPECT) is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the children of a process")
def test_one_that_nobody_took_is_ended_and_left_to_nobody() -> None:
    before = _children()
    with started_ahead(BUNDLE_WORKER, LOAD_TO_INSPECT, 60):
        assert len(_children() - before) == 1
    assert _children() == before
    assert take(BUNDLE_WORKER, LOAD_TO_INSPECT) is None


def _children() -> set[int]:
    """The processes that this one started and has not waited for."""
    tasks = Path("/proc/self/task").iterdir()
    return {int(child) for task in tasks for child in (task / "children").read_text().split()}
