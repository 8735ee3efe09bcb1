"""Where Tab stops, and the place of widgets that are added late."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def takes_tab(widget: QWidget) -> bool:
    """Return whether Tab stops at a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def tab_before(anchor: QWidget, late: QWidget) -> None:
    """Put a widget and those in it before the anchor in the order of Tab; late ones would come last.

    Args:
        anchor: a widget of the same window, which need not be a stop.
        late: what was added; the list of a choice within it is a window of its own and stays.
    """
    window = anchor.window()
    before = anchor.previousInFocusChain()
    while before is not None and not (takes_tab(before) and before.window() is window):
        if before is anchor:
            return
        before = before.previousInFocusChain()
    for stop in (late, *late.findChildren(QWidget)):
        if before is not None and takes_tab(stop) and stop.window() is window:
            if before is not stop:
                QWidget.setTabOrder(before, stop)
            before = stop
