"""Single-line text with an ellipsis and the full text as tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import set_tip
from casebook.ui.widgets.controls.parts import middle_of_line


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
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        self._shown = self.text()
        is_cut = metrics.horizontalAdvance(self._shown) > room
        set_tip(self, self._shown if is_cut else "")
        if is_cut:
            self._shown = metrics.elidedText(self._shown, Qt.TextElideMode.ElideRight, room)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the part that fits, cut beforehand: a list draws many of these at once."""
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.drawText(self.contentsRect(), middle_of_line(), self._shown)
