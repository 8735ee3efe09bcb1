"""Who wrote a welcome, where nobody compared that card: compared here, or gone on without."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from casebook.services.sharing import card
from casebook.services.sharing.members.welcoming import Inviter
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.card_compare import CardCompare
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.wrapping import Wrapping


class InviterNote(QWidget):
    """Hidden until a welcome is by a device whose card nobody compared.

    Attributes:
        compared: its card was compared.
    """

    compared = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._by: Inviter | None = None
        words, whole = self._words, column(self, gap=8)
        self._about = label("", wraps=True, selectable=True)
        whole.addWidget(self._about)
        self._compare = button(words("Compare words…"), self._begin_comparing)
        whole.addWidget(Wrapping(self._compare))
        self.tick = TickBox(words("Join although nobody compared this card"))
        self.tick.setAccessibleName(self.tick.text())
        whole.addWidget(self.tick)
        self.comparing = CardCompare(page)
        self.comparing.compared.connect(self.compared)
        self.comparing.left.connect(self._take_focus)
        whole.addWidget(self.comparing)
        self.hide()

    @property
    def is_allowed(self) -> bool:
        """Return whether the person goes on though nobody compared the card."""
        return not self.isHidden() and self.tick.isChecked()

    def begin(self, by: Inviter) -> None:
        """Show who wrote a welcome."""
        self._by = by
        self._about.setText(
            self._words(
                "This welcome to {team} was written on {device}, by someone who calls themselves {member}. "
                "Nobody compared the card of that device: anyone who has your card can write a welcome under "
                "any name, and gets what you share. Compare the ten words by telephone first.",
                team=by.team,
                device=by.card.name,
                member=by.member,
            )
        )
        self.tick.setChecked(False)
        self.show()
        self._take_focus()
        QTimer.singleShot(0, self, lambda: keep_in_view(self))  # once it is laid out

    def leave(self) -> None:
        """Forget the welcome."""
        self._by = None
        self.tick.setChecked(False)
        self.comparing.hide()
        self.hide()

    def _begin_comparing(self) -> None:
        by = self._by
        if by is not None:
            self.comparing.begin(lambda session: card.find(session, by.card.id))

    def _take_focus(self) -> None:
        if self.isVisible():
            self._compare.setFocus(Qt.FocusReason.OtherFocusReason)
