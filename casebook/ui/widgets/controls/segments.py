"""A short row of exclusive choices, such as the parts of a tab; arrow keys move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
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
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for key, text in choices:
            segment = button(text, role="segment")
            segment.setCheckable(True)
            segment.setMinimumWidth(bold_width(segment) + theme.current().px(_PAD))
            segment.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._group.addButton(segment)
            self._buttons[key] = segment
            self.add(segment)

    def choose(self, key: str) -> None:
        """Check a button without a signal."""
        self._buttons[key].setChecked(True)
        for other, made in self._buttons.items():
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus if other == key else Qt.FocusPolicy.NoFocus)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a neighbour with left and right, mirrored in right-to-left layouts."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        keys = list(self._buttons)
        place = next(at for at, key in enumerate(keys) if self._buttons[key].isChecked()) + step
        if 0 <= place < len(keys):
            self.choose(keys[place])
            self._buttons[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(keys[place])
