"""A single-line field as high as its text: Tibetan stacks letters, which Qt would clip."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QLineEdit


class LineField(QLineEdit):
    """A single line, higher when its letters are."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Return the height of its letters; Qt considers only those of the first font."""
        usual, metrics = super().sizeHint(), self.fontMetrics()
        layout = QTextLayout(self.displayText(), self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        if not line.isValid():
            return usual
        taller = max(line.ascent() - metrics.ascent(), line.descent() - metrics.descent(), 0.0)
        return QSize(usual.width(), usual.height() + 2 * ceil(taller))
