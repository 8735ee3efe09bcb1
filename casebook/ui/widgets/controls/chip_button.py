"""A status chip that opens something: by click, Enter and the space bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import set_tip
from casebook.ui.kit.theme import Tone
from casebook.ui.widgets.controls.chip import chip_height, chip_size, paint_chip
from casebook.ui.widgets.controls.push import Button


class ChipButton(Button):
    """A chip as a button.

    Args:
        word: what the chip says.
        tone: its colour.
        meaning: of its icon.
        pressed: what it does.
        name: what a screen reader says and the tip shows.
    """

    def __init__(
        self, word: str, tone: Tone, meaning: str, pressed: Callable[[], None], *, name: str
    ) -> None:
        super().__init__()
        self._word, self._tone, self._meaning = word, tone, meaning
        self.setProperty("role", "chip")
        self.setAccessibleName(name)
        set_tip(self, name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _=False: pressed())

    def sizeHint(self) -> QSize:
        """Return the size of icon and text."""
        return chip_size(self.font(), self._word, self._meaning)

    def minimumSizeHint(self) -> QSize:
        """Return the size of the icon and a few letters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.current().px(64)), chip_height())

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the chip, with a ring while it has the focus."""
        look = theme.current()
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            paint_chip(painter, self.rect(), self._word, self._tone, self._meaning)
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(look.colour("accent"), look.px(2)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                radius = self.height() / 2
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
