"""The application where the desktop hands over what to open as an event, not as an argument: macOS."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from casebook.ui.kit.drawing import contained_reply


class OpeningApplication(QApplication):
    """Hears of a folder that was double-clicked, or dropped on the icon of the program.

    Attributes:
        asked_to_open: its path.
    """

    asked_to_open = Signal(str)

    @contained_reply
    def event(self, event: QEvent) -> bool:
        """Pass on what is to be opened."""
        if isinstance(event, QFileOpenEvent):
            self.asked_to_open.emit(event.file())
            return True
        return super().event(event)
