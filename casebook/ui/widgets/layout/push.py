"""A button that Enter presses, as the space bar does; the lock screen has it without the other parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from casebook.ui.kit.drawing import contained

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Button(QPushButton):
    """A button the keyboard presses with Enter too, which Qt keeps for dialogs."""

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as the space bar does: once, however long it is held."""
        from PySide6.QtCore import Qt  # its names cost the lock screen 12 ms to load

        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.modifiers() & held:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()
