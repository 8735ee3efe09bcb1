"""Messages of Windows to the window that listens lock a vault, and sleep waits until it is closed.

On Windows they are sent to it by the system; elsewhere it is handed what Qt would hand it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from casebook.ui.lock.idle import Idle
from casebook.ui.lock.windows_events import WindowsEvents

POWER, SESSION = 0x218, 0x2B1
SUSPEND, CHARGER, LOCK, UNLOCK = 4, 0xA, 7, 8


class Closing(QObject):
    """Stands for the program, whose vault takes a moment to close."""

    locked = Signal()
    is_open = True

    def begin(self) -> None:
        QTimer.singleShot(20, self, self.close)

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self.locked.emit()


@pytest.fixture
def send() -> Callable[[WindowsEvents, int, int], None]:
    """Send a message to the window that listens."""

    def send(triggers: WindowsEvents, message: int, parameter: int) -> None:
        if sys.platform == "win32":
            ctypes.WinDLL("user32").SendMessageW(int(triggers.window.winId()), message, parameter, 0)
        else:
            sent = wintypes.MSG(message=message, wParam=parameter)
            triggers.window.nativeEvent(b"windows_generic_MSG", ctypes.addressof(sent))

    return send


def _listening(application: QApplication, owner: QObject) -> tuple[WindowsEvents, Closing, list[str]]:
    program, idle, locks = Closing(owner), Idle(application, owner), list[str]()
    triggers = WindowsEvents(program.locked, lambda: program.is_open, owner)
    idle.watch(triggers)
    idle.expired.connect(lambda: locks.append("lock"))
    idle.expired.connect(program.begin)
    return triggers, program, locks


def test_sleep_waits_until_the_vault_is_closed(
    application: QApplication, owner: QObject, send: Callable[[WindowsEvents, int, int], None]
) -> None:
    triggers, program, locks = _listening(application, owner)
    send(triggers, POWER, CHARGER)
    assert (locks, program.is_open) == ([], True)
    send(triggers, POWER, SUSPEND)
    assert (locks, program.is_open) == (["lock"], False)


def test_the_locked_screen_locks_without_waiting(
    application: QApplication, owner: QObject, send: Callable[[WindowsEvents, int, int], None]
) -> None:
    triggers, program, locks = _listening(application, owner)
    send(triggers, SESSION, UNLOCK)
    assert locks == []
    send(triggers, SESSION, LOCK)
    assert (locks, program.is_open) == (["lock"], True)
    send(triggers, POWER, SUSPEND)  # as a lid that is shut: first the screen, then the computer
    assert not program.is_open


def test_what_is_not_set_locks_nothing(
    application: QApplication, owner: QObject, send: Callable[[WindowsEvents, int, int], None]
) -> None:
    triggers, program, locks = _listening(application, owner)
    triggers.heeds_sleep = triggers.heeds_screen = False
    send(triggers, POWER, SUSPEND)
    send(triggers, SESSION, LOCK)
    assert (locks, program.is_open) == ([], True)


def test_a_window_that_is_refused_messages_says_so(application: QApplication, owner: QObject) -> None:
    """Only Windows sends messages; elsewhere the refusal is real."""
    triggers, _, _ = _listening(application, owner)
    lost: list[str] = []
    triggers.lost.connect(lambda: lost.append("lost"))
    application.processEvents()
    assert bool(lost) is (sys.platform != "win32")
