"""The setting of whether the window begins with names hidden."""

from __future__ import annotations

from functools import partial

from casebook.services.person import code_name
from casebook.ui.kit.shortcuts import SHORTCUTS, usual_keys
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox


class NamesCard(Card):
    """The choice is saved at once, in the casebook."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Names on the screen"))
        self._page, words = page, page.words
        text = words(
            "Stored in the casebook. While names are hidden, the screen shows code names for cases and "
            "people. {hide} hides names or shows them again; they are shown for as long as {show} is held. "
            "Prints and exported files still contain the names.",
            hide=usual_keys(SHORTCUTS["hide-names"]),
            show=usual_keys(SHORTCUTS["show-names"]),
        )
        self.body.addWidget(label(text, "quiet", wraps=True))
        self._begins = TickBox(words("Always begin with names hidden"))
        self._begins.clicked.connect(self._keep)
        self.body.addWidget(self._begins)
        hold_back(self._begins)

    def read(self) -> None:
        """Read the setting."""
        self._page.ask(code_name.begins_hidden, self._begins.setChecked)

    def _keep(self, is_hidden: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._page.context.ask(partial(code_name.keep_begins_hidden, is_hidden=is_hidden), lambda _: None)
