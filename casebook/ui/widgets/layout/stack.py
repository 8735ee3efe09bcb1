"""A stack in which only the current widget requests space."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """Pages: one that needs much space does not make the others scroll."""

    def __init__(self, least_height: int = 0) -> None:
        """Create the stack; `least_height` is the minimum height of a page in pixels."""
        super().__init__()
        self._least_height = least_height

    def minimumSizeHint(self) -> QSize:
        """Return the size of the current page."""
        shown = self.currentWidget()
        needed = shown.minimumSizeHint() if shown is not None else QSize(0, 0)
        return QSize(needed.width(), max(needed.height(), self._least_height))

    def heightForWidth(self, width: int) -> int:
        """Return the available height: scroll areas would otherwise make pages as high as they like."""
        return self.minimumSizeHint().height() if self._least_height else super().heightForWidth(width)
