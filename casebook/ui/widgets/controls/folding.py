"""A note whose content is folded under its title until someone opens it."""

from __future__ import annotations

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, line


class Folding(QFrame):
    """The title with a button that opens and closes the content; a line beneath says what stands inside.

    Attributes:
        more: the button, checked while the content is open.
        content: the layout of what is folded.
    """

    def __init__(self, title: str, *always: QWidget) -> None:
        """Create it folded; what is given `always` stands under the title, folded or not."""
        super().__init__()
        self.setProperty("role", "note")
        whole, head = column(self, gap=6, margins=(10, 12)), line(gap=8)
        self._title = label(title, "strong", wraps=True)
        self.more = button("", role="tool", meaning="down", name=title)
        self.more.setCheckable(True)
        head.addWidget(self._title, 1)
        head.addWidget(self.more)
        whole.addLayout(head)
        self._state = label("", "small", wraps=True)
        self._state.hide()
        self._inside = QFrame()
        self._inside.hide()
        self.content = column(self._inside, gap=6)
        self.more.toggled.connect(self._inside.setVisible)
        for part in (self._state, *always, self._inside):
            whole.addWidget(part)

    def show_state(self, text: str) -> None:
        """State in one line what stands inside; "" for nothing."""
        self._state.setText(text)
        self._state.setVisible(bool(text))

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open or close it by a click anywhere on the title."""
        if self._title.geometry().contains(event.position().toPoint()):
            self.more.toggle()
        super().mouseReleaseEvent(event)
