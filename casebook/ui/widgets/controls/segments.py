"""A short row of exclusive choices, such as the parts of a tab; arrow keys move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.controls.choice_row import ChoiceRow
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.tabs import bold_width
from casebook.ui.widgets.layout.wrapping import Wrapping

_PAD = 26


class Segments(Wrapping):
    """Buttons side by side, one of them checked.

    Attributes:
        chosen: the key of the one a person pressed.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__(gap=4)
        self.setAccessibleName(name)
        self._choices = ChoiceRow(self)
        for key, text in choices:
            segment = button(text, role="segment")
            segment.setMinimumWidth(bold_width(segment) + theme.current().px(_PAD))
            segment.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._choices.add(key, segment)
            self.add(segment)

    def choose(self, key: str) -> None:
        """Check a button without a signal."""
        self._choices.check(key)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a neighbour with left and right."""
        if not self._choices.walk(event, self.choose, self.chosen.emit):
            super().keyPressEvent(event)
