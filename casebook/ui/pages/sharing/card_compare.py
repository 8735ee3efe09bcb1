"""Comparing two cards by ten words that are read aloud."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from casebook.domain.sharing.peer_card import PeerCard
from casebook.services.base.session import Session
from casebook.services.sharing import card
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.ten_words import SPELLING, TenWords
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox


class CardCompare(TenWords):
    """Shows the ten words of two cards, and notes that they were found the same.

    Attributes:
        compared: that was noted.
    """

    compared = Signal()

    def __init__(self, page: Page) -> None:
        words = self._words = page.words
        about = words(
            "Call the person, by a number you know, and read these ten words to each other. They see the "
            "same words on their device, under your card. If one word differs, someone exchanged a card on "
            "its way: share nothing with it."
        )
        super().__init__(about, words(SPELLING), "ten-words")
        self._context = page.context
        self._card: PeerCard | None = None
        self._turns = label("", wraps=True)
        self.body.addWidget(self._turns)
        self.tick = TickBox(words("We read the words to each other. All ten are the same."))
        self.tick.setAccessibleName(self.tick.text())
        self.tick.toggled.connect(lambda is_on: self._offer(is_on=is_on))
        self.body.addWidget(self.tick)
        self._keep = button(words("Mark as compared"), self._note, role="primary", writes=True)
        self.end(button(words("Cancel"), self.leave), self._keep)
        hold_back(self.tick)

    def begin(self, find: Callable[[Session], PeerCard]) -> None:
        """Show the ten words of a card and that of this device, and who reads which of them."""

        def work(session: Session) -> tuple[PeerCard, str, bool]:
            compared = find(session)
            ten, is_first = card.words(session, compared.id), card.reads_first(session, compared.id)
            return compared, ten, is_first

        self._context.ask(work, lambda answer: self._show(*answer), asker=self)

    def _show(self, compared: PeerCard, ten: str, is_first: bool) -> None:  # noqa: FBT001 - of an answer
        words, self._card = self._words, compared
        self.tick.setChecked(False)
        self._keep.setEnabled(False)
        mine = words("You read the first five words, the other side reads the last five.")
        theirs = words("The other side reads the first five words, you read the last five.")
        self._turns.setText(mine if is_first else theirs)
        self.show_ten(words("Compare the card of {name}", name=compared.name), ten, self.tick)

    def _offer(self, *, is_on: bool) -> None:
        self._keep.setEnabled(is_on)

    def _note(self) -> None:
        noted = self._card
        if noted is None or not self.tick.isChecked():
            return

        def done(_: PeerCard) -> None:
            self.leave()
            self._context.say(self._words("Card compared"))
            self.compared.emit()

        self._context.ask(lambda session: card.confirm(session, noted.id), done, asker=self)
