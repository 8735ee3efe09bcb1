"""A page of tabs under a heading: each tab is made when it is first shown, and scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.base.entity import entity
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.tabs import Tabs
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.lazy_stack import LazyStack


@entity
class Tab:
    """A tab.

    Attributes:
        key: as in `Location`.
        title: on the tab; "" for what the page shows without one.
        parts: makes what stands on it, from top to bottom; or one widget that scrolls by itself.
    """

    key: str
    title: str
    parts: Callable[[], Sequence[QWidget] | QWidget]


class TabbedPage(Page):
    """The heading, the tabs, and what stands on the one in view.

    Args:
        context: of the window.
        name: of the page, as in `Location`.
        title: its heading.
        tabs: in order; the first one is shown where a place names none.
        in_tab_order: as in `LazyStack`.
    """

    def __init__(
        self, context: PageContext, name: str, title: str, tabs: Sequence[Tab], *, in_tab_order: bool = True
    ) -> None:
        super().__init__(context)
        self._title, self._first = title, tabs[0].key
        whole = column(self, gap=12)
        self.heading = label(title, "heading")
        whole.addWidget(self.heading)
        self.tabs = Tabs([(one.key, one.title) for one in tabs if one.title], self.words("More"))
        self.tabs.chosen.connect(lambda tab: context.go(Location(page=name, tab=tab)))
        whole.addWidget(self.tabs)
        makers = {one.key: partial(self._made, one) for one in tabs}
        self.stack = LazyStack(makers, in_tab_order=in_tab_order)
        whole.addWidget(self.stack, 1)

    @property
    def tab(self) -> str:
        """Return the key of the tab in view."""
        return self.place.tab or self._first

    def show_place(self, place: Location) -> None:
        """Show one of the tabs from its top."""
        tab = place.tab or self._first
        self.tabs.choose(tab)
        self.stack.show_page(tab)
        if isinstance(shown := self.stack.currentWidget(), Scrolled):
            shown.verticalScrollBar().setValue(0)
        super().show_place(place)

    def take_focus(self) -> None:
        """Focus the first button of the tab that can be pressed."""
        shown = self.stack.currentWidget()
        steps = shown.findChildren(QPushButton) if shown else []
        first = next((step for step in steps if step.isVisible() and step.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return no path: the heading suffices."""
        return (Crumb(text=self._title),)

    def _made(self, tab: Tab) -> QWidget:
        parts = tab.parts()
        if isinstance(parts, QWidget):
            return parts
        scroll = Scrolled(tab.title or self._title)
        for part in parts:
            scroll.body.addWidget(part)
        scroll.body.addStretch(1)
        return scroll
