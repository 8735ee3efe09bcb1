"""What was packed: the six words, shown once, the code that stays at home, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent

from casebook.services.sharing.travel.travel_pack import PackedCasebook
from casebook.ui.kit.drawing import contained
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.vault.travel.trip_words import kinds_in_words, limits_in_words
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.wrapping import Wrapping


class PackedCard(Card):
    """Hidden until something was packed. The words cannot be copied, and are gone with the page.

    Attributes:
        written_down: the person wrote the words down; the card is closed.
        phrase: the words in view, or "".
    """

    written_down = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Packed"))
        self._words, self._wording = page.words, page.wording
        words = self._words
        self.body.addWidget(label(words("Write these six words down on paper."), "strong", wraps=True))
        self._phrase = label("", "to-copy", wraps=True)
        self._phrase.setAccessibleName(words("The six words"))
        self._phrase.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(self._phrase)
        for text in (
            words(
                "They are shown only now, and nothing else opens the casebook that travels. Learn them, or "
                "carry the paper apart from it: never both in one bag."
            ),
            words("If they are lost, the cases at home are still complete: pack them again."),
        ):
            self.body.addWidget(label(text, wraps=True))
        self._facts = column(gap=4)
        self.body.addLayout(self._facts)
        self._done = button(words("I wrote the words down"), self._close, role="primary")
        self.body.addWidget(Wrapping(self._done))
        self.hide()

    @property
    def phrase(self) -> str:
        """Return the words in view, or ""."""
        return self._phrase.text()

    def show_packed(self, packed: PackedCasebook, anchor: str) -> None:
        """Show what was packed.

        Args:
            packed: with its phrase.
            anchor: its tamper check code, which stays at home.
        """
        words = self._words
        self._phrase.setText(packed.phrase)
        empty_out(self._facts)
        for text in self._lines(packed):
            self._facts.addWidget(label(text, wraps=True, selectable=True))
        self._facts.addWidget(label(words("Tamper check code, which stays here:"), "strong", wraps=True))
        self._facts.addWidget(label(anchor, "code", wraps=True, selectable=True))
        then = words(
            "Next: check what else is on the stick, save the page for the border, and switch the computer "
            "off "
            "before you cross. The list of journeys keeps the code."
        )
        self._facts.addWidget(label(then, wraps=True))
        self.show()
        self._phrase.setFocus(Qt.FocusReason.OtherFocusReason)  # a stray Return must not take them away
        QTimer.singleShot(0, self, lambda: scroll_to(self))

    @contained
    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the words when another page is shown."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._phrase.setText("")
            self.hide()

    def _lines(self, packed: PackedCasebook) -> list[str]:
        words, size = self._words, self._wording.size
        lines = [
            words("Folder: {folder}", folder=str(packed.path)),
            words(
                "Records: {records}, files: {files}. Size: {size}.",
                records=words.number(packed.records),
                files=words.number(packed.exhibits),
                size=size(packed.size_bytes + packed.exhibit_bytes),
            ),
        ]
        if packed.left_at_home:
            lines.append(words("Left at home: {kinds}.", kinds=kinds_in_words(words, packed.left_at_home)))
        if packed.kept_back:
            kept = words.count(
                "{number} privileged document or note stayed at home.",
                "{number} privileged documents and notes stayed at home.",
                packed.kept_back,
            )
            lines.append(kept)
        if packed.limited:
            lines.append("\n".join(limits_in_words(words, packed.limited)))
        if packed.unreadable:
            lines.append(
                words.count(
                    "{number} file is missing or damaged here, and was left out.",
                    "{number} files are missing or damaged here, and were left out.",
                    len(packed.unreadable),
                )
            )
        return lines

    def _close(self) -> None:
        self.hide()
        self.written_down.emit()
