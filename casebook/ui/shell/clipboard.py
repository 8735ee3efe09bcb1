"""The clipboard, cleared after a time and on locking."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from casebook.services.base import setting
from casebook.services.base.setting import LockTimes
from casebook.ui.kit.page_context import PageContext

_SECRET = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    "org.nspasteboard.ConcealedType": b"1",
}
"""Asks desktop clipboard histories to skip the content.

Source: Klipper of KDE Plasma; Microsoft, "Clipboard Formats", Cloud Clipboard; nspasteboard.org.
"""


class Clipboard(QObject):
    """Watches the clipboard while a vault is open.

    Only what is still the program's own is cleared: a person may have copied something elsewhere since.
    """

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._board = QGuiApplication.clipboard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LockTimes().clipboard_s * 1000)
        self._timer.timeout.connect(self.clear)
        self._board.dataChanged.connect(self._follow)
        context.about_to_lock.connect(self.clear)
        context.bus.locked.connect(self.clear)

    def begin(self) -> None:
        """Read the clearing time of this vault."""

        def take(times: LockTimes) -> None:
            self._timer.setInterval(times.clipboard_s * 1000)

        self._context.ask(setting.lock_times, take)

    def clear(self) -> None:
        """Clear the clipboard and the mouse selection, if their content is the program's."""
        self._timer.stop()
        if self._is_ours():
            self._board.clear(QClipboard.Mode.Clipboard)
        if self._board.supportsSelection() and self._board.ownsSelection():
            self._board.clear(QClipboard.Mode.Selection)

    def _follow(self) -> None:
        mime_data: QMimeData | None = (
            self._board.mimeData()
        )  # none after it was cleared, whatever the stubs say
        if mime_data is None or not mime_data.hasText() or not self._is_ours():
            return
        if mime_data.hasFormat(next(iter(_SECRET))):
            self._timer.start()
            return
        marked = QMimeData()
        marked.setText(mime_data.text())
        if mime_data.hasFormat("text/html"):  # a table
            marked.setData("text/html", mime_data.data("text/html"))
        for name, value in _SECRET.items():
            marked.setData(name, value)
        self._board.setMimeData(marked)

    def _is_ours(self) -> bool:
        # Qt knows no owner where there is no screen; but there nobody else can copy.
        return self._board.ownsClipboard() or QGuiApplication.platformName() == "offscreen"
