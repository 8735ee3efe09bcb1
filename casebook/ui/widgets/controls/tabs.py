"""Tabs in a row: arrow keys move, the selected one is underlined; the rest is under More."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.controls.choice_row import ChoiceRow
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.layout import line

_PAD, _WIDEST = 6, 208


def bold_width(tab: QPushButton) -> int:
    """Return the width of a tab's text when selected."""
    font = QFont(QApplication.font())
    font.setPixelSize(theme.current().px(13))
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(tab.text())


class Tabs(QFrame):
    """A row of tabs by key.

    Attributes:
        chosen: the key of the tab a person chose.
    """

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], more: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tabs")
        self._choices = ChoiceRow(self)
        whole = line(self, gap=0)
        for key, text in tabs:
            tab = button(text, role="tab")
            tab.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            width = bold_width(tab)
            tab.setMinimumWidth(width + theme.current().px(2 * _PAD) + 4)
            tab.setMaximumWidth(theme.current().px(_WIDEST))
            tab.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._choices.add(key, tab)
            whole.addWidget(tab, width)
        self._more = button(more, role="tab")
        self._more.setMinimumWidth(bold_width(self._more) + theme.current().px(4 * _PAD))
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        whole.addWidget(self._more)
        whole.addStretch(0)

    def minimumSizeHint(self) -> QSize:
        """Return the width of one tab and More."""
        widest = max(made.minimumWidth() for made in self._choices.by_key.values())
        return QSize(widest + self._more.minimumWidth(), super().minimumSizeHint().height())

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the tabs that fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = sum(made.minimumWidth() for made in self._choices.by_key.values())
        room = self.width() - (self._more.minimumWidth() if needed > self.width() else 0)
        chosen = next((key for key, made in self._choices.by_key.items() if made.isChecked()), "")
        room -= self._choices.by_key[chosen].minimumWidth() if chosen else 0
        self._menu.clear()
        is_full = False
        for key, tab in self._choices.by_key.items():
            is_full = is_full or (key != chosen and tab.minimumWidth() > room)
            tab.setVisible(key == chosen or not is_full)
            if key != chosen and not is_full:
                room -= tab.minimumWidth()
            elif key != chosen:
                self._menu.addAction(tab.text(), partial(self.chosen.emit, key))
        self._more.setVisible(not self._menu.isEmpty())

    def choose(self, key: str) -> None:
        """Select a tab without a signal."""
        self._choices.check(key)
        self._fit()

    def step(self, step: int) -> None:
        """Choose the tab that many further, round and round."""
        keys = list(self._choices.by_key)
        at = next((at for at, key in enumerate(keys) if self._choices.by_key[key].isChecked()), 0)
        key = keys[(at + step) % len(keys)]
        self.choose(key)
        self.chosen.emit(key)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a neighbour with left and right."""
        if not self._choices.walk(event, self.choose, self.chosen.emit):
            super().keyPressEvent(event)
