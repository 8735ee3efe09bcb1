"""A stack whose widgets are created on first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from casebook.ui.widgets.layout.made_in import made_in
from casebook.ui.widgets.layout.stack import Stack
from casebook.ui.widgets.layout.tab_order import tab_before


class LazyStack(Stack):
    """Pages by key.

    Args:
        makers: make the page of a key.
        in_tab_order: Tab goes through a page where the stack stands, in the order in which its parts were
            added; otherwise behind all that was there before, in an order that the page may set.
    """

    def __init__(self, makers: Mapping[str, Callable[[], QWidget]], *, in_tab_order: bool = False) -> None:
        super().__init__()
        self._makers, self._in_tab_order = makers, in_tab_order
        self._pages: dict[str, QWidget] = {}

    def page(self, key: str) -> QWidget:
        """Return the page of a key, created if needed."""
        if key not in self._pages:
            made = self._pages[key] = made_in(self, self._makers[key])
            if self._in_tab_order:
                tab_before(self, made)
        return self._pages[key]

    def is_made(self, key: str) -> bool:
        """Return whether it was created already."""
        return key in self._pages

    def show_page(self, key: str) -> None:
        """Show the page of a key."""
        self.setCurrentWidget(self.page(key))
