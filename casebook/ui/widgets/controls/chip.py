"""A status chip: icon, text and colour together, never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.icons import picture
from casebook.ui.kit.theme import Tone
from casebook.ui.widgets.controls.parts import middle_of_line

_HEIGHT, _PAD, _ICON, _GAP, _RADIUS = 22, 9, 13, 5, 11


def chip_font(base: QFont) -> QFont:
    """Return the font of a status beside text in `base`."""
    font = QFont(base)
    font.setPixelSize(theme.current().px(12))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def chip_size(base: QFont, word: str, meaning: str) -> QSize:
    """Return the size of a status."""
    px = theme.current().px
    width = QFontMetrics(chip_font(base)).horizontalAdvance(word) + 2 * px(_PAD)
    return QSize(width + (px(_ICON) + px(_GAP) if meaning else 0), chip_height())


def chip_height() -> int:
    """Return the height of any status, in pixels."""
    return theme.current().px(_HEIGHT)


def paint_chip(
    painter: QPainter, area: QRect, word: str, tone: Tone, meaning: str = "", *, ground: str = ""
) -> None:
    """Draw a status into an area of at least `chip_size`."""
    look = theme.current()
    px = look.px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.colour(tone) if look.name == "contrast" else Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(ground or f"{tone}-tint"))
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), px(_RADIUS), px(_RADIUS))
    inside = area.adjusted(px(_PAD), 0, -px(_PAD), 0)
    if meaning:
        device = painter.device()
        drawn = picture(meaning, look.colours[tone], px(_ICON), device.devicePixelRatio())
        is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = inside.right() - px(_ICON) + 1 if is_mirrored else inside.left()
        painter.drawPixmap(left, area.top() + (area.height() - px(_ICON) + 1) // 2, drawn)
        room = px(_ICON) + px(_GAP)
        inside.adjust(0 if is_mirrored else room, 0, -room if is_mirrored else 0, 0)
    painter.setFont(chip_font(painter.font()))
    painter.setPen(look.colour(tone))
    shown = painter.fontMetrics().elidedText(
        on_screen(word), Qt.TextElideMode.ElideMiddle, inside.width() + 1
    )
    painter.drawText(inside, middle_of_line(), shown)
    painter.restore()


class Chip(QWidget):
    """A status chip as a widget."""

    def __init__(
        self, word: str, tone: Tone = "grey", meaning: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._word, self._tone, self._meaning = word, tone, meaning
        self._size, self._sized_for = QSize(), (QFont(), 0)
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_status(self, word: str, tone: Tone = "grey", meaning: str = "") -> None:
        """Show another status."""
        if (word, tone, meaning) == (self._word, self._tone, self._meaning):
            return
        self._word, self._tone, self._meaning = word, tone, meaning
        self._size = QSize()
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the cached size of icon and text; layouts ask for it repeatedly."""
        sized_for = (self.font(), chip_height())
        if not self._size.isValid() or sized_for != self._sized_for:
            self._size, self._sized_for = chip_size(sized_for[0], self._word, self._meaning), sized_for
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Return the size of the icon and a few letters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.current().px(64)), hint.height())

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw it, no wider than its text."""
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            area = self.rect()
            width = min(area.width(), self.sizeHint().width())
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                area.setLeft(area.right() - width + 1)
            else:
                area.setWidth(width)
            paint_chip(painter, area, self._word, self._tone, self._meaning)
