from __future__ import annotations

import gc
from _thread import get_ident
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from weakref import ref

import pytest
from PySide6.QtWidgets import QApplication

from casebook.ui.app.collector import THRESHOLDS, Collector


class Cycle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def runs() -> Iterator[list[bool]]:
    """For each run of the collector: whether it was in the thread of the window."""
    seen: list[bool] = []
    here = get_ident()

    def note(_: str, __: dict[str, int]) -> None:
        seen.append(get_ident() == here)

    gc.collect()
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


@pytest.mark.usefixtures("application")
def test_garbage_of_a_lane_is_collected_in_the_thread_of_the_window(runs: list[bool]) -> None:
    gc.enable()
    collector = Collector()
    with ThreadPoolExecutor(1) as lane:
        lost = lane.submit(lambda: [ref(Cycle()) for _ in range(2 * THRESHOLDS[0])]).result()
    assert runs == []
    assert lost[0]() is not None
    collector.collect_if_due()
    assert runs
    assert all(runs)
    assert [each for each in lost if each()] == []


def test_little_garbage_waits(application: QApplication, runs: list[bool]) -> None:
    Collector(application).collect_if_due()
    assert runs == []
