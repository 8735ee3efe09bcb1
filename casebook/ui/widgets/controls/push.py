"""A button that Enter presses too; the lock screen uses it without other parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from casebook.ui.kit.drawing import contained

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Button(QPushButton):
    """A button that Enter presses like the space bar, which Qt reserves for dialogs."""

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press once on Enter, however long it is held."""
        from PySide6.QtCore import Qt  # its names cost the lock screen 12 ms to load

        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or event.modifiers() & held:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()
