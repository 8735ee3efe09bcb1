"""Sleep and the locked screen on macOS, which the window's own process hears of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from casebook.host.process.macos_desktop import MacosDesktop
from casebook.host.protocol.desktop_protocol import DesktopMessage
from casebook.ui.lock.triggers import DesktopEvents


class MacosEvents(DesktopEvents):
    """Listens to macOS, which puts sleep off until `allow_sleep`; lost where it reports nothing.

    Args:
        is_open: whether there is anything to lock.
        parent: it ends with.
    """

    def __init__(self, is_open: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_open = is_open
        self._desktop: MacosDesktop | None = None
        try:
            self._desktop = MacosDesktop(self.on_event)
        except OSError:
            QTimer.singleShot(0, self, self.lost.emit)

    def on_event(self, kind: DesktopMessage) -> None:
        """Lock where that is set; let the computer sleep where nothing is to be locked."""
        if self.is_heeded(kind) and self._is_open():
            self.leaving.emit()
        elif kind == DesktopMessage.SLEEP:
            self.allow_sleep()

    def allow_sleep(self) -> None:
        """Let the computer sleep: all is locked."""
        if self._desktop:
            self._desktop.allow_sleep()
