"""What came from the team before unlocking and nobody had looked at, on the page of what came in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtWidgets import QWidget

from casebook.services.sharing.team.arrivals import ArrivedRecord
from casebook.ui.models.lines import Line
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.sharing.arrived_card import arrived_card
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.layout.layout import column, empty_out


class EarlierArrivals(QWidget):
    """A card for each case; hidden where all was seen before.

    Args:
        page: it stands on.
        line: what a record is shown as.
    """

    def __init__(self, page: Page, line: Callable[[ArrivedRecord], Line]) -> None:
        super().__init__()
        self._words, self._line = page.words, line
        whole = column(self, gap=12)
        whole.addWidget(label(page.words("Not seen yet, from before you unlocked"), "strong", wraps=True))
        self._cards = column(gap=12)
        whole.addLayout(self._cards)
        self.hide()

    def show_records(self, earlier: Sequence[ArrivedRecord], listed: Collection[tuple[str, str]]) -> None:
        """Show what came before, but for records that are listed anyhow, by noun and ID."""
        empty_out(self._cards)
        by_case: dict[str, list[ArrivedRecord]] = {}
        for one in earlier:
            if (one.noun, one.id) not in listed:
                by_case.setdefault(one.reference, []).append(one)
        for reference in sorted(by_case, key=lambda one: (not one, one)):
            card = arrived_card(self._words, reference, by_case[reference], self._line)
            self._cards.addWidget(card)
        self.setVisible(bool(by_case))
