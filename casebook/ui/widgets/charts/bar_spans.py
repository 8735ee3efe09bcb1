"""Stretches of time one below the other, each beginning where the one before ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained

_NAMES, _LENGTHS = 0.34, 92
_BAR, _GAP, _BETWEEN = 12, 12, 8
_TALL = 10_000


class BarSpan(NamedTuple):
    """A stretch.

    Attributes:
        name: what it is.
        said: its length in words.
        begins, ends: as shares of the whole.
    """

    name: str
    said: str
    begins: float
    ends: float


class BarSpans(QWidget):
    """The stretches; names wrap.

    Args:
        title: what is drawn, for a screen reader.
        description: the stretches in words, for a screen reader.
        spans: from top to bottom.
        parent: of the widget.
    """

    def __init__(
        self, title: str, description: str, spans: Sequence[BarSpan], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._spans = spans
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.setAccessibleDescription(description)

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which a stretch can be seen."""
        return QSize(theme.current().px(240), 0)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the rows, whose names wrap."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setFixedHeight(sum(self._height(span, self.width()) for span in self._spans))

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, mirrored in right-to-left layouts."""
        with QPainter(self) as painter:
            top = 0
            for span in self._spans:
                height = self._height(span, self.width())
                area = QRect(0, top, self.width(), height)
                if area.intersects(event.rect()):
                    self._paint_span(painter, span, area)
                top += height

    def _paint_span(self, painter: QPainter, span: BarSpan, area: QRect) -> None:
        look = theme.current()
        names, lengths, gap = self._names(area.width()), look.px(_LENGTHS), look.px(_GAP)
        painter.setPen(look.colour("text"))
        painter.drawText(self._placed(QRect(0, area.top(), names, area.height())), self._flags(), span.name)
        line_height = self.fontMetrics().height()
        left, room = names + gap, max(area.width() - names - lengths - 2 * gap, 0)
        top = area.top() + (line_height - look.px(_BAR)) // 2
        painter.fillRect(self._placed(QRect(left, top, room, look.px(_BAR))), look.colour("line"))
        start = left + round(room * span.begins)
        width = max(round(room * (span.ends - span.begins)), look.px(2))
        painter.fillRect(self._placed(QRect(start, top, width, look.px(_BAR))), look.colour("blue"))
        painter.setPen(look.colour("quiet"))
        painter.drawText(
            self._placed(QRect(area.width() - lengths, area.top(), lengths, line_height)),
            int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight),
            span.said,
        )

    def _placed(self, area: QRect) -> QRect:
        """Return an area as it stands in the reading direction."""
        if self.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return area
        return QRect(self.width() - area.right() - 1, area.top(), area.width(), area.height())

    def _height(self, span: BarSpan, width: int) -> int:
        names = QRect(0, 0, self._names(width), _TALL)
        text = self.fontMetrics().boundingRect(names, self._flags(), span.name)
        return text.height() + theme.current().px(_BETWEEN)

    def _flags(self) -> int:
        return int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)

    def _names(self, width: int) -> int:
        return round(width * _NAMES)
