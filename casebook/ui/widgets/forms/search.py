"""A search or filter field with an icon; Escape clears it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.forms.field_icon import FieldIcon

_PAUSE_MS = 120


class SearchField(QLineEdit):
    """Emits the query once typing pauses.

    Attributes:
        asked: the words, trimmed.
        left: Escape or Down: the key pressed.
    """

    asked = Signal(str)
    left = Signal(int)

    def __init__(self, hint: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        FieldIcon(self, "search")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(lambda _: self._pause.start())
        self.returnPressed.connect(self._ask)

    def reset(self) -> None:
        """Empty it, and ask for all."""
        self.clear()
        self._ask()

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear, then leave on Escape; go to the results on Down."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.reset()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Down}:
            self.left.emit(event.key())
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self._pause.stop()
        self.asked.emit(self.text().strip())
