"""Locking by itself, and the panic key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.crypto.kdf import KdfCost
from casebook.services.base.session import open_session, start_session
from casebook.ui.app.application import Program
from casebook.ui.dialogs.file import pick_folder
from casebook.ui.lock.idle import Idle
from casebook.ui.shell.status import StatusLine
from casebook.ui.shell.workspace import Workspace
from casebook.vault import create_vault
from tests.ui import programs
from tests.ui.driver import behind, is_in_view, message_of, part, text_of

PHRASE = "seven invented words stand here for tests"
WAIT_MS = 20_000


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def program(application: QApplication, tmp_path: Path, cheap_cost: KdfCost, qtbot: QtBot) -> Program:
    path = tmp_path / "small.casebook"
    vault, _ = create_vault(path, PHRASE, cost=cheap_cost)
    start_session(vault, who="tester").lock()
    running = programs.shown(application, qtbot, [path])
    running.unlock(path, PHRASE)
    qtbot.waitUntil(lambda: running.window.workspace is not None, timeout=WAIT_MS)
    return running


def _idle(program: Program) -> Idle:
    return behind(program, Idle)


def _workspace(program: Program) -> Workspace:
    assert program.window.workspace is not None
    return program.window.workspace


def test_the_last_minute_is_counted_and_the_end_locks(
    application: QApplication, owner: QObject, qtbot: QtBot
) -> None:
    clock, counts = Hand(), list[int]()
    idle = Idle(application, owner, clock)
    idle.counting.connect(counts.append)
    idle.begin(300)
    clock.at += 200
    idle.look()
    assert counts == []
    clock.at += 50.5
    idle.look()
    idle.stir()
    assert counts == [50, 50, 0]
    clock.at += 299
    idle.look()
    clock.at += 1
    with qtbot.waitSignal(idle.expired):
        idle.look()


def test_input_after_sleep_comes_too_late(application: QApplication, owner: QObject, qtbot: QtBot) -> None:
    clock = Hand()
    idle = Idle(application, owner, clock)
    idle.begin(300)
    clock.at += 8 * 3600
    with qtbot.waitSignal(idle.expired):
        idle.stir()


def test_the_status_line_counts_and_the_window_locks(program: Program, qtbot: QtBot) -> None:
    status = part(_workspace(program), StatusLine)
    _idle(program).counting.emit(42)
    assert is_in_view(status, "Locks in 42 seconds")
    _idle(program).counting.emit(0)
    assert "Locks in" not in text_of(status)
    with qtbot.waitSignal(program.locked):
        _idle(program).expired.emit()
    assert program.window.lock_screen.isVisible()
    assert program.window.workspace is None


def test_the_panic_key_blanks_and_locks_also_from_a_picker(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    def press() -> None:
        picker = QApplication.activeModalWidget()
        assert picker is not None
        handle = picker.windowHandle()
        assert handle is not None
        _idle(program).listen(handle)
        QTest.keyClick(handle, Qt.Key.Key_F12)

    QTimer.singleShot(200, program, press)
    with qtbot.waitSignal(program.locked):
        assert pick_folder(program.window, program.words) is None
    assert program.window.workspace is None
    assert program.window.lock_screen.isVisible()
    program.unlock(tmp_path / "small.casebook", PHRASE)
    qtbot.waitUntil(lambda: program.window.workspace is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "The records were checked" in message_of(_workspace(program)), timeout=WAIT_MS)
    programs.locked(program, qtbot)
    with open_session(tmp_path / "small.casebook", PHRASE) as session:
        assert not session.is_recovered
        assert session.store.verify_audit() == 0
