"""Moves through what stands side by side in the window: tabs, and panes by F6."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.tabs import Tabs
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.split import Split

TAB_STEPS = {"next-tab": 1, "previous-tab": -1}
"""Action -> how many tabs further it goes."""


def step_tab(page: Page, step: int) -> None:
    """Choose the tab that many further, round and round: of the innermost tabs around the focus."""
    around: QWidget | None = page.window().focusWidget()
    rows: list[Tabs] = []
    while not rows and around is not None and page.isAncestorOf(around):
        around = around.parentWidget() or page
        rows = _tabs(around, Qt.FindChildOption.FindDirectChildrenOnly)
    rows = rows or _tabs(page, Qt.FindChildOption.FindChildrenRecursively)
    if rows:
        rows[0].step(step)
    else:
        page.context.say(page.words("No tabs on this page"), is_neutral=True, is_passing=True)


def _tabs(around: QWidget, depth: Qt.FindChildOption) -> list[Tabs]:
    return [tabs for tabs in around.findChildren(Tabs, options=depth) if tabs.isVisible()]


def step_pane(window: QWidget, sidebar: QWidget, page: QWidget, step: int) -> None:
    """Focus the pane that many further, round and round: the sidebar, then what stands on the page."""
    panes = [sidebar, *_panes(page)]
    focused: QWidget | None = window.focusWidget()
    at = next((at for at, pane in enumerate(panes) if focused is not None and pane.isAncestorOf(focused)), 0)
    for distance in range(1, len(panes) + 1):
        target = _place_in(panes[(at + step * distance) % len(panes)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            keep_in_view(target)
            return


def _panes(page: QWidget) -> Iterator[QWidget]:
    """Yield the visible parts that splits show side by side, or the whole page."""
    splits = [split for split in page.findChildren(Split) if split.isVisible()]
    parts = [split.widget(at) for split in splits for at in range(split.count())]
    shown = [
        part
        for part in parts
        if part is not None and part.isVisible() and not any(part.isAncestorOf(one) for one in splits)
    ]
    yield from shown or [page]


def _place_in(pane: QWidget) -> QWidget | None:
    """Return where the focus was in a pane, else its checked or first place; None if it has none."""
    last: QWidget | None = pane.focusWidget()
    if last is not None and _is_place(last):
        return last
    places = [widget for widget in pane.findChildren(QWidget) if _is_place(widget)]
    checked = (widget for widget in places if widget.property("checked"))
    return next(checked, None) or next(iter(places), None)


def _is_place(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def is_kept(before: QWidget | None, now: QWidget | None) -> bool:
    """Return whether the focus stays when another place is shown, as on a tab or sidebar entry."""
    return before is not None and before is now and before.isVisible()
