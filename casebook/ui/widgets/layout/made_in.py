"""Pages that stand in their place from the beginning.

Qt styles all of a tree anew each time it is put into another: a page that is filled first and put into its
stack afterwards is styled once more with all it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

W = TypeVar("W", bound=QWidget)

_offered: list[QWidget] = []
"""The stack in which the next page is to stand, if that is known."""


def made_in(place: QStackedWidget, make: Callable[[], W]) -> W:
    """Make a widget and add it to a stack; a page stands in it from its first line on.

    Args:
        place: the stack.
        make: makes the widget; also another one than it began with, which is deleted.
    """
    before = place.children()
    _offered[:] = [place]
    try:
        widget = make()
    finally:
        _offered.clear()
    for left in place.children():
        if left is not widget and left not in before:  # of a page that failed, for which another stands in
            left.deleteLater()
    place.addWidget(widget)
    return widget


def offered_place() -> QWidget | None:
    """Return where the page stands that is being made, once; None where it is put somewhere later."""
    return _offered.pop() if _offered else None
