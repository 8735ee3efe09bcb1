"""Icons by meaning, in the colours of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from casebook.base.resources import resource
from casebook.ui.kit import theme

_DENSITIES = (1.0, 2.0)


def icon(meaning: str, token: str = "text", checked: str = "") -> QIcon:  # noqa: S107 - a colour, no secret
    """Return the icon of a meaning in a theme colour; `checked` is the colour when checked."""
    look = theme.current()
    tinted_icon = QIcon()
    for density in _DENSITIES:
        size = look.px(16)
        plain = picture(meaning, look.colours[token], size, density)
        tinted_icon.addPixmap(plain, QIcon.Mode.Normal, QIcon.State.Off)
        lit = picture(meaning, look.colours[checked or token], size, density)
        tinted_icon.addPixmap(lit, QIcon.Mode.Normal, QIcon.State.On)
        dull = picture(meaning, look.colours["quiet"], size, density)
        tinted_icon.addPixmap(dull, QIcon.Mode.Disabled, QIcon.State.Off)
    return tinted_icon


@lru_cache(maxsize=512)
def picture(meaning: str, colour: str, size_px: int, density: float = 1.0) -> QPixmap:
    """Return the icon as an image: `size_px` logical pixels wide, at a screen's density."""
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(_drawing(meaning).replace("currentColor", colour).encode())
    pixmap = QPixmap(QSize(size_px, size_px) * density)
    pixmap.fill(QColor(0, 0, 0, 0))
    with QPainter(pixmap) as painter:
        drawing.render(painter, QRectF(0, 0, size_px * density, size_px * density))
    pixmap.setDevicePixelRatio(density)
    return pixmap


@lru_cache(maxsize=128)
def _drawing(meaning: str) -> str:
    return resource("icons", f"{meaning}.svg").read_text(encoding="utf-8")
