"""The keys of a form for a card that is none: Ctrl+Enter goes on, Escape leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from casebook.ui.kit.drawing import contained_reply
from casebook.ui.kit.shortcuts import is_pressed


class StepKeys(QObject):
    """Hears the keys that nothing within a card took.

    Args:
        card: what they are for; it keeps this alive.
        buttons: its buttons; the primary one is pressed to go on.
        leave: gives the card up, or None where nothing does.
        go_on: goes on, where that is not one button.
    """

    def __init__(
        self,
        card: QWidget,
        buttons: Iterable[QWidget] = (),
        leave: Callable[[], object] | None = None,
        go_on: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(card)
        primary = (each for each in buttons if each.property("role") == "primary")
        pressed = next((each for each in primary if isinstance(each, QPushButton)), None)
        self._card, self._leave = card, leave
        self._go_on = go_on or (pressed.click if pressed else None)  # one that is disabled does nothing
        card.installEventFilter(self)

    @property
    def is_in_view(self) -> bool:
        """Return whether the card is in view and can be gone on with."""
        return self._card.isVisible() and self._go_on is not None

    def go_on(self) -> None:
        """Go on with the card."""
        if self._go_on is not None:
            self._go_on()

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button that goes on, or leave."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if self._go_on is not None and is_pressed(event, "save"):
                if not event.isAutoRepeat():  # once, however long it is held
                    self._go_on()
                return True
            if self._leave is not None and is_pressed(event, "leave"):
                self._leave()
                return True
        return super().eventFilter(watched, event)
