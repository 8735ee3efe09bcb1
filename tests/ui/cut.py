"""Finds clipped texts in view; an ellipsis with a tooltip is not clipped."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget

from casebook.ui.widgets.controls.elided import Elided
from tests.ui.names import in_view

_SLACK = 1


def cut_off(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield the clipped labels and buttons, with the way and the text."""
    for widget in in_view(window, QWidget):
        if not isinstance(widget, (QLabel, QAbstractButton)):
            continue
        words = widget.text() or widget.accessibleName()
        if words and (how := _how(widget)):
            yield how, words[:60]


def _how(widget: QLabel | QAbstractButton) -> str:
    if isinstance(widget, Elided):
        return "hidden beyond the side" if _is_hidden(widget) else ""
    if isinstance(widget, QLabel) and widget.wordWrap():
        if widget.heightForWidth(widget.width()) > widget.height() + _SLACK:
            return f"needs a height of {widget.heightForWidth(widget.width())}, has {widget.height()}"
    elif widget.text() and widget.sizeHint().width() > widget.width() + _SLACK:
        return f"needs a width of {widget.sizeHint().width()}, has {widget.width()}"
    return "hidden beyond the side" if _is_hidden(widget) else ""


def _is_hidden(widget: QWidget) -> bool:
    """Return whether a widget lies outside its container, without a scroll area."""
    around = widget.parentWidget()
    place = widget.rect()
    within = widget
    while around is not None and not around.isWindow():
        place = place.translated(within.pos())
        is_scrolled = isinstance(around.parentWidget(), QAbstractScrollArea)
        if place.left() < -_SLACK or place.right() > around.width() + _SLACK:
            return True
        if not is_scrolled and (place.top() < -_SLACK or place.bottom() > around.height() + _SLACK):
            return True
        if is_scrolled:
            return False
        within, around = around, around.parentWidget()
    return False
