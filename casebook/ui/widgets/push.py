"""A button that Enter presses, as the space bar does; the lock screen has it without the other parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Button(QPushButton):
    """A button the keyboard presses with Enter too, which Qt keeps for dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as the space bar does: once, however long it is held."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.modifiers() & _HELD:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()
