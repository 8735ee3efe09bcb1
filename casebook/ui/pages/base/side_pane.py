"""A pane that stands over the editor of a page until it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from casebook.base.i18n import Translator
from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, line


class SidePane(Scrolled):
    """A title with its button to close, and below it what `whole` is given.

    Args:
        words: of the window.
        name: for screen readers.
        title: shown.

    Attributes:
        left: the person is done with it.
        whole: its layout, below which the pane stretches.
    """

    left = Signal()

    def __init__(self, words: Translator, name: str, title: str) -> None:
        super().__init__(name)
        self.setProperty("role", "pane")
        self.whole = column(gap=8, margins=(12, 12))
        self.body.addLayout(self.whole)
        self.body.addStretch(1)
        head = line(gap=8)
        head.addWidget(label(title, "title", wraps=True), 1)
        head.addWidget(button("", self.left.emit, role="tool", meaning="close", name=words("Close")))
        self.whole.addLayout(head)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the pane on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
