"""What the desktop tells that ought to lock a vault: sleep, a locked session, a screen saver."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.protocol.desktop_protocol import Desktop


class Triggers(QObject):
    """Listens while a vault is open, over the line to the process that hears the desktop.

    Args:
        line: to that process, which ends when this session does.
        parent: it ends with.

    Attributes:
        leaving: lock now.
        heeds_sleep: whether sleep is one of the reasons for it.
        heeds_screen: whether the locked screen is.
    """

    leaving = Signal()

    def __init__(self, line: Channel, parent: QObject) -> None:
        super().__init__(parent)
        self._line = line
        self.heeds_sleep = self.heeds_screen = True
        self._hears = QSocketNotifier(line.descriptor, QSocketNotifier.Type.Read, self)
        self._hears.activated.connect(self.hear)
        line.send(Desktop.WATCH)

    def hear(self) -> None:
        """Take what the desktop tells next."""
        try:
            kind = self._line.receive().kind
        except PeerClosed:
            self._hears.setEnabled(False)
            return
        is_heeded = {Desktop.SLEEP: self.heeds_sleep, Desktop.SCREEN: self.heeds_screen}
        if is_heeded.get(Desktop(kind), False):
            self.leaving.emit()
