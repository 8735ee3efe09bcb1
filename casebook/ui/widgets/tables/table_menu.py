"""Table actions: choose columns, copy, write as CSV, print."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton

from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.icons import icon
from casebook.ui.kit.plain import set_tip
from casebook.ui.widgets.controls.styled_inputs import draw_tick
from casebook.ui.widgets.tables.table import DataTable

_MENU_BOX, _MENU_INSET = 12, 8
"""Size and inset of an entry's box as in the style sheet, in design units."""


class TickMenu(QMenu):
    """A menu with checkable entries and their ticks."""

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the menu, then a tick for each checked entry."""
        super().paintEvent(event)
        px = theme.current().px
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for action in self.actions():
            if action.isVisible() and action.isChecked():
                entry = self.actionGeometry(action)
                box = QRect(0, 0, px(_MENU_BOX), px(_MENU_BOX))
                box.moveCenter(entry.center())
                if is_mirrored:
                    box.moveRight(entry.right() - px(_MENU_INSET))
                else:
                    box.moveLeft(entry.left() + px(_MENU_INSET))
                draw_tick(self, box)


class TableMenu(QToolButton):
    """A button with the menu of a table.

    Attributes:
        columns_chosen: the set of columns now left out.
        writing: the table is wanted as a CSV file.
        printing: the table is wanted on paper.
    """

    columns_chosen = Signal(frozenset)
    writing = Signal()
    printing = Signal()

    def __init__(self, table: DataTable, words: Translator) -> None:
        super().__init__()
        self._table = table
        self.setProperty("role", "tool")
        self.setIcon(icon("more", "quiet"))
        self.setIconSize(QSize(theme.current().px(18), theme.current().px(18)))
        self.setAccessibleName(words("More actions for this table"))
        set_tip(self, words("Columns, copy, CSV, print"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.setAccessibleName(words("More actions for this table"))
        self._columns = TickMenu(words("Columns"), menu)
        self._columns.setAccessibleName(words("Columns"))
        for at, column in enumerate(table.rows.columns):
            self._columns.addAction(self._column(at, column.title))
        menu.addMenu(self._columns)
        menu.addSeparator()
        menu.addAction(words("Copy as text"), table.copy).setShortcut("Ctrl+C")
        menu.addAction(words("Export as CSV…"), self.writing.emit)
        menu.addAction(words("Print…"), self.printing.emit)
        for action in menu.actions():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.setMenu(menu)

    def show_hidden(self, hidden: Collection[int]) -> None:
        """Tick the visible columns."""
        for at, action in enumerate(self._columns.actions()):
            action.setChecked(at not in hidden)

    def _column(self, at: int, title: str) -> QAction:
        action = QAction(title, self)
        action.setCheckable(True)
        action.setChecked(True)
        action.setEnabled(at > 0)
        action.triggered.connect(lambda _=False: self._choose())
        return action

    def _choose(self) -> None:
        hidden = {at for at, action in enumerate(self._columns.actions()) if not action.isChecked()}
        self._table.show_columns(hidden)
        self.columns_chosen.emit(frozenset(hidden))
