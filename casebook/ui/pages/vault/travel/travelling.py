"""What the window of a casebook that travels says of itself: what is not here, how its work comes home."""

from __future__ import annotations

from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.wrapping import Wrapping


class TravellingCard(Card):
    """What a casebook that travels is."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("This casebook travels"))
        words = page.words
        for text in (
            words(
                "It was packed for a journey and holds nothing but the cases of it. Work in it as in any "
                "other; what you write comes home with the folder: Travel, Come home, in the casebook at "
                "home."
            ),
            words(
                "Not here: other cases, the library but what these cases cite, the change history before the "
                "journey, files that were not chosen, and what was left at home for protection, such as "
                "whereabouts and health. Whatever you enter there is kept beside what is at home."
            ),
            words(
                "No backup of it is made by itself, so that nothing lies beside it that the page for the "
                "border does not name. What you write is only here until it comes home."
            ),
            words(
                "If the folder cannot come home, send the work as a parcel to the office's card, and the "
                "office takes from it what it wants."
            ),
            words(
                "If the computer was out of your sight, do not type the six words on it. Have the tamper "
                "check code compared on another computer."
            ),
        ):
            self.body.addWidget(label(text, wraps=True))
        self._page = page
        cases = button(
            words("Cases"), lambda: page.context.go(Location(page="cases")), role="primary", meaning="case"
        )
        security = Location(page="security", tab="checks")
        checks = button(words("Tamper check code"), lambda: page.context.go(security))
        chapter = button(
            words("Manual: crossing a border"),
            lambda: page.context.go(Location(page="manual", id="border")),
            role="link",
        )
        self.body.addWidget(Wrapping(cases, checks, chapter))
