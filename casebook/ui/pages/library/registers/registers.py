"""Registers: matches of public registers with people of the casebook, and the registers themselves."""

from __future__ import annotations

from functools import partial
from typing import cast

from casebook.domain.base.change import Changes
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.library.registers.register_list import RegisterList
from casebook.ui.pages.library.registers.register_matches import MatchList
from casebook.ui.widgets.controls.segments import Segments
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.lazy_stack import LazyStack


class RegistersPage(Page):
    """Two views, of which one is shown."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        whole = column(self, gap=12)
        self._views = Segments(
            (("matches", words("Matches")), ("registers", words("The registers"))), words("View")
        )
        self._views.chosen.connect(self.show_view)
        whole.addWidget(self._views)
        self._stack = LazyStack(
            {"matches": partial(MatchList, context), "registers": partial(RegisterList, context)}
        )
        whole.addWidget(self._stack, 1)
        self._view = "matches"

    def show_view(self, view: str) -> None:
        """Show the matches or the registers."""
        self._view = view
        self._views.choose(view)
        self._stack.show_page(view)
        self._leaf.navigate_to(self.place)

    def show_place(self, place: Location) -> None:
        """Show the match that the place names, or the view shown last."""
        self.place = place
        self.show_view("matches" if place.within else self._view)

    @property
    def _leaf(self) -> Page:
        return cast("Page", self._stack.page(self._view))

    def read(self) -> None:
        """Read the view in front."""
        self._leaf.read()

    def refresh_after(self, changes: Changes) -> None:
        """Refresh the view in front."""
        self._leaf.refresh_after(changes)

    def take_focus(self) -> None:
        """Focus what the view in front begins with."""
        self._leaf.take_focus()

    def filter_rows(self) -> None:
        """Focus the filter of the view in front."""
        self._leaf.filter_rows()
