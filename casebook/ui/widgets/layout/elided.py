"""Single-line text with an ellipsis and the full text as tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import set_tip
from casebook.ui.widgets.layout.parts import beginning


class Elided(QLabel):
    """One line of text."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """Return the width of a few characters."""
        metrics = self.fontMetrics()
        room = min(metrics.averageCharWidth() * 8, super().sizeHint().width())
        return QSize(room, super().sizeHint().height())

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the tooltip if the text is truncated."""
        super().resizeEvent(event)
        self._tell_all()

    def setText(self, text: str) -> None:
        """Set the text."""
        super().setText(" ".join(text.splitlines()))
        self._tell_all()

    def _tell_all(self) -> None:
        self._is_cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        set_tip(self, self.text() if self._is_cut else "")

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the part that fits."""
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            area = self.contentsRect()
            shown = self.text()
            if self._is_cut:
                shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, area.width())
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(area, int(beginning() | Qt.AlignmentFlag.AlignVCenter), shown)
