"""Pages with areas that are drawn, moved, resized and removed by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from casebook.domain.evidence.redaction import MIN_SIDE, Edges
from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.paper.area_shape import Corner, Hold, Shown, draw_area, held_corner, moved, pulled
from casebook.ui.widgets.paper.paper import PaperView

_STEP, _FINE = 0.01, 0.002
"""Share of the page by which a key moves an edge, and with Ctrl."""
_NEW: Edges = (0.35, 0.45, 0.65, 0.5)
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class AreaPaper(PaperView):
    """Paper with areas.

    Attributes:
        drawn: page from 0 and edges of an area that was drawn.
        reshaped: place among the areas, and its new edges.
        picked: place of the area chosen, or -1.
        removing: place of the one to be removed.
        deciding: place of the one to be accepted.
    """

    drawn = Signal(int, tuple)
    reshaped = Signal(int, tuple)
    picked = Signal(int)
    removing = Signal(int)
    deciding = Signal(int)

    def __init__(self, name: str, unreadable: str) -> None:
        super().__init__(name, unreadable)
        self._areas: tuple[Shown, ...] = ()
        self._chosen = -1
        self._hold: Hold | None = None
        self.is_held_back = False
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    @property
    def chosen(self) -> int:
        """Return the index of the selected area, or -1."""
        return self._chosen

    def show_areas(self, areas: Sequence[Shown], chosen: int = -1) -> None:
        """Show these areas, one of them selected."""
        self._areas, self._hold = tuple(areas), None
        self._chosen = chosen if 0 <= chosen < len(self._areas) else -1
        self.viewport().update()

    def choose(self, at: int) -> None:
        """Select an area and scroll to it; -1 for none."""
        self._chosen = at
        if at >= 0:
            self._bring(self._areas[at])
        self.viewport().update()

    def draw_new(self) -> None:
        """Add an area in the middle of the current page, to be moved by keys."""
        if self._sizes and not self.is_held_back:
            self.drawn.emit(self._page, _NEW)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages, then the areas over them."""
        super().paintEvent(event)
        if not self._sizes:
            return
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            first, last = self._in_view()
            for at, shown in enumerate(self._areas):
                if first <= shown.page <= last and not (self._hold and self._hold.at == at):
                    rect = self._rect(shown.page, shown.edges)
                    draw_area(painter, rect, shown.look, is_chosen=at == self._chosen)
            if self._hold:
                look = self._areas[self._hold.at].look if self._hold.at >= 0 else "accepted"
                draw_area(painter, self._rect(self._hold.page, self._hold.edges), look, is_chosen=True)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start moving an area or its corner, or drawing a new one."""
        place = self._place(event.position())
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            super().mousePressEvent(event)
            return
        page, x, y = place
        self._finish_drag()
        at, corner = self._under(event.position())
        if at != self._chosen:
            self._chosen = at
            self.picked.emit(at)
        if not self.is_held_back:
            edges = self._areas[at].edges if at >= 0 else (x, y, x, y)
            self._hold = Hold(at, page, edges, corner if at >= 0 else (1, 1), (x, y))
        self.viewport().update()

    @contained
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the area or corner being dragged."""
        if self._hold is None or not event.buttons():
            super().mouseMoveEvent(event)
            return
        x, y = self._on(self._hold.page, event.position())
        self._hold.edges = pulled(self._hold, self._from(self._hold), x, y)
        self.viewport().update()

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Report what was drawn or moved."""
        super().mouseReleaseEvent(event)
        self._finish_drag()

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selected area with arrows, resize it with Shift; pass on other keys."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Insert:
            self.draw_new()
        elif key == Qt.Key.Key_Space:
            self._choose_next()
        elif self._chosen >= 0 and key in _MOVES:
            self._push(*_MOVES[key], event.modifiers())
        elif self._chosen >= 0 and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._tell(self.removing)
        elif self._chosen >= 0 and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._tell(self.deciding)
        elif self._chosen >= 0 and key == Qt.Key.Key_Escape:
            self._finish_drag()
            self._chosen = -1
            self.picked.emit(-1)
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    @contained
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Report an area moved with keys once the key is released."""
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat() and Qt.Key(event.key()) in _MOVES:
            self._finish_drag()

    @contained
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Finish a drag when the focus is lost."""
        super().focusOutEvent(event)
        self._finish_drag()

    def _tell(self, signal: object) -> None:
        if not self.is_held_back:
            self._finish_drag()
            signal.emit(self._chosen)  # type: ignore[attr-defined]

    def _finish_drag(self) -> None:
        """Report the dragged area if it is valid and changed."""
        hold, self._hold = self._hold, None
        if hold is None:
            return
        left, top, right, bottom = hold.edges
        self.viewport().update()
        if right - left < MIN_SIDE or bottom - top < MIN_SIDE:
            return
        if hold.at < 0:
            self.drawn.emit(hold.page, hold.edges)
        elif hold.edges != self._areas[hold.at].edges:
            self.reshaped.emit(hold.at, hold.edges)

    def _push(self, across: int, down: int, modifiers: Qt.KeyboardModifier) -> None:
        if self.is_held_back:
            return
        area = self._areas[self._chosen]
        edges = self._hold.edges if self._hold else area.edges
        step = _FINE if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
        x, y = across * step, down * step
        left, top, right, bottom = edges
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            right = min(max(right + x, left + MIN_SIDE), 1.0)
            bottom = min(max(bottom + y, top + MIN_SIDE), 1.0)
        else:
            left, top, right, bottom = moved(edges, x, y)
        self._hold = Hold(self._chosen, area.page, (left, top, right, bottom))
        self._bring(Shown(area.page, self._hold.edges, area.look))
        self.viewport().update()

    def _choose_next(self) -> None:
        """Select the next area of the current page, or the first."""
        here = [at for at, shown in enumerate(self._areas) if shown.page == self._page]
        if here:
            self._finish_drag()
            self._chosen = next((at for at in here if at > self._chosen), here[0])
            self.picked.emit(self._chosen)
            self._bring(self._areas[self._chosen])

    def _bring(self, shown: Shown) -> None:
        """Scroll only if it is out of view."""
        rect = self._rect(shown.page, shown.edges)
        if not QRectF(self.viewport().rect()).contains(rect.center()):
            bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
            bar.setValue(round(bar.value() + rect.center().y() - self.viewport().height() / 2))
            across.setValue(round(across.value() + rect.center().x() - self.viewport().width() / 2))
        self.viewport().update()

    def _from(self, hold: Hold) -> Edges:
        return self._areas[hold.at].edges if hold.at >= 0 else (*hold.begun, *hold.begun)

    def _rect(self, page: int, edges: Edges) -> QRectF:
        area = self.area(page)
        left, top, right, bottom = edges
        begin = QPointF(area.left() + left * area.width(), area.top() + top * area.height())
        return QRectF(begin, QPointF(area.left() + right * area.width(), area.top() + bottom * area.height()))

    def _place(self, point: QPointF) -> tuple[int, float, float] | None:
        """Return the page at a point, and the position on it as fractions; None beside the paper."""
        if not self._sizes:
            return None
        page = self._page_at(self.verticalScrollBar().value() + point.y())
        return (page, *self._on(page, point)) if self.area(page).contains(point) else None

    def _on(self, page: int, point: QPointF) -> tuple[float, float]:
        area = self.area(page)
        x, y = (point.x() - area.left()) / area.width(), (point.y() - area.top()) / area.height()
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def _under(self, point: QPointF) -> tuple[int, Corner | None]:
        """Return the area at a point, the selected one first, and the corner being held."""
        for at in sorted(range(len(self._areas)), key=lambda at: at != self._chosen):
            rect = self._rect(self._areas[at].page, self._areas[at].edges)
            corner = held_corner(rect, point) if at == self._chosen else None
            if corner or rect.contains(point):
                return at, corner
        return -1, None
