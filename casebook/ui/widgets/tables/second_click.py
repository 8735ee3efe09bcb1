"""A second click on the only selected row of a table, which edits a cell in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QTableView

from casebook.ui.kit.drawing import contained_reply

_ELSEWHERE = {QEvent.Type.KeyPress, QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Wheel}


class SecondClick(QObject):
    """Hears a single click on a cell of the only selected row.

    The click that selects the row, or gives the table the keyboard, does not count, nor does the first of a
    double click: the second is waited for.

    Attributes:
        clicked: the cell.
    """

    clicked = Signal(QModelIndex)

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._cell = QPersistentModelIndex()
        self._is_entering = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._report)
        for watched in (table, table.viewport()):
            watched.installEventFilter(self)

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch the mouse on the cells, and what ends the wait for a second click."""
        kind = event.type()
        if kind in _ELSEWHERE:
            self._pause.stop()
        elif kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._is_entering = event.reason() == Qt.FocusReason.MouseFocusReason
        elif watched is not self._table and isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseButtonPress:
                self._press(event)
            elif kind == QEvent.Type.MouseButtonDblClick:
                self._forget()
            elif kind == QEvent.Type.MouseButtonRelease:
                self._release(event.position().toPoint())
        return super().eventFilter(watched, event)

    def _press(self, event: QMouseEvent) -> None:
        """Note the cell under the pointer if its row is the only one selected before the table hears it."""
        self._forget()
        cell = self._table.indexAt(event.position().toPoint())
        is_plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        if is_plain and not self._is_entering and self._is_alone(cell):
            self._cell = QPersistentModelIndex(cell)
        self._is_entering = False

    def _release(self, at: QPoint) -> None:
        if self._cell.isValid() and self._table.indexAt(at) == self._cell:
            self._pause.start(QApplication.doubleClickInterval())

    def _report(self) -> None:
        cell = self._table.model().index(self._cell.row(), self._cell.column())
        if self._cell.isValid() and self._is_alone(cell):
            self.clicked.emit(cell)
        self._forget()

    def _forget(self) -> None:
        self._pause.stop()
        self._cell = QPersistentModelIndex()

    def _is_alone(self, cell: QModelIndex) -> bool:
        """Return whether the row of a cell is the only one selected."""
        selected = self._table.selectionModel().selectedRows()
        return cell.isValid() and [row.row() for row in selected] == [cell.row()]
