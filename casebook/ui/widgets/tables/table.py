"""The table of the program: muted rows, sorting by heading, copy as text, Enter opens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.icons import picture
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.models.rows import Rows
from casebook.ui.widgets.tables.cell import CELL_PAD, ROW_HEIGHT, TALL_HEIGHT, Cell
from casebook.ui.widgets.tables.widths import HEADING, Need, giving_way, naming, needs_of, shared

_ACTING = ("open", "change", "change-cell", "remove")
"""The keys that act on the current row."""


class TableHeader(QHeaderView):
    """Muted headings, the sorted one with its direction."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)

    def sizeHint(self) -> QSize:
        """Return a height slightly below that of a row; the columns have widths of their own."""
        return QSize(0, theme.current().px(34))

    @contained
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Draw one heading."""
        look = theme.current()
        painter.save()
        painter.setLayoutDirection(self.layoutDirection())
        painter.fillRect(rect, look.colour("panel"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look.colour("line"))
        font = QFont(self.font())
        font.setPixelSize(look.px(HEADING))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        token = "text" if is_sorted else "quiet"
        painter.setPen(look.colour(token))
        area = rect.adjusted(look.px(CELL_PAD), 0, -look.px(CELL_PAD), 0)
        title = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        vertical = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(area, int(vertical), shown)
        if is_sorted:
            meaning = "up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "down"
            used = painter.fontMetrics().horizontalAdvance(shown) + look.px(4)
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = area.right() - used - look.px(11) if is_mirrored else area.left() + used
            drawn = picture(meaning, look.colours[token], look.px(11), self.devicePixelRatioF())
            painter.drawPixmap(left, rect.top() + (rect.height() - look.px(11)) // 2, drawn)
        painter.restore()


class DataTable(QTableView):
    """A table view of `Rows`.

    Attributes:
        opened: the id of the row opened by Enter or a double press.
        chosen: the id of the row now current, or "" where none is shown any more.
        changing: the id of the row to be changed, by F2.
        removing: the id of the row to be removed, by Del.
        cell_changing: the cell to be changed in its place, by Shift+F2.
        room_made: it was laid out; other columns may be without room.
        is_seeking: the record that was gone to has not come yet: no key acts on another in its place.
    """

    opened = Signal(str)
    chosen = Signal(str)
    changing = Signal(str)
    removing = Signal(str)
    cell_changing = Signal(QModelIndex)
    room_made = Signal()

    def __init__(self, name: str, rows: Rows[Any], parent: QWidget | None = None) -> None:  # type: ignore[explicit-any]  # of any noun
        super().__init__(parent)
        self.rows = rows
        self._held = self._beside = ""
        self._held_column = 0
        self._departed: list[str] = []
        self._several: tuple[str, ...] = ()
        self._is_restoring = self.is_seeking = False
        self._fitted: dict[int, Need] = {}
        self._unwanted: Collection[int] = ()
        self._given_way: frozenset[int] = frozenset()
        has_tall_rows = any(column.look == "two-lines" for column in rows.columns)
        self._row_height = TALL_HEIGHT if has_tall_rows else ROW_HEIGHT
        self._cell = Cell(self)
        self.setAccessibleName(name)
        self.setItemDelegate(self._cell)
        self.setHorizontalHeader(TableHeader(name, self))
        self.setModel(rows)
        self._dress()
        self.activated.connect(lambda index: self._tell(self.opened, index))
        self.selectionModel().currentRowChanged.connect(self._choose)
        rows.modelAboutToBeReset.connect(self._hold)
        rows.modelReset.connect(self._restore)

    def sort_by(self, column: int, *, falling: bool = False) -> None:
        """Sort by a column as if its heading were clicked."""
        order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def choose(self, record_id: str) -> None:
        """Make the row of a record current, if shown, and the only one selected; the column stays."""
        index, current = self.rows.index_of(record_id), self.currentIndex()
        if index.isValid():
            index = index.siblingAtColumn(current.column() if current.isValid() else self._held_column)
            # Asked of the selection itself: the view would add to it or take away while Ctrl is still held.
            only = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, only.ClearAndSelect | only.Rows)
            self.scrollTo(index)

    def choose_all(self, record_ids: Sequence[str]) -> None:
        """Select the rows of these records, of those shown, the first of them current."""
        first, *_ = (*(one for one in record_ids if self.rows.index_of(one).isValid()), "")
        self.choose(first)
        self._several = tuple(record_ids)
        self._select_again()

    def seek(self, record_id: str) -> None:
        """Choose a record that was gone to, at once or once it comes; until then nothing is chosen."""
        self.is_seeking = not self.rows.index_of(record_id).isValid()
        if self.is_seeking:
            self._departed.clear()
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.keep(record_id)

    def keep(self, record_id: str) -> None:
        """Choose a record after reading, unless it is current: then others stay selected with it."""
        if record_id == self.chosen_id and record_id in self.selected_ids:
            self.scrollTo(self.currentIndex())
        else:
            self.choose(record_id)

    @property
    def chosen_id(self) -> str:
        """Return the record of the current row, or ""."""
        row = self.rows.row_at(self.currentIndex())
        return row.id if row is not None else ""

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """Return the records of all selected rows, in their order, or that of the current row."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = [self.rows.row_at(self.rows.index(place, 0)) for place in places]
        return tuple(row.id for row in rows if row is not None) or tuple(filter(None, [self.chosen_id]))

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy whole rows; open with Enter on every platform, edit with F2, remove with Del."""
        if is_pressed(event, "copy"):
            self.copy()
        elif self.is_seeking and any(is_pressed(event, key) for key in _ACTING):
            return
        elif is_pressed(event, "open"):
            self._tell(self.opened, self.currentIndex())
        elif is_pressed(event, "change"):
            self._tell(self.changing, self.currentIndex())
        elif is_pressed(event, "change-cell"):
            self.cell_changing.emit(self.currentIndex())
        elif is_pressed(event, "remove"):
            self._tell(self.removing, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the selected rows to the clipboard, or all if none is selected: as text and as a table.

        The table for word processors has the headings of the columns; the text for spreadsheets has not.
        """
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = places or range(self.rows.rowCount())
        copied = QMimeData()
        copied.setText(self.rows.as_text(lines, self.shown))
        copied.setData("text/html", self.rows.as_html(lines, self.shown).encode())
        QGuiApplication.clipboard().setMimeData(copied)

    @property
    def shown(self) -> list[int]:
        """Return the indexes of the columns that were not left out, also of those without room now."""
        places = range(len(self.rows.columns))
        return [at for at in places if at in self._given_way or not self.isColumnHidden(at)]

    @property
    def without_room(self) -> tuple[str, ...]:
        """Return the titles of the columns hidden for want of room, but those empty in all rows."""
        hidden = sorted(at for at in self._given_way if not self._fitted[at].is_empty)
        return tuple(self.rows.columns[at].title for at in hidden)

    @property
    def unwanted(self) -> frozenset[int]:
        """Return the columns that somebody left out."""
        return frozenset(self._unwanted)

    def show_columns(self, hidden: Collection[int]) -> None:
        """Hide these columns; the first always stays."""
        self._unwanted = hidden
        self._hide_columns()
        self._fit(self._needs())

    def _hide_columns(self) -> None:
        for at, column in enumerate(self.rows.columns[1:], start=1):
            is_empty = column.is_optional and self.rows.is_empty(at)
            self.setColumnHidden(at, is_empty or at in self._unwanted)
        self._given_way = frozenset()

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the row under the pointer: whoever points at one seeks no other."""
        self.is_seeking = False
        super().mousePressEvent(event)

    @contained
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Highlight the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    @contained
    def leaveEvent(self, event: QEvent) -> None:
        """Remove the highlight."""
        super().leaveEvent(event)
        self._hover(-1)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the remaining width to the stretching columns."""
        super().resizeEvent(event)
        self._fit(self._needs())

    def _needs(self) -> dict[int, Need]:
        return needs_of(self.rows, self.shown, self.font())

    def _fit(self, needs: dict[int, Need]) -> None:
        self._fitted = needs
        self._make_room(needs)
        seen = {at: need for at, need in needs.items() if at not in self._given_way}
        widths = shared(seen, naming(self.rows.columns, seen), self.viewport().width())
        for at, width in widths.items():
            self.horizontalHeader().resizeSection(at, width)

    def _make_room(self, needs: dict[int, Need]) -> None:
        """Hide columns in their turn until the others have room, and show again those that have."""
        self._given_way = giving_way(needs, self.viewport().width())
        for at in needs:
            self.setColumnHidden(at, at in self._given_way)
        self.room_made.emit()

    def _dress(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.current().px(self._row_height))
        self.setCornerButtonEnabled(False)

    def _hover(self, row: int) -> None:
        if row != self._cell.hovered:
            self._cell.hovered = row
            self.viewport().update()

    def _tell(self, signal: SignalInstance, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None:
            signal.emit(row.id)

    def _choose(self, index: QModelIndex) -> None:
        row = self.rows.row_at(index)
        self.viewport().update()
        if not self._is_restoring:
            self._departed.clear()  # whoever turns to another row stays there
        self.chosen.emit(row.id if row is not None else "")

    def _hold(self) -> None:
        self._several = self.selected_ids
        self._held, place = self.chosen_id or self._held, self.currentIndex().row()
        self._held_column = max(self.currentIndex().column(), 0)
        near = (self.rows.row_at(self.rows.index(at, 0)) for at in (place + 1, place - 1) if at >= 0)
        self._beside = next((row.id for row in near if row is not None), "")

    def _restore(self) -> None:
        self._hide_columns()
        needs = self._needs()
        if needs != self._fitted:  # else what somebody widened stays so
            self._fit(needs)
        else:
            self._fitted = needs
            self._make_room(needs)
        self._is_restoring = True
        self._choose_again()
        if self.chosen_id and self.chosen_id == self._held:
            self._select_again()
        self._is_restoring = False
        if self.hasFocus() and not self.currentIndex().isValid():
            # The keyboard was here before the rows were.
            self.setCurrentIndex(self.rows.index(0, 0))
        if not self.currentIndex().isValid():
            self.chosen.emit("")

    def _select_again(self) -> None:
        """Select the same rows again: a change elsewhere takes nothing from what was selected."""
        selected, only = QItemSelection(), QItemSelectionModel.SelectionFlag
        for record_id in self._several:
            index = self.rows.index_of(record_id)
            if index.isValid():
                selected.select(index, index)
        self.selectionModel().select(selected, only.Select | only.Rows)

    def _choose_again(self) -> None:
        """Select the same row again, or the previous or next one: never a record out of view."""
        back = next((gone for gone in reversed(self._departed) if self.rows.index_of(gone).isValid()), "")
        if back:
            self._departed.remove(back)
            self.choose(back)
            return
        self.choose(self._held)
        if self._held and self.rows.is_gone(self._held):
            self._departed.append(self._held)
            self.choose(self._beside)  # who removes one line after another goes on beside it, not at the top
        if self._held and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(0, 0))
