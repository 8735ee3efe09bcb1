from __future__ import annotations

import sys
from pathlib import Path

import pytest

from casebook.host.process import worker_ahead
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


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows a process so")
def test_one_that_nobody_took_is_ended_and_left_to_nobody() -> None:
    with started_ahead(BUNDLE_WORKER, LOAD_TO_INSPECT, 60):
        process = Path(f"/proc/{worker_ahead._waiting[BUNDLE_WORKER, LOAD_TO_INSPECT].pid}")
        assert process.exists()
    assert not process.exists()
    assert take(BUNDLE_WORKER, LOAD_TO_INSPECT) is None
