"""The list model of a card: lines with what they open and what can be marked as done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.read_only import is_read_only
from casebook.ui.kit.theme import Tone

Index = QModelIndex | QPersistentModelIndex
Status = tuple[str, Tone, str]
"""Text, tone and icon."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Line:
    """The content and actions of a line.

    Attributes:
        title: its text.
        opens: what a press on it does, or None where it opens nothing.
        beneath: secondary text under the title, or "".
        day: before the title, or "".
        status: what stands at the end, or None.
        ticks: what its check mark does, or None where it has none.
        tick_tip: the tooltip of the check mark.
    """

    title: str
    opens: Callable[[], object] | None = None
    beneath: str = ""
    day: str = ""
    status: Status | None = None
    ticks: Callable[[], object] | None = None
    tick_tip: str = ""

    @property
    def spoken(self) -> str:
        """Return everything a screen reader says of it."""
        parts = (self.day, self.title, self.beneath, self.status[0] if self.status else "")
        return ", ".join(part for part in parts if part)


class Lines(QAbstractListModel):
    """The lines of a card; one with a check mark is a checkable item, and checking it marks it as done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines instead of the current ones."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines shown, from the top."""
        return self._lines

    def line_at(self, index: Index) -> Line | None:
        """Return the line of an index, or None if it is not shown."""
        return self._lines[index.row()] if 0 <= index.row() < len(self._lines) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines shown."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    @contained
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, what a screen reader says, or the state of the check mark."""
        line = self.line_at(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return on_screen(line.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return on_screen(line.spoken)
        if role == Qt.ItemDataRole.CheckStateRole and line.ticks:
            return Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every line can be reached, and checked if it has a check mark and may be changed."""
        line = self.line_at(index)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if line is not None and line.ticks and not is_read_only():
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @contained_reply
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Mark a line as done when its check mark is set; return whether that was done."""
        line = self.line_at(index)
        is_checking = role == Qt.ItemDataRole.CheckStateRole and Qt.CheckState(value) == Qt.CheckState.Checked
        if line is None or line.ticks is None or not is_checking:
            return False
        if not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        line.ticks()
        return True
