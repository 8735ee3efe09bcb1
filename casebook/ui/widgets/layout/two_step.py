"""A button whose action cannot be undone: the first press asks, the second acts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QPushButton

from casebook.ui.kit.drawing import contained_reply

ASKING_MS = 8_000
"""How long a first press counts."""


class TwoStep(QObject):
    """Gives a button a second step; it is armed only while someone stays with it.

    Leaving the button, its page or the window disarms it, and so does waiting: a press much later is not the
    answer to a question asked before.

    Args:
        button: what is pressed; it owns this object.
        sure: its text while armed.
        act: done at the second press.
    """

    def __init__(self, button: QPushButton, sure: str, act: Callable[[], None]) -> None:
        super().__init__(button)
        self._button, self._sure, self._act = button, sure, act
        self._before: tuple[str, str] | None = None
        self._timer = QTimer(self, singleShot=True, interval=ASKING_MS)
        self._timer.timeout.connect(self.disarm)
        button.clicked.connect(lambda _=False: self._press())
        button.installEventFilter(self)

    def disarm(self) -> None:
        """Take the question back."""
        self._timer.stop()
        if self._before is not None:
            text, name = self._before
            self._before = None
            self._button.setText(text)
            self._button.setAccessibleName(name)

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Disarm the button when it loses the focus or is hidden."""
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Hide}:
            self.disarm()
        return super().eventFilter(watched, event)

    def _press(self) -> None:
        if self._before is not None:
            self.disarm()
            self._act()
            return
        button = self._button
        self._before = button.text(), button.accessibleName()
        # A mouse does not focus a button here; unfocused it would not see that someone went on.
        button.setFocus()
        button.setText(f" {self._sure}" if not button.icon().isNull() else self._sure)
        button.setAccessibleName(self._sure)
        self._timer.start()
