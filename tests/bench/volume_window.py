"""Goes through every page of the window over a large vault and tells what each took: one JSON line."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from casebook.base.i18n import Words
from casebook.base.settings import Settings
from casebook.services import case
from casebook.services.session import Session, start_session
from casebook.ui import fonts
from casebook.ui.changes import Bus
from casebook.ui.desk import Desk, Place
from casebook.ui.places import PAGES
from casebook.ui.tasks import Lanes
from casebook.ui.toolkit import make_application
from casebook.ui.window import Window
from casebook.vault import open_vault
from tests.bench import volume

BEAT_MS = 2
ROUNDS = 3
TABS = ("overview", "people", "deadlines", "evidence", "chronology", "dossiers")
ALONE = ("case", "country")
"""Pages that are about one record."""


class Beat:
    """Tells the longest time in which the window answered nothing."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._strike)
        self._timer.start(BEAT_MS)

    def begin(self) -> None:
        self.longest_ms, self._last = 0.0, time.perf_counter()

    def _strike(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now


def main(path: Path) -> None:
    """Each place several times; the median time and the longest pause of each."""
    application = make_application(Settings(theme="light"))
    fonts.set_behind(application)
    session = start_session(open_vault(path, volume.PHRASE))
    some = case.rows(session)[3].id
    lanes = Lanes()
    desk = Desk(session, lanes, Bus(), Words())
    window = Window(desk.words, [])
    window.resize(1280, 800)
    window.show()
    window.open_workspace(desk)
    places = {name: Place(page=name) for name in PAGES if name not in ALONE}
    places |= {f"case, {tab}": Place(page="case", id=some, tab=tab) for tab in TABS}
    beat = Beat()
    settle(application, lanes)
    pages, gaps = {}, {}
    for name, place in places.items():
        taken = []
        gap = 0.0
        for _ in range(ROUNDS):
            desk.go(Place(page="settings"))
            settle(application, lanes)
            beat.begin()
            start = time.perf_counter()
            desk.go(place)
            settle(application, lanes)
            taken.append((time.perf_counter() - start) * 1000)
            gap = max(gap, beat.longest_ms)
        pages[name], gaps[name] = sorted(taken)[ROUNDS // 2], gap
    print(json.dumps({"pages": pages, "gaps": gaps, "memory_mib": resident_mib()}))
    window.close_workspace()
    leave(session, lanes)


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
