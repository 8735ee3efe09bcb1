"""One field of a record, edited over its cell in a table."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.kit.tasks import Submission
from casebook.ui.widgets.forms.entry import TextEntry, Value
from casebook.ui.widgets.forms.field import Field, FieldBox
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.tab_order import takes_tab
from casebook.ui.widgets.tables.table import DataTable

_UNSELECTED = QItemSelectionModel.SelectionFlag.NoUpdate
_MIN_WIDTH_PX = 200
"""Width of a field over a narrower cell, in pixels."""


class CellEditor(QFrame):
    """The field over a cell, which follows its record when rows move.

    Return, Tab and turning elsewhere with the pointer send the value, Escape gives up. What is wrong is shown
    below the field, which stays.

    Attributes:
        kept: the key of the field with its value, once it can be read.
        left: the person gave up, or the row is no longer shown.
        step: which cell is wanted after saving: 1 the next, -1 the previous, 0 none.
    """

    kept = Signal(dict)
    left = Signal()

    def __init__(self, table: DataTable, record_id: str, at: int, field: Field, words: Translator) -> None:
        """Create the field.

        Args:
            table: over which it stands.
            record_id: whose row.
            at: which column.
            field: of the form of the record.
            words: the language of what it says.
        """
        super().__init__(table.viewport())
        self.record_id, self.at, self.step = record_id, at, 0
        self._table, self._words = table, words
        self._saving, self._is_done = Submission(), False
        self.setProperty("role", "pane")
        self.setAccessibleName(field.title)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.box = FieldBox(replace(field, help=""), self, has_title=False)
        column(self, gap=0, margins=(2,)).addWidget(self.box)
        table.rows.modelReset.connect(self.place)
        table.horizontalHeader().sectionResized.connect(self.place)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def begin(self, value: Value) -> None:
        """Show it with a value, which typing replaces."""
        entry = self.box.entry
        entry.set_raw(entry.to_raw(value))
        cell = self._table.rows.index_of(self.record_id).siblingAtColumn(self.at)
        self._table.selectionModel().setCurrentIndex(cell, _UNSELECTED)  # the arrows go on in its column
        self._table.scrollTo(cell)
        self.place()
        self.show()
        entry.take_focus()
        if isinstance(entry, TextEntry):
            entry.edit.selectAll()

    @property
    def shown_text(self) -> str:
        """Return what stands in the field."""
        entry = self.box.entry
        return entry.display_text(entry.raw)

    def place(self, *_: object) -> None:
        """Stand over the cell, wherever its row is now; a row no longer shown has no field."""
        index = self._table.rows.index_of(self.record_id)
        if self._is_done:
            return
        if not index.isValid():
            self.left.emit()
            return
        cell = self._table.visualRect(index.siblingAtColumn(self.at))
        room = self._table.viewport().rect()
        width = min(max(cell.width(), theme.current().px(_MIN_WIDTH_PX)), room.width())
        layout = self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        height = layout.totalHeightForWidth(width) if layout and wraps else self.sizeHint().height()
        left = max(0, min(cell.left(), room.width() - width))
        below = room.height() - height
        top = cell.top() if cell.top() <= below or not room.intersects(cell) else max(0, below)
        self.setGeometry(left, top, width, max(height, cell.height()))
        self.raise_()

    def submit(self, step: int = 0) -> None:
        """Send the value, or show why it cannot be read; one under way is not sent twice."""
        if self._is_done or self._saving.is_under_way:
            return
        try:
            value = self.box.read()
        except InvalidInput as problem:
            self.refuse(problem)
            return
        self.step = step
        with self._saving.joined():
            self.kept.emit({self.box.field.key: value})

    def refuse(self, problem: CasebookError) -> None:
        """Show a rejection below the field, which keeps what was typed."""
        self.show_problem(" ".join(self._words(part) for part in (problem.title, problem.remedy) if part))

    def show_problem(self, text: str) -> None:
        """Show words below the field until it is changed."""
        self.box.show_problem(text)
        self.place()

    def dismiss(self) -> None:
        """Close it; the table gets the keyboard if the field had it."""
        self._is_done = True
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.hide()
        self.deleteLater()
        if had_focus:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save on Return, leave on Escape; no other key reaches the table below."""
        if is_pressed(event, "leave"):
            self.left.emit()
        elif is_pressed(event, "next-field") or is_pressed(event, "save"):
            self.submit()
        event.accept()

    @contained_reply
    def focusNextPrevChild(self, is_forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Move on to another part of the field, such as the days it can mean, or to the next cell."""
        part = self._part_beside(is_forward=is_forward)
        if part is not None:
            part.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit(1 if is_forward else -1)
        return True

    @contained_reply
    def event(self, event: QEvent) -> bool:
        """Grow with what is shown below the field."""
        is_handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return is_handled

    def _part_beside(self, *, is_forward: bool) -> QWidget | None:
        parts = [part for part in self.findChildren(QWidget) if part.isVisible() and takes_tab(part)]
        focused: QWidget | None = self.window().focusWidget()
        at = parts.index(focused) + (1 if is_forward else -1) if focused in parts else -1
        return parts[at] if 0 <= at < len(parts) else None

    def _follow_focus(self, *_: object) -> None:
        """Save once the person turned to something else in the window; menus and calendars are part of it.

        Covered for a lock, it is disabled: the lock discards it.
        """
        focused = QApplication.focusWidget()
        if self._is_done or not self.isEnabled() or focused is None or focused.window() is not self.window():
            return
        if self.isVisible() and focused is not self and not self.isAncestorOf(focused):
            self.submit()
