"""Sleep and the locked screen on macOS, which the window's own process hears of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, SignalInstance

from casebook.host.desktop.macos_desktop import MacosDesktop
from casebook.host.protocol.desktop_protocol import DesktopMessage
from casebook.ui.lock.desktop_events import DesktopEvents


class MacosEvents(DesktopEvents):
    """Listens to macOS, which puts sleep off until `allow_sleep`; lost where it reports nothing.

    Args:
        locked: a vault was closed; what puts sleep off ends then.
        is_open: whether there is one that is not closed yet.
        parent: it ends with.
    """

    def __init__(self, locked: SignalInstance, is_open: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_open = is_open
        locked.connect(self.allow_sleep)
        self._desktop: MacosDesktop | None = None
        try:
            self._desktop = MacosDesktop(self.take)
        except OSError:
            QTimer.singleShot(0, self, self.lost.emit)

    def take(self, kind: DesktopMessage) -> bool:
        """Take what the system reports; let the computer sleep where nothing is to be locked."""
        locks = self._is_open() and super().take(kind)
        if kind == DesktopMessage.SLEEP and not locks:
            self.allow_sleep()
        return locks

    def allow_sleep(self) -> None:
        """Let the computer sleep: all is locked."""
        if self._desktop:
            self._desktop.allow_sleep()
