"""A coverage bar with three parts: settled, in progress, open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import set_tip

_HEIGHT = 10


class CoverageBar(QWidget):
    """The bar; screen readers get its text, and parts differ by pattern as well as colour."""

    def __init__(self) -> None:
        super().__init__()
        self._settled, self._begun, self._needed = 0, 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_coverage(self, settled: int, begun: int, needed: int, spoken: str) -> None:
        """Show the given shares; `spoken` is the accessible text."""
        self._settled, self._begun, self._needed = settled, begun, needed
        self.setAccessibleName(spoken)
        set_tip(self, spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a thin bar."""
        return QSize(theme.current().px(120), theme.current().px(_HEIGHT))

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the parts in reading direction."""
        look = theme.current()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                painter.translate(self.width(), 0)
                painter.scale(-1, 1)
            height = look.px(_HEIGHT)
            painter.setPen(look.colour("edge"))
            painter.setBrush(look.colour("sunk"))
            whole = QRectF(0.5, 0.5, self.width() - 1, height - 1)
            painter.drawRoundedRect(whole, height / 2, height / 2)
            if self._needed:
                painter.setPen(Qt.PenStyle.NoPen)
                share = whole.width() / self._needed
                painter.setBrush(look.colour("green"))
                first = QRectF(whole.left(), whole.top(), share * self._settled, whole.height())
                painter.drawRoundedRect(first, height / 2, height / 2)
                painter.setBrush(look.colour("amber"))
                for at in range(self._begun):
                    left = first.right() + share * at
                    painter.drawRect(QRectF(left + 1, whole.top() + height / 3, share - 2, height / 3))
