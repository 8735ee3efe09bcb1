"""The buttons of a row of which one is checked: Tab reaches that one, arrow keys move to its neighbours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ChoiceRow(QButtonGroup):
    """Exclusive buttons by key.

    Args:
        row: the widget that they stand in.

    Attributes:
        by_key: the buttons, in their order.
    """

    def __init__(self, row: QWidget) -> None:
        super().__init__(row)
        self._row = row
        self.by_key: dict[str, QPushButton] = {}

    def add(self, key: str, choice: QPushButton) -> None:
        """Take in a button behind the others."""
        choice.setCheckable(True)
        self.addButton(choice)
        self.by_key[key] = choice

    def check(self, key: str) -> None:
        """Check a button, without a signal."""
        self.by_key[key].setChecked(True)
        for other, choice in self.by_key.items():
            choice.setFocusPolicy(Qt.FocusPolicy.TabFocus if other == key else Qt.FocusPolicy.NoFocus)

    def walk(self, event: QKeyEvent, choose: Callable[[str], None], chosen: Callable[[str], None]) -> bool:
        """Choose a neighbour with left and right; return whether the key was one of these.

        Args:
            event: a key.
            choose: shows the choice; the focus follows.
            chosen: says that a person chose.
        """
        key = self._neighbour(event)
        if key:
            choose(key)
            self.by_key[key].setFocus(Qt.FocusReason.TabFocusReason)
            chosen(key)
        return key is not None

    def _neighbour(self, event: QKeyEvent) -> str | None:
        """Return the neighbour that a key moves to, mirrored in right-to-left layouts.

        It is "" at either end of the row, and None where the key is no arrow to the left or right.
        """
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return None
        if self._row.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        keys = list(self.by_key)
        place = next(at for at, key in enumerate(keys) if self.by_key[key].isChecked()) + step
        return keys[place] if 0 <= place < len(keys) else ""
