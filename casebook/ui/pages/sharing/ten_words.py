"""A note with ten words that two people read to each other; hidden at first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from casebook.base.message import Message
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import column, line

SPELLING = Message("The words are English in every language. Spell one that is hard to say.")


class TenWords(QFrame):
    """Title, what to do with the words, the words, and below them what its kinds add.

    Args:
        about: what to do with them.
        spelling: what helps where one is hard to say.
        name: of the words, for tests and styles.

    Attributes:
        left: it was closed.
        body: column that its kinds add to, before `end`.
    """

    left = Signal()

    def __init__(self, about: str, spelling: str, name: str) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self.body = column(self, gap=8, margins=(10, 12))
        self._title = label("", "strong", wraps=True)
        self.body.addWidget(self._title)
        self.body.addWidget(label(about, wraps=True))
        self._ten = label("", "title", wraps=True, selectable=True)
        self._ten.setObjectName(name)
        self.body.addWidget(self._ten)
        self.body.addWidget(label(spelling, "quiet", wraps=True))
        self.hide()

    def end(self, *buttons: QWidget) -> None:
        """Add the buttons at the end."""
        foot = line(gap=8)
        foot.addStretch(1)
        for one in buttons:
            foot.addWidget(one)
        self.body.addLayout(foot)
        StepKeys(self, buttons, self.leave)

    def show_ten(self, title: str, ten: str, first: QWidget) -> None:
        """Show words under a title, with the focus on a control."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._ten.setText(in_two_lines(ten))
        self.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, partial(keep_in_view, self))  # once it is laid out

    def leave(self) -> None:
        """Close it without noting anything."""
        if not self.isHidden():
            self.hide()
            self._ten.setText("")
            self.left.emit()


def in_two_lines(ten: str) -> str:
    """Return ten words in two lines of five: each side reads one."""
    parts = ten.split()
    return "\n".join(" ".join(half) for half in (parts[: len(parts) // 2], parts[len(parts) // 2 :]))
