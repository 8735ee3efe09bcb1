"""Comparing two cards by ten words that are read aloud."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from casebook.domain.sharing.peer_card import PeerCard
from casebook.services.sharing import card
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import column, line


class CardCompare(QFrame):
    """Shows the ten words of two cards, and notes that they were found the same.

    Attributes:
        compared: that was noted.
        left: it was closed.
    """

    compared = Signal()
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._context, self._words = page.context, page.words
        self._card: PeerCard | None = None
        words = self._words
        self.setProperty("role", "note")
        whole = column(self, gap=8, margins=(10, 12))
        self._title = label("", "strong", wraps=True)
        whole.addWidget(self._title)
        about = words(
            "Call the person, by a number you know, and read these ten words to each other: one of you "
            "the first five, the other the rest. They see the same words on their device, under your card. "
            "If one word differs, someone exchanged a card on its way: share nothing with it."
        )
        whole.addWidget(label(about, wraps=True))
        self._ten = label("", "title", wraps=True, selectable=True)
        self._ten.setObjectName("ten-words")
        whole.addWidget(self._ten)
        self.tick = TickBox(words("We read the words to each other. All ten are the same."))
        self.tick.setAccessibleName(self.tick.text())
        self.tick.toggled.connect(lambda is_on: self._offer(is_on=is_on))
        whole.addWidget(self.tick)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Cancel"), self.leave))
        self._keep = button(words("Mark as compared"), self._note, role="primary", writes=True)
        foot.addWidget(self._keep)
        whole.addLayout(foot)
        hold_back(self.tick)
        self.hide()

    def begin(self, compared: PeerCard, ten: str) -> None:
        """Show the ten words of a card and that of this device."""
        self._card = compared
        title = self._words("Compare the card of {name}", name=compared.name)
        self._title.setText(title)
        self.setAccessibleName(title)
        self._ten.setText(ten)
        self.tick.setChecked(False)
        self._keep.setEnabled(False)
        self.show()
        self.tick.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, partial(keep_in_view, self))  # once it is laid out

    def leave(self) -> None:
        """Close it without noting anything."""
        if not self.isHidden():
            self.hide()
            self._ten.setText("")
            self.left.emit()

    def _offer(self, *, is_on: bool) -> None:
        self._keep.setEnabled(is_on)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if is_pressed(event, "leave"):
            self.leave()
        else:
            super().keyPressEvent(event)

    def _note(self) -> None:
        noted = self._card
        if noted is None or not self.tick.isChecked():
            return

        def done(_: PeerCard) -> None:
            self.leave()
            self._context.say(self._words("Card compared"))
            self.compared.emit()

        self._context.ask(lambda session: card.confirm(session, noted.id), done, asker=self)
