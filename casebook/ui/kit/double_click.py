"""The second press of a double click that went to another page: it means nothing to what stands there now."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from casebook.ui.kit.drawing import contained_reply


class SecondPress(QObject):
    """Swallows a double click within a window for as long as one takes, once the page changed.

    Qt hands the second press to whatever is under the pointer by then, such as a row of a list, as if
    somebody had pressed there.
    """

    def __init__(self, within: QWidget) -> None:
        super().__init__(within)
        self._within = within
        self._ends = QTimer(self)
        self._ends.setSingleShot(True)
        self._ends.timeout.connect(self._end)

    def begin(self) -> None:
        """Watch the mouse from now on."""
        if not self._ends.isActive():
            cast("QApplication", QApplication.instance()).installEventFilter(self)
        self._ends.start(QApplication.doubleClickInterval())

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the second press from the widgets of the window; after a first one there it is theirs."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._ends.stop()
            self._end()
        is_second = event.type() == QEvent.Type.MouseButtonDblClick
        if is_second and isinstance(watched, QWidget) and watched.window() is self._within.window():
            return True
        return super().eventFilter(watched, event)

    def _end(self) -> None:
        cast("QApplication", QApplication.instance()).removeEventFilter(self)
