"""A world map with a tone for each country; very small ones are drawn as dots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import show_tip
from casebook.ui.kit.theme import Tone

_DOT, _SEEN = 3.0, 7.0
"""Radius of a dot, and the outline size above which none is needed, in design units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """The display of a country: name, status text, and tone, or None for the most muted."""

    name: str
    words: str
    tone: Tone | None


class WorldMap(QWidget):
    """The map.

    Attributes:
        opened: the code of the country that was pressed.
    """

    opened = Signal(str)

    def __init__(
        self, outlines: Mapping[str, tuple[tuple[float, ...], ...]], size: tuple[int, int], name: str
    ) -> None:
        super().__init__()
        self._size = size
        self._paths = {code: _path(rings) for code, rings in outlines.items()}
        self._shades: Mapping[str, Shade] = {}
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_shades(self, shades: Mapping[str, Shade], spoken: str) -> None:
        """Show these by code; all other countries are outlines without a status."""
        self._shades = shades
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the available width."""
        px = theme.current().px
        return QSize(px(640), px(280))

    def at(self, place: QPointF) -> str:
        """Return the code of the country at a point of the widget, or ""; dots before outlines."""
        transform = self._transform()
        for code in self._shades:
            dot = self._dot(code, transform)
            if dot is not None and dot.contains(place):
                return code
        within = transform.inverted()[0].map(place)
        found = (code for code in self._shades if code in self._paths and self._paths[code].contains(within))
        return next(found, "")

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw outlines first, then dots, so that large neighbours do not cover small states."""
        look, transform = theme.current(), self._transform()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.colour("panel"), 0.7))
            for code, path in self._paths.items():
                painter.setBrush(look.colour(self._token(code)))
                painter.drawPath(transform.map(path))
            painter.setPen(QPen(look.colour("panel"), 1.0))
            for code, shade in self._shades.items():
                dot = self._dot(code, transform) if shade.tone else None
                if dot is not None:
                    painter.setBrush(look.colour(self._token(code)))
                    painter.drawEllipse(dot)

    @contained
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the country under the pointer."""
        code = self.at(event.position())
        shade = self._shades.get(code)
        self.setCursor(Qt.CursorShape.PointingHandCursor if shade else Qt.CursorShape.ArrowCursor)
        words = f"{shade.name}: {shade.words}" if shade else ""
        show_tip(event.globalPosition().toPoint(), words, self)

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the clicked country."""
        code = self.at(event.position())
        if code:
            self.opened.emit(code)

    @contained
    def changeEvent(self, event: QEvent) -> None:
        """Redraw after a theme change."""
        super().changeEvent(event)
        self.update()

    def _token(self, code: str) -> str:
        shade = self._shades.get(code)
        if shade is None:
            return "line"
        return shade.tone or "grip"

    def _transform(self) -> QTransform:
        """Return the transform that centres the world at its largest size."""
        width, height = self._size
        scale = min(self.width() / width, self.height() / height)
        made = QTransform()
        made.translate((self.width() - width * scale) / 2, (self.height() - height * scale) / 2)
        return made.scale(scale, scale)

    def _dot(self, code: str, transform: QTransform) -> QRectF | None:
        """Return the position of the dot of a very small country, or None."""
        path = self._paths.get(code)
        if path is None:
            return None
        px = theme.current().px
        room = transform.mapRect(path.boundingRect())
        if room.width() >= px(round(_SEEN)) or room.height() >= px(round(_SEEN)):
            return None
        size = 2.0 * px(round(_DOT))
        made = QRectF(0, 0, size, size)
        made.moveCenter(room.center())
        return made


def _path(rings: tuple[tuple[float, ...], ...]) -> QPainterPath:
    outline = QPainterPath()
    for ring in rings:
        points = list(zip(ring[::2], ring[1::2], strict=True))
        outline.moveTo(*points[0])
        for point in points[1:]:
            outline.lineTo(*point)
        outline.closeSubpath()
    return outline
