"""Areas on paper: their appearance, corners, and position when moved or resized."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from casebook.domain.evidence.redaction import Edges
from casebook.ui.kit import theme

Look = Literal["suggested", "accepted", "rejected"]
Corner = tuple[int, int]
"""Whether it is right, and whether it is bottom."""
CORNERS: tuple[Corner, ...] = ((0, 0), (1, 0), (0, 1), (1, 1))
_INK: dict[Look, str] = {"suggested": "#8A5A00", "accepted": "#000000", "rejected": "#5B6775"}
"""Colour of the lines: paper is white in every theme."""
_OPACITY: dict[Look, int] = {"suggested": 60, "accepted": 130, "rejected": 0}
_LINE: dict[Look, Qt.PenStyle] = {
    "suggested": Qt.PenStyle.DashLine,
    "accepted": Qt.PenStyle.SolidLine,
    "rejected": Qt.PenStyle.DotLine,
}
_CHOSEN, _PEN, _GRIP = "#1F5FA8", 2, 7


@dataclass(frozen=True, slots=True)
class Shown:
    """A drawn area: its page from 0, its edges as fractions of the page, and its state."""

    page: int
    edges: Edges
    look: Look


@dataclass(slots=True)
class Hold:
    """The area being dragged by mouse or keys.

    Attributes:
        at: place among the areas, or -1 for a new one.
        page: from 0.
        edges: as they are now.
        corner: the one that is pulled, or None where it is moved whole.
        begun: where it was taken hold of.
    """

    at: int
    page: int
    edges: Edges
    corner: Corner | None = None
    begun: tuple[float, float] = (0.0, 0.0)


def corner_of(rect: QRectF, corner: Corner) -> QPointF:
    """Return the position of a corner."""
    return QPointF(rect.right() if corner[0] else rect.left(), rect.bottom() if corner[1] else rect.top())


def held_corner(rect: QRectF, point: QPointF) -> Corner | None:
    """Return the corner near a point."""
    reach = 2 * theme.current().px(_GRIP)
    near = (one for one in CORNERS if (corner_of(rect, one) - point).manhattanLength() <= reach)
    return next(near, None)


def moved(edges: Edges, x: float, y: float) -> Edges:
    """Return the area moved within the paper, its size kept."""
    left, top, right, bottom = edges
    x, y = min(max(x, -left), 1 - right), min(max(y, -top), 1 - bottom)
    return left + x, top + y, right + x, bottom + y


def pulled(hold: Hold, before: Edges, x: float, y: float) -> Edges:
    """Return the area with the mouse at a place: moved, or with its held corner there."""
    if hold.corner is None:
        return moved(before, x - hold.begun[0], y - hold.begun[1])
    left, top, right, bottom = before
    still_x, still_y = (left if hold.corner[0] else right), (top if hold.corner[1] else bottom)
    return min(still_x, x), min(still_y, y), max(still_x, x), max(still_y, y)


def draw_area(painter: QPainter, rect: QRectF, look: Look, *, is_chosen: bool) -> None:
    """Draw an area: line style and colour show its state; a selected one has a ring and corners."""
    px = theme.current().px
    ink = QColor(_INK[look])
    fill = QColor(ink)
    fill.setAlpha(_OPACITY[look])
    painter.setBrush(QBrush(fill))
    painter.setPen(QPen(ink, px(_PEN), _LINE[look]))
    painter.drawRect(rect)
    if not is_chosen:
        return
    painter.setPen(QPen(QColor(_CHOSEN), px(_PEN)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(-px(_PEN), -px(_PEN), px(_PEN), px(_PEN)))
    painter.setBrush(QColor(_CHOSEN))
    for corner in CORNERS:
        centre = corner_of(rect, corner)
        painter.drawRect(QRectF(centre.x() - px(_GRIP) / 2, centre.y() - px(_GRIP) / 2, px(_GRIP), px(_GRIP)))
