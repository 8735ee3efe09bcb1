"""A card of lines, as one list: a line is painted, not a widget, so that a full page is drawn at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QSizePolicy,
    QStyleOptionViewItem,
    QWidget,
)

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.models.lines import Index, Line, Lines
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.cards.line_cell import LineCell
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.layout.flow import keep_in_view

_MIN_WIDTH = 200
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ListCard(Card):
    """A card of lines, or of a muted sentence without any.

    Attributes:
        list: its lines.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.list = LineList(title)
        self._quiet = label("", "quiet", wraps=True)
        self._rest = label("", "quiet")
        for part in (self.list, self._quiet, self._rest):
            part.hide()
            self.body.addWidget(part)

    def show_lines(self, lines: Sequence[Line], empty: str = "", rest: str = "") -> None:
        """Show only these lines.

        Args:
            lines: from the top.
            empty: said where there is none.
            rest: said under the last.
        """
        self.list.show_lines(lines)
        _say(self._quiet, "" if lines else empty)
        _say(self._rest, rest)
        layout = self.layout()
        if layout is not None and not self.isVisible():
            layout.activate()  # now, from the inside; when shown, a hidden card would be laid out twice


class LineList(QListView):
    """The lines of a card, all of them in view: what is around them scrolls.

    Enter opens a line, the space bar marks it as done; where it can do only one of the two, both keys do.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = Lines(self)
        self._cell = LineCell(self, self.lines)
        self._pressed = QPersistentModelIndex()
        self.setAccessibleName(name)
        self.setModel(self.lines)
        self.setItemDelegate(self._cell)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # texts wrap
        self.setSizePolicy(policy)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; the keyboard stays at the same place in the list."""
        row = self.currentIndex().row()
        self.lines.show_lines(lines)
        self.setVisible(bool(lines))
        self.updateGeometry()
        if row >= 0 and lines:
            self.setCurrentIndex(self.lines.index(min(row, len(lines) - 1), 0))

    def sizeHint(self) -> QSize:
        """Return the height of all lines at the current width."""
        self.ensurePolished()
        return QSize(theme.current().px(_MIN_WIDTH), self._cell.total_height(self.viewport().width()))

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width, in pixels."""
        self.ensurePolished()
        return self._cell.total_height(width - self.width() + self.viewport().width())

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the texts anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the height of all lines."""
        return self.sizeHint()

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current line or mark it as done, once however long the key is held; or move to another."""
        is_enter, is_space = event.key() in _ENTER, event.key() == Qt.Key.Key_Space
        if not is_enter and not is_space:
            super().keyPressEvent(event)
            keep_in_view(
                self
            )  # of its current line; never at a press, when it would move from under the pointer
        elif not event.isAutoRepeat():
            self._act(self.currentIndex(), prefers_tick=is_space)

    @contained
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note the line that is pressed."""
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        index = self.indexAt(event.position().toPoint()) if is_left else QModelIndex()
        self._pressed = QPersistentModelIndex(index)

    @contained
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ignore the second press: by then the next task may stand there, to be marked as done unseen."""
        self._pressed = QPersistentModelIndex()
        event.accept()

    @contained
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the line that was pressed, or mark it as done if its check mark was."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index, pressed = self.indexAt(at), self._pressed
        self._pressed = QPersistentModelIndex()
        if pressed.isValid() and pressed == index:
            line = self.lines.line_at(index)
            if self._is_on_tick(index, at):
                self._act(index, prefers_tick=True)
            elif line is not None and line.opens:
                line.opens()

    @contained
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Highlight the line under the pointer."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        self._hover(index.row(), is_on_tick=self._is_on_tick(index, at))

    @contained
    def leaveEvent(self, event: QEvent) -> None:
        """Remove the highlight."""
        super().leaveEvent(event)
        self._hover(-1, is_on_tick=False)

    def _hover(self, row: int, *, is_on_tick: bool) -> None:
        if (row, is_on_tick) == (self._cell.hovered, self._cell.is_on_tick):
            return
        self._cell.hovered, self._cell.is_on_tick = row, is_on_tick
        line = self.lines.line_at(self.lines.index(row, 0))
        is_pressable = is_on_tick or (line is not None and line.opens is not None)
        shape = Qt.CursorShape.PointingHandCursor if is_pressable else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()

    def _is_on_tick(self, index: Index, at: QPoint) -> bool:
        line = self.lines.line_at(index)
        if line is None or not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return self._cell.places(option, index, line).tick.contains(at)

    def _act(self, index: Index, *, prefers_tick: bool) -> None:
        line = self.lines.line_at(index)
        if line is None:
            return
        if line.ticks and (prefers_tick or not line.opens):
            self.lines.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
        elif line.opens:
            line.opens()


def _say(part: QLabel, words: str) -> None:
    part.setText(words)
    part.setVisible(bool(words))
