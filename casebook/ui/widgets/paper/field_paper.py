"""Pages with the fields of a form drawn over them, chosen by a click or by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from casebook.domain.base.preview import Box
from casebook.domain.evidence.redaction import Edges
from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.paper.paper import PaperView

MarkLook = Literal["filled", "open", "wanting"]
_INK: dict[MarkLook, str] = {"filled": "#1B7F4B", "open": "#5B6775", "wanting": "#B3261E"}
"""Colour of the lines: paper is white in every theme."""
_LINE: dict[MarkLook, Qt.PenStyle] = {
    "filled": Qt.PenStyle.SolidLine,
    "open": Qt.PenStyle.DotLine,
    "wanting": Qt.PenStyle.DashLine,
}
_CHOSEN, _OPACITY = "#1F5FA8", 40


@dataclass(frozen=True, slots=True)
class FieldMark:
    """A mark of a field.

    Attributes:
        at: place of its field in the list.
        page: from 0.
        edges: left, top, right and bottom as fractions of the page.
    """

    at: int
    page: int
    edges: Edges
    look: MarkLook


class FieldPaper(PaperView):
    """Paper with fields.

    Attributes:
        picked: place of the field that was chosen.
    """

    picked = Signal(int)

    def __init__(self, name: str, unreadable: str) -> None:
        super().__init__(name, unreadable)
        self._marks_of_fields: tuple[FieldMark, ...] = ()
        self._chosen = -1
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def show_fields(self, marks: Sequence[FieldMark], chosen: int) -> None:
        """Show these fields, one of them chosen; -1 for none."""
        self._marks_of_fields, self._chosen = tuple(marks), chosen
        self.viewport().update()

    def choose(self, at: int) -> None:
        """Mark a field as chosen and scroll to its first place."""
        self._chosen = at
        mark = next((mark for mark in self._marks_of_fields if mark.at == at), None)
        if (
            mark is not None
            and self._sizes
            and not self.viewport().rect().contains(self._rect(mark).toAlignedRect())
        ):
            size = self._sizes[mark.page]
            left, top, right, bottom = mark.edges
            self.go_to(
                mark.page,
                Box(
                    left_pt=left * size.width_pt,
                    top_pt=top * size.height_pt,
                    right_pt=right * size.width_pt,
                    bottom_pt=bottom * size.height_pt,
                ),
            )
        self.viewport().update()

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages, then the fields over them."""
        super().paintEvent(event)
        if not self._sizes:
            return
        first, last = self._in_view()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for mark in self._marks_of_fields:
                if first <= mark.page <= last:
                    self._draw_mark(painter, mark)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the field under the pointer."""
        at = self._under(event.position())
        if at >= 0:
            self.picked.emit(at)
        else:
            super().mousePressEvent(event)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next or previous field with N and P; other keys turn pages and scroll."""
        steps = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}
        step = steps.get(Qt.Key(event.key()))
        places = sorted({mark.at for mark in self._marks_of_fields})
        if step is None or not places:
            super().keyPressEvent(event)
            return
        here = places.index(self._chosen) if self._chosen in places else -step
        self.picked.emit(places[(here + step) % len(places)])

    def _draw_mark(self, painter: QPainter, mark: FieldMark) -> None:
        is_chosen = mark.at == self._chosen
        ink = QColor(_CHOSEN if is_chosen else _INK[mark.look])
        style = Qt.PenStyle.SolidLine if is_chosen else _LINE[mark.look]
        painter.setPen(QPen(ink, 3 if is_chosen else 1, style))
        ground = QColor(ink)
        ground.setAlpha(_OPACITY if is_chosen or mark.look != "open" else _OPACITY // 2)
        painter.setBrush(ground)
        painter.drawRect(self._rect(mark))

    def _under(self, point: QPointF) -> int:
        inside = [mark for mark in self._marks_of_fields if self._sizes and self._rect(mark).contains(point)]
        return inside[-1].at if inside else -1

    def _rect(self, mark: FieldMark) -> QRectF:
        area = self.area(mark.page)
        left, top, right, bottom = mark.edges
        begin = QPointF(area.left() + left * area.width(), area.top() + top * area.height())
        end = QPointF(area.left() + right * area.width(), area.top() + bottom * area.height())
        return QRectF(begin, end)
