"""What a bench finds: one thing measured against a floor taken in the same run."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Our figure over the floor's.

    Attributes:
        name: what was measured, in a few words.
        value: the ratio.
        bar: the most it may be.
        detail: both figures with their units.
    """

    name: str
    value: float
    bar: float
    detail: str

    @property
    def is_over(self) -> bool:
        """Whether the bar was missed."""
        return self.value > self.bar


def medians_ms(rounds: int, ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """The median times of two pieces of work in milliseconds, taken in turns on the same machine."""
    first, second = times_ms(rounds, ours, floor, time.perf_counter)
    return statistics.median(first), statistics.median(second)


def least_ms(rounds: int, ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """How long the processor works on two things at best, where what others do counts least."""
    first, second = times_ms(rounds, ours, floor, time.process_time)
    return min(first), min(second)


def times_ms(
    rounds: int, ours: Callable[[], object], floor: Callable[[], object], clock: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """The times of two pieces of work in milliseconds, taken in turns.

    Each is done once beforehand, unmeasured. If a piece of work gives back something to call, it is called
    after the time is taken: to close what was opened.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for work, times in zip((ours, floor), taken, strict=True):
            start = clock()
            tidy = work()
            if number:
                times.append((clock() - start) * 1000)
            if callable(tidy):
                tidy()
    return taken


def worked(
    name: str, bar: float, rounds: int, ours: Callable[[], object], floor: Callable[[], object]
) -> Ratio:
    """The ratio of the least times the processor worked."""
    ours_ms, floor_ms = least_ms(rounds, ours, floor)
    return Ratio(
        name, ours_ms / floor_ms, bar, f"{ours_ms:.1f} ms against {floor_ms:.1f} ms of work, {rounds} runs"
    )


def timed(
    name: str, bar: float, rounds: int, ours: Callable[[], object], floor: Callable[[], object]
) -> Ratio:
    """The ratio of the median times of two pieces of work."""
    ours_ms, floor_ms = medians_ms(rounds, ours, floor)
    return Ratio(name, ours_ms / floor_ms, bar, f"{ours_ms:.1f} ms against {floor_ms:.1f} ms, {rounds} runs")


def compared(
    name: str, bar: float, rounds: int, ours: Callable[[], float], floor: Callable[[], float]
) -> Ratio:
    """The ratio of the medians of two measurements in milliseconds, taken in turns, the first not counted."""
    pairs = [(ours(), floor()) for _ in range(rounds + 1)][1:]
    ours_ms, floor_ms = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Ratio(name, ours_ms / floor_ms, bar, f"{ours_ms:.1f} ms against {floor_ms:.1f} ms, {rounds} runs")


@contextmanager
def scratch(name: str) -> Iterator[Path]:
    """An empty folder under build/, gone afterwards."""
    folder = ROOT / "build" / "bench" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
