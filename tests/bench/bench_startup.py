"""How long a person waits before anything shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.ratio import Ratio, timed

PROGRAM = Path(sys.executable).parent / "casebook"

BARE_WINDOW = """
import os
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        os._exit(0)
application = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""

LOCK_SCREEN = """
import os, sys
from casebook.host import sandbox
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
"""Both end at their first paint, so that leaving is not measured. A session is confined after all imports
and before its window, so that is where the watch is set."""


def measure() -> list[Ratio]:
    """`casebook --version` against Python itself, the lock screen against a window with nothing on it."""
    return [
        timed(
            "casebook --version",
            2.0,
            60,
            lambda: _run([str(PROGRAM), "--version"]),
            lambda: _run([sys.executable, "-c", "pass"]),
        ),
        timed(
            "lock screen shown",
            1.6,
            20,
            lambda: _run([sys.executable, "-c", LOCK_SCREEN]),
            lambda: _run([sys.executable, "-c", BARE_WINDOW]),
        ),
    ]


def _run(command: list[str]) -> None:
    """As an installed program starts: compiled, which the first, unmeasured run sees to."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
