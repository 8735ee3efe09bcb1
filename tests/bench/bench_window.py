"""What a person waits for at the window: from the shell to the lock screen, from Enter to the first page.

Whole processes on a screen of their own, watched from outside. The vault is opened by its recovery code, for
which no key is derived from a passphrase: that takes a second on purpose.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.sample.sample import fill_with_sample
from casebook.services.base.session import open_session, start_session
from casebook.vault import create_vault
from tests.bench.bench_startup import PROGRAM
from tests.bench.ratio import Ratio, compared, scratch, timed
from tests.proof.screen import Display, display

OPEN_ROUNDS, PAGE_ROUNDS, INNER_ROUNDS = 10, 5, 10
KEY_S = 0.1
"""A person who types the code from paper takes longer."""
QUIET_S = 1.0
"""A page is there when nothing more comes for so long."""

BARE_WINDOW = """
import os
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        if os.environ.get("ENDS_WHEN_PAINTED"):
            os._exit(0)
application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""

# Reads what Today shows and the deadline opened in it rests on, and shows every row of it in a table.
BARE_TABLE = """
import sys
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTableWidget, QTableWidgetItem
from sqlcipher3 import dbapi2

RUNNING = "deadline.status IN ('open', 'extended') AND deadline.binned_at IS NULL"
SOON = "BETWEEN date('now') AND date('now', '30 days')"
QUERIES = (
    "SELECT deadline.title, due_on, reference, reason FROM deadline JOIN case_file ON case_id = case_file.id"
    f" WHERE {RUNNING} ORDER BY sorted_on",
    f"SELECT responsible, consequence, remind_days, working FROM deadline WHERE {RUNNING} ORDER BY sorted_on",
    "SELECT title, sorted_on, place, kind FROM event"
    f" WHERE id IN (SELECT event_id FROM deadline WHERE {RUNNING})",
    "SELECT step, due_on, owner, remark FROM task"
    f" WHERE deadline_id IN (SELECT id FROM deadline WHERE {RUNNING}) ORDER BY due_on",
    "SELECT event.title, sorted_on, place, reference FROM event JOIN case_file ON case_id = case_file.id"
    f" WHERE sorted_on {SOON} AND event.binned_at IS NULL",
    "SELECT step, due_on, owner, reference FROM task LEFT JOIN case_file ON case_id = case_file.id"
    " WHERE done_on IS NULL AND due_on <= date('now', '30 days') AND task.binned_at IS NULL ORDER BY due_on",
    "SELECT rule_id, taken_from, taken_on, text FROM own_rule WHERE binned_at IS NULL",
    "SELECT profile_id, taken_from, taken_on, text FROM own_profile WHERE binned_at IS NULL",
    "SELECT calendar_id, [on], why, '' FROM closure WHERE binned_at IS NULL",
    "SELECT count(*), '', '', '' FROM finding WHERE verify != '' AND binned_at IS NULL",
    "SELECT name, value, '', '' FROM setting",
)
path, key = sys.stdin.read().split()

def show():
    link = dbapi2.connect(path)
    link.execute(f"PRAGMA key = \\"x'{key}'\\"")
    rows = [row for query in QUERIES for row in link.execute(query)]
    table = QTableWidget(len(rows), 4)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.setItem(at, column, QTableWidgetItem(str(cell or "")))
    window.setCentralWidget(table)

application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
field = QLineEdit()
field.returnPressed.connect(show)
window.setCentralWidget(field)
field.setFocus()
window.show()
application.exec()
"""

LOCK_SCREEN = """
import os, sys
from casebook.host.sandbox import sandbox
confine = sandbox.confine_session
def confine_and_watch(grants):
    from casebook.ui.lock.lock import LockScreen
    LockScreen.paintEvent = lambda self, event: os._exit(0)
    return confine(grants)
sandbox.confine_session = confine_and_watch
sys.argv[1:] = []
from casebook.__main__ import main
os._exit(main())
"""
"""Ends at its first paint. A session is confined after all imports and before its window: there the watch is
set."""


def measure() -> list[Ratio]:
    """The lock screen against an empty window, the first page against a bare table of its rows."""
    with scratch("window") as folder, display(folder) as shown:
        vault, code, key = _vault(folder)
        opened = [str(PROGRAM), "open", str(vault)]
        bare = [sys.executable, "-c", BARE_WINDOW]
        inner = [sys.executable, "-c", LOCK_SCREEN]
        rows = f"{vault / 'case.db'} {key.hex()}"
        return [
            compared(
                "casebook open to the lock screen",
                2.0,
                OPEN_ROUNDS,
                lambda: _shown_ms(shown, folder, opened),
                lambda: _shown_ms(shown, folder, bare),
            ),
            timed(
                "lock screen painted (inner)",
                1.6,
                INNER_ROUNDS,
                lambda: _painted(shown, folder, inner),
                lambda: _painted(shown, folder, bare),
            ),
            compared(
                "Enter to the first page",
                2.0,
                PAGE_ROUNDS,
                lambda: _entered_ms(shown, folder, opened, typed=code.replace("-", "").lower()),
                lambda: _entered_ms(shown, folder, [sys.executable, "-c", BARE_TABLE], read=rows),
            ),
        ]


def _vault(folder: Path) -> tuple[Path, str, bytes]:
    """The sample's casebook, its recovery code, and the key of its database."""
    path = folder / "sample.casebook"
    vault, code = create_vault(path, "seven invented words stand here for tests")
    with start_session(vault) as session:
        fill_with_sample(session)
    with open_session(path, code) as session:
        return path, code, session.vault.database_key


@contextmanager
def _running(shown: Display, folder: Path, command: list[str], read: str = "") -> Iterator[float]:
    """A program with its window on an empty screen, ended in order afterwards; the moment of its start."""
    empty = shown.look()
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        env=_environment(shown, folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as process:
        if process.stdin is None:
            raise TypeError
        process.stdin.write(read)
        process.stdin.close()
        try:
            yield start
        finally:
            process.terminate()
    shown.wait_for(empty)


def _environment(shown: Display, folder: Path) -> dict[str, str]:
    """An installed program's: compiled, with nobody's settings."""
    settings = {
        "DISPLAY": shown.name,
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONDONTWRITEBYTECODE", "WAYLAND_DISPLAY"}
    }
    return kept | settings


def _shown_ms(shown: Display, folder: Path, command: list[str]) -> float:
    """From the start of a program to the first it shows."""
    before = shown.look()
    with _running(shown, folder, command) as start:
        return (shown.changed_at(before) - start) * 1000


def _entered_ms(
    shown: Display, folder: Path, command: list[str], *, typed: str = "", read: str = ""
) -> float:
    """From Enter to the last of what then shows."""
    before = shown.look()
    with _running(shown, folder, command, read):
        shown.changed_at(before)
        shown.settled_at(QUIET_S)
        shown.type(typed, KEY_S)
        start = time.perf_counter()
        shown.press("Return")
        entered = shown.look()
        shown.changed_at(entered)
        return (shown.settled_at(QUIET_S) - start) * 1000


def _painted(shown: Display, folder: Path, command: list[str]) -> None:
    environment = _environment(shown, folder) | {"ENDS_WHEN_PAINTED": "yes"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=True)
