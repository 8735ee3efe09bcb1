"""A tree of several columns with tick boxes: space or a press ticks a line and what stands beneath it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.read_only import is_read_only
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.widgets.controls.styled_inputs import paint_tick
from casebook.ui.widgets.tables.cell import CELL_PAD, Cell, placed
from casebook.ui.widgets.tables.table import TableHeader

_BOX, _GAP, _RADIUS, _DASH = 16, 8, 3, 4
Index = QModelIndex | QPersistentModelIndex
_CHECK = Qt.ItemDataRole.CheckStateRole


class TickTreeCell(Cell):
    """Draws the box of a line that can be ticked before its words."""

    @contained
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line, with its box."""
        state = index.data(_CHECK)
        super().paint(painter, option, index)
        if state is not None:
            self._paint_box(painter, self.box_of(option.rect), Qt.CheckState(state))

    def box_of(self, area: QRect) -> QRect:
        """Return where the box of a line stands."""
        px = theme.current().px
        return placed(area.adjusted(px(CELL_PAD), 0, -px(CELL_PAD), 0), QSize(px(_BOX), px(_BOX)))

    def _paint_content(
        self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        if index.data(_CHECK) is not None:
            used = theme.current().px(_BOX + _GAP)
            is_mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
            area = area.adjusted(0, 0, -used, 0) if is_mirrored else area.adjusted(used, 0, 0, 0)
        super()._paint_content(painter, area, option, index)

    def _paint_box(self, painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
        look = theme.current()
        is_on = state != Qt.CheckState.Unchecked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("accent" if is_on else "edge"), 1))
        painter.setBrush(look.colour("accent" if is_on else "panel"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(_RADIUS), look.px(_RADIUS))
        painter.restore()
        if state == Qt.CheckState.Checked:
            paint_tick(painter, box)
        elif is_on:
            dash = look.px(_DASH)
            painter.fillRect(
                box.adjusted(dash, box.height() // 2 - 1, -dash, -box.height() // 2 + 1),
                look.colour("on-accent"),
            )

    @contained_reply
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tick a line whose box is pressed, or by the space bar."""
        state = index.data(_CHECK)
        if state is None or is_read_only():
            return False
        if isinstance(event, QKeyEvent):
            if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
                return False
        elif isinstance(event, QMouseEvent):
            is_press = event.type() == QEvent.Type.MouseButtonRelease
            is_left = event.button() == Qt.MouseButton.LeftButton
            if not is_press or not is_left or not self._is_on_box(option.rect, event.position().toPoint()):
                return False
        else:
            return False
        is_on = Qt.CheckState(state) == Qt.CheckState.Checked
        turned = Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked
        return bool(model.setData(index, turned, _CHECK))

    def _is_on_box(self, area: QRect, at: QPoint) -> bool:
        edge = theme.current().px(_GAP) // 2
        return self.box_of(area).adjusted(-edge, -edge, edge, edge).contains(at)


class TickTree(QTreeView):
    """The view of such a tree.

    Args:
        name: what a screen reader says.
        model: of it.
        shares: how the columns share the width.
        actions: titles and what the entries of the menu of a line do.
    """

    def __init__(
        self,
        name: str,
        model: QAbstractItemModel,
        shares: Sequence[int],
        actions: Callable[[], Sequence[tuple[str, Callable[[], object]]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shares, self._actions = shares, actions
        self.setAccessibleName(name)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = TableHeader(name, self)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsClickable(False)
        self.setHeader(header)
        self.setItemDelegate(TickTreeCell(self, has_lines=False))
        self.setModel(model)
        self.menu = QMenu(self)
        self.menu.setAccessibleName(name)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        whole = sum(self._shares)
        for at, share in enumerate(self._shares):
            self.header().resizeSection(at, self.viewport().width() * share // whole)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or close a line with Enter, tick it with the space bar in whichever column the focus is."""
        index = self.currentIndex().siblingAtColumn(0)
        if is_pressed(event, "save"):
            event.ignore()  # it goes on with what the tree stands in
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.setExpanded(index, not self.isExpanded(index))
        elif event.key() == Qt.Key.Key_Space and index.isValid():
            option = QStyleOptionViewItem()
            self.itemDelegate().editorEvent(event, self.model(), option, index)
        else:
            super().keyPressEvent(event)

    def _open_menu(self, at: QPoint) -> None:
        if self.currentIndex().isValid():
            self.menu.popup(self.viewport().mapToGlobal(at))

    def _fill_menu(self) -> None:
        self.menu.clear()
        for title, act in self._actions():
            self.menu.addAction(title, act)
