"""The parcels that were taken in since unlocking, each taken back by one button."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from casebook.services.base.session import Session
from casebook.ui.kit.taken_parcels import ParcelStep, TakenParcels
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.parcels.parcel_taken import is_standing, undo_parcel
from casebook.ui.widgets.cards.card import Card, CardLine
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.layout import line


class ArrivedParcels(Card):
    """A line for each parcel; hidden without any."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Parcels"))
        self._page, self._words = page, page.words
        self._steps = TakenParcels.of(page.context)
        self._steps.changed.connect(self.read)
        self.hide()

    def read(self) -> None:
        """Read which of them still stand: the last change may have been undone otherwise."""
        steps = tuple(self._steps.steps)

        def standing(session: Session) -> list[ParcelStep]:
            return [one for one in steps if is_standing(session, one.taken)]

        self._page.ask(standing, self._show)

    def _show(self, steps: Sequence[ParcelStep]) -> None:
        self.clear()
        self.setVisible(bool(steps))
        words = self._words
        for one in reversed(steps):
            count = one.taken.count
            beneath = words.count("{number} record", "{number} records", count)
            row = line(gap=8)
            title = words("Parcel from {name}", name=one.sender)
            row.addWidget(CardLine(title, beneath), 1)
            undo = button(
                words("Undo"),
                partial(undo_parcel, self._page.context, one.taken),
                name=words.labelled(words("Undo"), title),
                writes=True,
            )
            row.addWidget(undo)
            self.body.addLayout(row)
