"""Widgets of which one is in view, each made when it is first come to: what nobody looks at costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from casebook.ui.widgets.layout.stack import Stack


class LazyStack(Stack):
    """Pages known by their keys.

    Args:
        makers: make the page of a key.
    """

    def __init__(self, makers: Mapping[str, Callable[[], QWidget]]) -> None:
        super().__init__()
        self._makers = makers
        self._pages: dict[str, QWidget] = {}

    def page(self, key: str) -> QWidget:
        """The page of a key, made now where it was not."""
        if key not in self._pages:
            made = self._pages[key] = self._makers[key]()
            self.addWidget(made)
        return self._pages[key]

    def is_made(self, key: str) -> bool:
        """Whether it was come to already."""
        return key in self._pages

    def show_page(self, key: str) -> None:
        """Come to it."""
        self.setCurrentWidget(self.page(key))
