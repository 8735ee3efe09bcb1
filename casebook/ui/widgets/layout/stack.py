"""Widgets of which one is in view, and only that one asks for room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """Pages: one that needs much room does not make the others scroll."""

    def __init__(self, least_height: int = 0) -> None:
        """With `least_height` in pixels, no page is lower than this."""
        super().__init__()
        self._least_height = least_height

    def minimumSizeHint(self) -> QSize:
        """What the one in view needs."""
        shown = self.currentWidget()
        needed = shown.minimumSizeHint() if shown is not None else QSize(0, 0)
        return QSize(needed.width(), max(needed.height(), self._least_height))

    def heightForWidth(self, width: int) -> int:
        """What scrolls around pages would make them as high as they like; they get the room there is."""
        return self.minimumSizeHint().height() if self._least_height else super().heightForWidth(width)
