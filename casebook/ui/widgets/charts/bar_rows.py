"""Numbers one below the other, each with its name and a bar; one that is hidden has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import on_screen

_NAMES, _NUMBERS = 0.42, 80
_BAR, _GAP, _BETWEEN = 8, 12, 6
_TALL = 10_000


class BarRow(NamedTuple):
    """A number.

    Attributes:
        name: what it counts.
        said: the number as it is shown.
        share: the length of its bar from 0 to 1; None for one that is hidden.
    """

    name: str
    said: str
    share: float | None


class BarRows(QWidget):
    """The rows; names wrap, and the numbers are the accessible description."""

    def __init__(self, title: str, rows: Sequence[BarRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(f"{row.name}: {row.said}" for row in rows))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which a bar can be seen."""
        return QSize(theme.current().px(200), 0)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the rows, whose names wrap."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(sum(self._height(row, self.width()) for row in self._rows))

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, mirrored in right-to-left layouts."""
        with QPainter(self) as painter:
            top = 0
            for row in self._rows:
                height = self._height(row, self.width())
                area = QRect(0, top, self.width(), height)
                if area.intersects(event.rect()):
                    self._paint_row(painter, row, area)
                top += height

    def _paint_row(self, painter: QPainter, row: BarRow, area: QRect) -> None:
        look = theme.current()
        names, numbers, gap = self._names(area.width()), look.px(_NUMBERS), look.px(_GAP)
        painter.setPen(look.colour("text"))
        name_area = QRect(0, area.top(), names, area.height())
        painter.drawText(self._placed(name_area), self._flags(), on_screen(row.name))
        line_height = self.fontMetrics().height()
        if row.share is not None:
            room = max(area.width() - names - numbers - 2 * gap, 0)
            width = max(round(room * row.share), look.px(1)) if row.share else 0
            bar = QRect(names + gap, area.top() + (line_height - look.px(_BAR)) // 2, width, look.px(_BAR))
            painter.fillRect(self._placed(bar), look.colour("blue"))
        painter.setPen(look.colour("text" if row.share is not None else "quiet"))
        number_area = QRect(area.width() - numbers, area.top(), numbers, line_height)
        painter.drawText(
            self._placed(number_area),
            int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight),
            row.said,
        )

    def _placed(self, area: QRect) -> QRect:
        """Return an area as it stands in the reading direction."""
        if self.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return area
        return QRect(self.width() - area.right() - 1, area.top(), area.width(), area.height())

    def _height(self, row: BarRow, width: int) -> int:
        names = QRect(0, 0, self._names(width), _TALL)
        text = self.fontMetrics().boundingRect(names, self._flags(), row.name)
        return text.height() + theme.current().px(_BETWEEN)

    def _flags(self) -> int:
        return int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)

    def _names(self, width: int) -> int:
        return round(width * _NAMES)
