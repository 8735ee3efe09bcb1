"""Sleep and the locked screen on Windows, heard by a window that nobody sees."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEventLoop, QObject, QTimer, SignalInstance
from PySide6.QtGui import QWindow

from casebook.host.desktop.windows_events import ask_for_events, event_of
from casebook.host.protocol.desktop_protocol import DesktopMessage
from casebook.ui.kit.drawing import contained
from casebook.ui.lock.desktop_events import DesktopEvents

_PATIENCE_MS = 1500
"""Windows waits about two seconds for the answer to its notice of sleep."""
_Bytes = QByteArray | bytes | bytearray | memoryview
_MESSAGE = b"windows_generic_MSG"


class WindowsEvents(DesktopEvents):
    """Listens as long as the program runs; sleep waits for the lock as long as Windows lets it.

    Args:
        locked: a vault was closed.
        is_open: whether there is one that is not closed yet.
        parent: it ends with.

    Attributes:
        window: the one that Windows sends its messages to.
    """

    def __init__(self, locked: SignalInstance, is_open: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._locked, self._is_open = locked, is_open
        self.window = _Listener(self)
        self.window.create()
        try:
            ask_for_events(int(self.window.winId()))
        except OSError:
            QTimer.singleShot(0, self, self.lost.emit)  # once somebody listens

    def take(self, kind: DesktopMessage) -> bool:
        """Take what the system reports; before sleep, return once the vault is closed."""
        locks = super().take(kind)
        if locks and kind == DesktopMessage.SLEEP and self._is_open():
            waiting = QEventLoop()
            self._locked.connect(waiting.quit)
            QTimer.singleShot(_PATIENCE_MS, waiting, waiting.quit)
            waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return locks


class _Listener(QWindow):
    def __init__(self, triggers: DesktopEvents) -> None:
        super().__init__()
        self._triggers = triggers

    @contained
    def nativeEvent(self, kind: _Bytes, address: int) -> object:
        """Read each message to this window; Windows goes on with all of them."""
        self._read(kind, address)
        return False, 0

    @contained
    def _read(self, kind: _Bytes, address: int) -> None:
        event = event_of(int(address)) if kind == _MESSAGE else None
        if event is not None:
            self._triggers.take(event)
