"""The whole program with its threads, stopped before its window: a test may end at any time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.base.settings import Settings, settings_file
from casebook.ui.app.application import Program
from casebook.ui.kit.launcher_link import LauncherLink
from casebook.ui.kit.tasks import Lanes
from tests.ui.driver import field

WAIT_MS = 30_000
SECRET = "Passphrase or recovery code"


def prepared(
    application: QApplication, qtbot: QtBot, vaults: Sequence[Path], link: LauncherLink | None = None
) -> Program:
    """The program before anything of it is seen."""
    chosen = Settings(theme="light")
    chosen.save(settings_file())  # else the window is dressed anew as it shows
    program = Program(application, chosen, vaults, link)
    qtbot.addWidget(program.window, before_close_func=lambda _: _let_go(program, qtbot))
    return program


def shown(
    application: QApplication, qtbot: QtBot, vaults: Sequence[Path], link: LauncherLink | None = None
) -> Program:
    """The program at its lock screen."""
    program = prepared(application, qtbot, vaults, link)
    program.show()
    qtbot.waitExposed(program.window)
    return program


def type_secret(program: Program, secret: str) -> None:
    """Type a passphrase at the lock screen, and Enter."""
    line = field(program.window.lock_screen, program.words(SECRET))
    line.clear()
    QTest.keyClicks(line, secret)
    QTest.keyClick(line, Qt.Key.Key_Return)


def is_at_work(program: Program) -> bool:
    """Whether something it was asked for is not done yet."""
    return any(lanes.is_at_work for lanes in program.findChildren(Lanes))


def locked(program: Program, qtbot: QtBot) -> None:
    """Lock it where it is open, and wait until that is done."""
    if program.is_unlocked:
        with qtbot.waitSignal(program.locked, timeout=WAIT_MS):
            program.lock()


def _let_go(program: Program, qtbot: QtBot) -> None:
    """Stop pending work, which would return to a destroyed window."""
    qtbot.waitUntil(lambda: not is_at_work(program), timeout=WAIT_MS)
    locked(program, qtbot)
    program.window.close_workspace()
    for lanes in program.findChildren(Lanes):
        lanes.stop()
