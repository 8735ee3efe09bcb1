"""The whole program with its threads, let go of before its window is: a test may end at any moment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.base.settings import Settings
from casebook.ui.app.application import Program

WAIT_MS = 30_000


def prepared(application: QApplication, qtbot: QtBot, vaults: Sequence[Path]) -> Program:
    """The program before anything of it is seen."""
    program = Program(application, Settings(theme="light"), vaults)
    qtbot.addWidget(program.window, before_close_func=lambda _: _let_go(program, qtbot))
    return program


def shown(application: QApplication, qtbot: QtBot, vaults: Sequence[Path]) -> Program:
    """The program at its lock screen."""
    program = prepared(application, qtbot, vaults)
    program.show()
    qtbot.waitExposed(program.window)
    return program


def locked(program: Program, qtbot: QtBot) -> None:
    """Lock it where it is open, and wait until that is done."""
    if program._session is not None:
        with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
            program.lock()


def _let_go(program: Program, qtbot: QtBot) -> None:
    """What is still under way would come back to a window that is gone."""
    qtbot.waitUntil(lambda: program._lanes is None or not program._lanes._under_way, timeout=WAIT_MS)
    locked(program, qtbot)
    program.window.close_workspace()
    if program._lanes:
        program._lanes.stop()
