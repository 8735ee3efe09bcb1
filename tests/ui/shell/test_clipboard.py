"""What the program copies is cleared after a while and at lock, and nothing of another program is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from casebook.services.base import setting
from casebook.services.base.session import Session
from casebook.services.base.setting import LockTimes
from casebook.ui.shell.clipboard import Clipboard
from tests.ui.driver import behind

Opened = Callable[..., Any]


def test_a_copy_is_marked_as_secret_and_gone_at_lock(opened: Opened, blank: Session) -> None:
    workspace = opened(blank)
    board = QGuiApplication.clipboard()
    board.setText("copied from a record")
    assert board.text() == "copied from a record"
    assert board.mimeData().hasFormat("x-kde-passwordManagerHint")
    workspace.context.about_to_lock.emit()
    assert board.text() == ""


def test_a_copy_is_gone_after_the_time_this_vault_is_set_to(
    opened: Opened, blank: Session, qtbot: QtBot
) -> None:
    setting.keep_lock_times(blank, LockTimes(clipboard_s=5))
    workspace = opened(blank)
    timer = behind(behind(workspace, Clipboard), QTimer)
    assert timer.interval() == 5000
    timer.setInterval(10)
    board = QGuiApplication.clipboard()
    board.setText("copied from a record")
    qtbot.waitUntil(lambda: board.text() == "")
