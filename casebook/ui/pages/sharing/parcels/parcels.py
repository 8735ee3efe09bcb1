"""The page of parcels: who holds what, other copies outside, handing over, and opening one."""

from __future__ import annotations

from functools import partial
from typing import cast

from casebook.base.i18n import Translator
from casebook.domain.base.change import Changes
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.page import Crumb, Page, made_page
from casebook.ui.pages.sharing.parcels.hand_over import HandOverTab
from casebook.ui.pages.sharing.parcels.holder_list import HolderList
from casebook.ui.pages.sharing.parcels.other_copies_list import OtherCopiesList
from casebook.ui.pages.sharing.parcels.parcel_open import OpenParcelTab
from casebook.ui.widgets.controls.tabs import Tabs
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.lazy_stack import LazyStack

HOLDERS, COPIES, GIVE, OPEN = "holders", "copies", "give", "open"
"""Keys of the tabs."""


def parcel_tabs(words: Translator) -> tuple[tuple[str, str], ...]:
    """Return the tabs of the page by key, with their titles."""
    return (
        (HOLDERS, words("Who holds what")),
        (COPIES, words("Other copies")),
        (GIVE, words("Hand over")),
        (OPEN, words("Open a parcel")),
    )


class ParcelsPage(Page):
    """Four tabs; each reads its own data."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        whole = column(self, gap=12)
        self._tabs = Tabs(parcel_tabs(words), words("More"))
        self._tabs.chosen.connect(lambda tab: context.go(Location(page="parcels", tab=tab)))
        whole.addWidget(self._tabs)
        leaves: dict[str, type[Page]] = {
            HOLDERS: HolderList,
            COPIES: OtherCopiesList,
            GIVE: HandOverTab,
            OPEN: OpenParcelTab,
        }
        self._stack = LazyStack(
            {tab: partial(made_page, leaf, context) for tab, leaf in leaves.items()}, in_tab_order=True
        )
        whole.addWidget(self._stack, 1)

    @property
    def leaf(self) -> Page:
        """Return the tab in view."""
        return cast("Page", self._stack.page(self.place.tab or HOLDERS))

    def show_place(self, place: Location) -> None:
        """Show a tab; the place may name a case or person."""
        self.place = place
        tab = place.tab or HOLDERS
        self._tabs.choose(tab)
        self._stack.show_page(tab)
        self.leaf.navigate_to(place)

    def read(self) -> None:
        """Read the tab in view."""
        self.leaf.read()

    def refresh_after(self, changes: Changes) -> None:
        """Refresh the tab in view."""
        self.leaf.on_changes(changes)

    def take_focus(self) -> None:
        """Focus what the tab in view begins with."""
        self.leaf.take_focus()

    def start_new(self) -> None:
        """Begin a parcel."""
        self.context.go(Location(page="parcels", tab=GIVE))

    def filter_rows(self) -> None:
        """Focus the filter of the tab in view."""
        self.leaf.filter_rows()

    def resume(self, form: str) -> None:
        """Open a form of the tab in view."""
        self.leaf.resume(form)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return no path: the tabs suffice."""
        return (Crumb(text=self.words("Parcels")),)
