"""The setting of the order in which the office writes the figures of a day."""

from __future__ import annotations

from casebook.domain.base.day_typed import DayOrder
from casebook.services.base import setting
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import hold_back, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox


class DatesCard(Card):
    """The choice is saved at once, in the casebook."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Dates"))
        self._page = page
        words = page.words
        text = words(
            "Stored in the casebook. A date such as 3/2/2026 can mean two days: unless an order is set, "
            "you are asked which one is meant."
        )
        self.body.addWidget(label(text, "quiet", wraps=True))
        title = words("Order of day, month and year")
        self._order = ChoiceBox()
        self._order.setAccessibleName(title)
        choices: dict[DayOrder, str] = {
            "": words("Ask for each date"),
            "day": words("Day first: 31/12/2026"),
            "month": words("Month first: 12/31/2026"),
            "year": words("Year first: 26/12/31"),
        }
        for order, choice in choices.items():
            self._order.addItem(choice, order)
        self._order.activated.connect(lambda _: self._keep())
        self.body.addWidget(label(title, "strong", wraps=True))
        self.body.addWidget(self._order)
        hold_back(self._order)

    def read(self) -> None:
        """Read the setting."""
        self._page.ask(setting.date_order, self._show)

    def _show(self, order: DayOrder) -> None:
        self._order.setCurrentIndex(max(self._order.findData(order), 0))

    def _keep(self) -> None:
        order: DayOrder = self._order.currentData()
        context = self._page.context

        def done(_: None) -> None:
            context.date_order = order

        context.ask(lambda session: setting.keep_date_order(session, order), done)
