"""A stack in which only the current widget requests space."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QStackedWidget


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
        """Return the height the current page needs at least: a form scrolls by itself, its buttons in view.

        Scroll areas go by this height; the one that Qt prefers would make a page as high as it likes.
        """
        shown = self.currentWidget()
        layout = shown.layout() if shown is not None else None
        if self._least_height or not isinstance(layout, QBoxLayout) or not layout.hasHeightForWidth():
            return self.minimumSizeHint().height()
        return layout.minimumHeightForWidth(width)
