"""The second press of a double click that went to another page: it means nothing to what stands there now."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from casebook.ui.kit.drawing import contained_reply


class SecondPress(QObject):
    """Swallows a double click within a window for as long as one takes, once the page changed.

    Qt hands the second press to whatever is under the pointer by then, such as a row of a list, as if
    somebody had pressed there. It is watched for at the window, through which the mouse comes: a filter of
    the application would be asked about each of thousands of events with which a page is built.
    """

    def __init__(self, within: QWidget) -> None:
        super().__init__(within)
        self._within = within
        self._presses: set[int] = set()
        self._ends = QTimer(self)
        self._ends.setSingleShot(True)
        self._ends.timeout.connect(self._end)

    def begin(self) -> None:
        """Watch the mouse from now on."""
        window = self._window()
        if window is None:
            return  # nobody presses what was never shown
        self._presses.clear()
        window.removeEventFilter(self)
        window.installEventFilter(self)
        self._ends.start(QApplication.doubleClickInterval())

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the second press from the widgets of the window; after a first one there it is theirs."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            self._presses.add(event.timestamp())
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonDblClick:
            # Qt sends it beside a press of the same instant, which no widget gets.
            is_second = self._presses <= {event.timestamp()}
            self._end()
            return is_second
        return super().eventFilter(watched, event)

    def _end(self) -> None:
        self._ends.stop()
        window = self._window()
        if window is not None:
            window.removeEventFilter(self)

    def _window(self) -> QWindow | None:
        """Return the window of the system, which Qt makes when it is first shown."""
        return cast("QWindow | None", self._within.window().windowHandle())
