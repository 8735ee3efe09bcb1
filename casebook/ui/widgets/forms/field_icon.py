"""An icon inside a single-line field; it scales with the text, unlike Qt's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import set_tip

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QEnterEvent, QPaintEvent

_SIZE, _EDGE, _GAP = 16, 8, 6


class FieldIcon(QAbstractButton):
    """The icon in the current theme."""

    def __init__(self, edit: QLineEdit, meaning: str, name: str = "") -> None:
        """Create an icon at the start of a field, or a clickable one at its end if named."""
        super().__init__(edit)
        self._meaning = meaning
        self.setProperty("focusPolicy", 0)  # none; the names of `Qt` cost the lock screen 12 ms to load
        self.setAccessibleName(name)
        set_tip(self, name)
        if not name:
            self._let_through()
        size, edge = theme.current().px(_SIZE), theme.current().px(_EDGE)
        self.setFixedSize(size, size)
        inside = QHBoxLayout(edit)
        inside.setContentsMargins(edge, 0, edge, 0)
        if name:
            inside.addStretch(1)
        inside.addWidget(self)
        if not name:
            inside.addStretch(1)
        room = size + theme.current().px(_GAP)
        is_left = bool(name) is edit.isRightToLeft()
        edit.setTextMargins(room if is_left else 0, 0, 0 if is_left else room, 0)

    def show_meaning(self, meaning: str) -> None:
        """Show another icon."""
        self._meaning = meaning
        self.update()

    def _let_through(self) -> None:
        from PySide6.QtCore import Qt

        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @contained
    def enterEvent(self, event: QEnterEvent) -> None:
        """Show an arrow pointer: it is not editable text."""
        from PySide6.QtCore import Qt

        super().enterEvent(event)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def sizeHint(self) -> QSize:
        """Return the drawn size."""
        return self.size()

    @contained
    def paintEvent(self, _: QPaintEvent) -> None:
        """Draw the icon."""
        with QPainter(self) as painter:
            drawn = picture(
                self._meaning, theme.current().colours["quiet"], self.width(), self.devicePixelRatioF()
            )
            painter.drawPixmap(self.rect(), drawn)
