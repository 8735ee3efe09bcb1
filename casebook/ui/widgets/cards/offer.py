"""A line above the page with an offer to accept or dismiss."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import plain_label
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import line


class OfferBar(QFrame):
    """Hidden until there is an offer.

    Attributes:
        taken: the person wants it.
        left: the person wants it gone.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, meaning: str, take: str, leave: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "offer")
        whole = line(self, gap=10, margins=(6, 12))
        look = theme.current()
        drawn = plain_label()
        drawn.setPixmap(picture(meaning, look.colours["accent"], look.px(18), self.devicePixelRatioF()))
        whole.addWidget(drawn)
        self._title = label("", "strong")
        whole.addWidget(self._title)
        self._text = Elided("")
        whole.addWidget(self._text, 1)
        self.take = button(take, self.taken.emit, role="primary")
        self.leave = button(leave, self.left.emit)
        whole.addWidget(self.leave)
        whole.addWidget(self.take)
        self.hide()

    def offer(self, title: str, words: str) -> None:
        """Show an offer."""
        self._title.setText(title)
        self._text.setText(words)
        self.setAccessibleName(f"{title} {words}")
        self.show()
