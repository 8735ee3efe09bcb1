"""Goes through every page of the window over a large vault and tells what each took: one JSON line.

Told is the processor's time and beside it the clock's, which on a busy machine tells of its neighbours.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from casebook.base.i18n import Translator
from casebook.base.settings import Settings
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, start_session
from casebook.services.case import case
from casebook.ui.app import preload
from casebook.ui.app.collector import Collector
from casebook.ui.kit import fonts
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.tasks import Lanes
from casebook.ui.kit.toolkit import make_application
from casebook.ui.pages.casefile.case_tabs import LEAVES
from casebook.ui.shell.places import PAGES
from casebook.ui.shell.window import Window
from casebook.vault import open_vault
from tests.bench import volume, volume_acts

BEAT_MS = 2
ROUNDS = 3
LIBRARY = ("findings", "sources", "topics", "statistics", "incidents")
ALONE = ("case", "country")
"""Pages that are about one record."""


class Beat:
    """Tells the longest work of the window's thread between two beats, and the longest time."""

    def __init__(self) -> None:
        self.begin()
        self._timer = QTimer()
        self._timer.timeout.connect(self._strike)
        self._timer.start(BEAT_MS)

    def begin(self) -> None:
        self.busy_ms = self.longest_ms = 0.0
        self._last = time.thread_time(), time.perf_counter()

    def _strike(self) -> None:
        now = time.thread_time(), time.perf_counter()
        self.busy_ms = max(self.busy_ms, (now[0] - self._last[0]) * 1000)
        self.longest_ms = max(self.longest_ms, (now[1] - self._last[1]) * 1000)
        self._last = now


def main(path: Path) -> None:
    """Each place several times; the median time and the longest pause of each."""
    application = make_application(Settings(theme="light"))
    Collector(application)
    fonts.set_behind(application, "en")
    run_in_line(preload.loading(Translator()))
    session = start_session(open_vault(path, volume.PHRASE))
    some = case.rows(session)[3].id
    lanes = Lanes()
    context = PageContext(session, lanes, Bus(), Translator())
    window = Window(context.words, [])
    window.resize(1280, 800)
    window.show()
    window.open_workspace(context)
    beat = Beat()
    settle(application, lanes)
    timings = {
        name: _visit(application, context, lanes, beat, place) for name, place in _places(some).items()
    }
    memory_mib = resident_mib()
    settled = partial(settle, application, lanes)
    report = {
        "pages": timings,
        "memory_mib": memory_mib,
        "keys": dict(volume_acts.keys(window, context, settled)),
        "bulk_ms": volume_acts.bulk_ms(window, context, settled),
        "looks": dict(volume_acts.looks_ms(application, window, context, settled)),
    }
    print(json.dumps(report))
    window.close_workspace()
    leave(session, lanes)


def _places(case_id: str) -> dict[str, Location]:
    """Every page, and every part of those that have some."""
    places = {name: Location(page=name) for name in PAGES if name not in ALONE}
    places |= {f"library, {tab}": Location(page="library", tab=tab) for tab in LIBRARY}
    places |= {f"case, {tab}": Location(page="case", id=case_id, tab=tab) for tab in LEAVES}
    return {**places, "country": Location(page="country", id="CY")}


def _visit(
    application: QApplication, context: PageContext, lanes: Lanes, beat: Beat, place: Location
) -> dict[str, float]:
    """The median of several visits and the longest pause of all, each by the processor and by the clock."""
    taken, waited, pauses = [], [], [(0.0, 0.0)]
    for _ in range(ROUNDS):
        context.go(Location(page="settings"))
        settle(application, lanes)
        beat.begin()
        busy, start = time.process_time(), time.perf_counter()
        context.go(place)
        settle(application, lanes)
        taken.append((time.process_time() - busy) * 1000)
        waited.append((time.perf_counter() - start) * 1000)
        pauses.append((beat.busy_ms, beat.longest_ms))
    return {
        "busy_ms": statistics.median(taken),
        "clock_ms": statistics.median(waited),
        "pause_ms": max(busy for busy, _ in pauses),
        "pause_clock_ms": max(longest for _, longest in pauses),
    }


def settle(application: QApplication, lanes: Lanes) -> None:
    """Until nothing is under way and everything is painted."""
    application.processEvents()
    while lanes._under_way:
        application.processEvents()
        time.sleep(0.0005)
    application.processEvents()


def leave(session: Session, lanes: Lanes) -> None:
    """Lock the vault in order."""
    lanes.stop(session.lock)


def resident_mib() -> float:
    """The most memory this process has held (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]))
