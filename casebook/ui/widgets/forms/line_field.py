"""A field of one line, as high as what stands in it: Tibetan stacks its letters, and Qt would cut them."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QLineEdit


class LineField(QLineEdit):
    """One line, higher than usual while its letters are."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """As high as its letters; Qt leaves room for those of the first font alone."""
        usual, metrics = super().sizeHint(), self.fontMetrics()
        layout = QTextLayout(self.displayText(), self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        if not line.isValid():
            return usual
        taller = max(line.ascent() - metrics.ascent(), line.descent() - metrics.descent(), 0.0)
        return QSize(usual.width(), usual.height() + 2 * ceil(taller))
