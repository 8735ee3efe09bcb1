"""Events that lock a vault: sleep, a locked session, a screen saver, as the system reports them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.protocol.desktop_protocol import DesktopMessage


class DesktopEvents(QObject):
    """What the desktop reports while a vault is open, and which of it locks.

    Attributes:
        leaving: lock now.
        lost: no event arrives any more.
        undelayed: the system does not put sleep off until the lock is done.
        heeds_sleep: whether sleep is one of the reasons for it.
        heeds_screen: whether the locked screen is.
    """

    leaving = Signal()
    lost = Signal()
    undelayed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.heeds_sleep = self.heeds_screen = True

    def take(self, kind: DesktopMessage) -> bool:
        """Take what the system reports; returns whether that locks."""
        if kind == DesktopMessage.UNDELAYED and self.heeds_sleep:
            self.undelayed.emit()
        reasons = {DesktopMessage.SLEEP: self.heeds_sleep, DesktopMessage.SCREEN: self.heeds_screen}
        locks = reasons.get(kind, False)
        if locks:
            self.leaving.emit()
        return locks


class LinuxEvents(DesktopEvents):
    """Listens through the process that watches the desktop; lost once a second one has ended too.

    Args:
        open_line: gives the line to a fresh one, which ends when this session does.
        parent: it ends with.
    """

    def __init__(self, open_line: Callable[[], Channel], parent: QObject) -> None:
        super().__init__(parent)
        self._open_line, self._is_second = open_line, False
        self._listen()

    def _listen(self) -> None:
        self._line = self._open_line()
        self._notifier = QSocketNotifier(self._line.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.on_message)
        self._line.send(DesktopMessage.WATCH)

    def on_message(self) -> None:
        """Handle the next message from the desktop."""
        try:
            kind = self._line.receive().kind
        except PeerClosed:
            self._begin_again()
            return
        self.take(DesktopMessage(kind))

    def _begin_again(self) -> None:
        """Restart listening once, through a second process."""
        self._notifier.setEnabled(False)
        if not self._is_second:
            self._is_second = True
            with suppress(PeerClosed):
                self._listen()
                return
        self.lost.emit()
