"""Idle lock: a countdown in the last minute without input; also handles the panic key."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from casebook.base.stopwatch import seconds_with_sleep
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.kit.shortcuts import is_pressed

if TYPE_CHECKING:  # loaded when a vault is opened
    from casebook.ui.lock.desktop_events import DesktopEvents

PANIC_KEY = Qt.Key.Key_F12
USUAL_IDLE_S = 300
_LAST_S = 60
_LOOK_MS = 1000
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)


class Input(QObject):
    """Listens to the program's windows instead of each widget, and so also to dialogs.

    Attributes:
        stirred: there was input.
        panicking: the panic key was pressed.
    """

    stirred = Signal()
    panicking = Signal()

    def __init__(self, application: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusWindowChanged.connect(self.listen)
        self.listen(application.focusWindow())

    def listen(self, window: QWindow | None) -> None:
        """Listen to this window too."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Record input; the panic key is not passed on."""
        if event.type() in _INPUT:
            if isinstance(event, QKeyEvent) and event.key() == PANIC_KEY:
                self.panicking.emit()
                return True
            self.stirred.emit()
        return super().eventFilter(watched, event)


class Idle(Input):
    """Counts the seconds since the last input.

    Attributes:
        triggers: desktop events that lock, where the desktop reports them.
        expired: there was no input for the whole time.
        locking: the key that locks was pressed over an open list or menu, which no shortcut reaches.
        counting: seconds that are left, in the last minute; 0 when there was input again.
    """

    expired = Signal()
    locking = Signal()
    counting = Signal(int)

    def __init__(
        self, application: QGuiApplication, parent: QObject, now: Callable[[], float] = seconds_with_sleep
    ) -> None:
        super().__init__(application, parent)
        self._now, self._idle_s, self._since = now, USUAL_IDLE_S, now()
        self._is_counting = False
        self.triggers: DesktopEvents | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.stirred.connect(self.stir)

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Record input; the panic key is not passed on, and the lock key not to an open list or menu."""
        is_handled = super().eventFilter(watched, event)
        if is_handled or event.type() != QEvent.Type.KeyPress or QApplication.activePopupWidget() is None:
            return is_handled
        is_lock = isinstance(event, QKeyEvent) and is_pressed(event, "lock")
        if is_lock:
            self.locking.emit()
        return is_lock

    def watch(self, triggers: DesktopEvents) -> None:
        """Lock on desktop events as well as on idle time."""
        self.triggers = triggers
        triggers.leaving.connect(self.expired)

    def begin(self, idle_s: int = USUAL_IDLE_S) -> None:
        """Start counting.

        Args:
            idle_s: seconds without input after which to lock.
        """
        self._idle_s, self._since = idle_s, self._now()
        self._timer.start()

    def end(self) -> None:
        """Stop counting: the vault is locked."""
        self._timer.stop()

    def stir(self) -> None:
        """Handle input; it is too late if the time was already over, as after sleep."""
        self.look()
        if self._timer.isActive():
            self._since = self._now()
            self._tell(0)

    def look(self) -> None:
        """Check how much time is left."""
        if not self._timer.isActive():
            return
        left = self._idle_s - (self._now() - self._since)
        if left <= 0:
            self.end()
            self.expired.emit()
        else:
            self._tell(ceil(left) if left <= _LAST_S else 0)

    def _tell(self, left_s: int) -> None:
        if left_s or self._is_counting:
            self._is_counting = left_s > 0
            self.counting.emit(left_s)
