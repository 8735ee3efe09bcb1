"""A card of a case's deadlines: those overdue, or those to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from casebook.base.i18n import Translator
from casebook.domain.deadline.deadline import Deadline
from casebook.ui.kit import dates
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.cards.card import Card, CardLine, Opening
from casebook.ui.widgets.controls.chip import Chip

_MAX_DEADLINES = 4


class NextDeadlines(Card):
    """Deadlines, soonest first.

    Attributes:
        wanted: id of the deadline pressed.
    """

    wanted = Signal(str)

    def __init__(self, words: Translator, title: str, action: QPushButton) -> None:
        super().__init__(title, action)
        self._words, self._say = words, DeadlineWords(words)

    def show_deadlines(self, deadlines: Sequence[Deadline], now: datetime, empty: str = "") -> None:
        """Show these deadlines, or a sentence where there is none."""
        if not deadlines:
            self.say(empty)
            return
        self.clear()
        for deadline in deadlines[:_MAX_DEADLINES]:
            title = deadline.title_in(self._words)
            opens = Opening(title, partial(self.wanted.emit, deadline.id), lines=2)
            day = dates.short_day(self._words, deadline.act_by.on) if deadline.act_by else "—"
            beneath = self._say.beside(deadline.reservations, self._say.origin(deadline))
            status = Chip(*self._say.status(deadline, now))
            self.body.addWidget(CardLine(title, beneath, day=day, status=status, opens=opens))
