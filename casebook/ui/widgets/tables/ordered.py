"""A list reordered by dragging, and by Alt with the up and down arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import plain_tip
from casebook.ui.models.rows import BESIDE, ICON, LOOK
from casebook.ui.models.tree import Branch
from casebook.ui.widgets.tables.cell import Cell

KEY = Qt.ItemDataRole.UserRole
_LINE = 30


class Ordered(QListWidget):
    """Lines in a custom order; the list is as high as its lines.

    Attributes:
        moved: all keys in their new order.
        picked: the key of the line a person went to.
        opened: a key: Enter, F2 or a double press.
        removing: a key: Del.
    """

    moved = Signal(list)
    picked = Signal(str)
    opened = Signal(str)
    removing = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setItemDelegate(Cell(self, has_lines=False))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        # It is as high as its lines: by lines, a pixel too few would put the first out of sight.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda item: self.picked.emit(item.data(KEY)))
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(KEY)))

    @property
    def keys(self) -> list[str]:
        """Return the keys of its lines in order."""
        return [self.item(place).data(KEY) for place in range(self.count())]

    @property
    def chosen(self) -> str:
        """Return the key of the focused line, or ""."""
        at = self.currentRow()
        return str(self.item(at).data(KEY)) if at >= 0 else ""

    def show_lines(self, lines: Sequence[Branch]) -> None:
        """Show these lines; the selected one stays, or the one in its place."""
        held, at = self.chosen, self.currentRow()
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.text, self)
            item.setSizeHint(QSize(0, theme.current().px(_LINE)))
            text = f"{line.text} {line.beside}".strip()
            roles = (
                (KEY, line.key),
                (BESIDE, line.beside),
                (ICON, line.icon),
                (LOOK, "plain"),
                (Qt.ItemDataRole.ToolTipRole, plain_tip(text)),
                (Qt.ItemDataRole.AccessibleTextRole, text),
            )
            for role, value in roles:
                item.setData(role, value)
        self.setCurrentRow(min(at, self.count() - 1))
        self.choose(held)
        # With nothing to go to in it, Tab goes past it.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if lines else Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(self.count() * theme.current().px(_LINE) + theme.current().px(4))

    def choose(self, key: str) -> None:
        """Focus this line."""
        if key in self.keys:
            self.setCurrentRow(self.keys.index(key))

    def move_chosen(self, by: int) -> None:
        """Move the selected line up or down."""
        at = self.currentRow()
        if at < 0 or not 0 <= at + by < self.count():
            return
        item = self.takeItem(at)
        self.insertItem(at + by, item)
        self.setCurrentRow(at + by)
        self.moved.emit(self.keys)

    @contained
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line, so that it is seen where the keyboard is."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentRow(0)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line with Alt and an arrow, open it with Enter and F2, remove it with Del."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_chosen(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and self.chosen:
            self.opened.emit(self.chosen)
        elif event.key() == Qt.Key.Key_Delete and self.chosen:
            self.removing.emit(self.chosen)
        else:
            super().keyPressEvent(event)
            self.picked.emit(self.chosen)

    @contained
    def dropEvent(self, event: QDropEvent) -> None:
        """Move a line that was dragged."""
        before = self.keys
        super().dropEvent(event)
        if self.keys != before:
            self.moved.emit(self.keys)
