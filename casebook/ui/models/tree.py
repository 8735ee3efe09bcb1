"""The tree model of the program: branches with an icon, text and secondary text, and leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.plain import plain_tip
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import BESIDE, ICON, LOOK, TONE, Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch or leaf of a tree.

    Attributes:
        key: what it stands for.
        text: what it says.
        beside: quiet words after it.
        icon: meaning of the icon before it, or "".
        tone: makes it a status.
        branches: lines under it.
    """

    key: str
    text: str
    beside: str = ""
    icon: str = ""
    tone: Tone | None = None
    branches: tuple[Branch, ...] = ()


@dataclass(slots=True, eq=False)
class _Place:
    branch: Branch
    row: int
    above: _Place | None
    below: list[_Place]


class Tree(QAbstractItemModel):
    """A tree in one column."""

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._top: list[_Place] = []
        self._kept: dict[int, _Place] = {}

    def show_branches(self, branches: Sequence[Branch]) -> None:
        """Show these branches instead of the current ones."""
        self.beginResetModel()
        self._kept = {}
        self._top = [self._place(branch, row, None) for row, branch in enumerate(branches)]
        self.endResetModel()

    def branch_at(self, index: Index) -> Branch | None:
        """Return the branch of an index."""
        place = self._under(index)
        return place.branch if place else None

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Return the index of a branch."""
        above = self._under(parent) if parent is not None else None
        lines = above.below if above else self._top
        if column != 0 or not 0 <= row < len(lines):
            return QModelIndex()
        return self.createIndex(row, column, id(lines[row]))

    @overload
    def parent(self) -> QObject | None: ...
    @overload
    def parent(self, index: Index) -> QModelIndex: ...
    def parent(self, index: Index | None = None) -> QObject | QModelIndex | None:
        """Return the parent index, or the model's owner without an index."""
        if index is None:
            return super().parent()
        place = self._under(index)
        if place is None or place.above is None:
            return QModelIndex()
        return self.createIndex(place.above.row, 0, id(place.above))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of children."""
        if parent is not None and parent.isValid():
            place = self._under(parent)
            return len(place.below) if place and parent.column() == 0 else 0
        return len(self._top)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: ARG002 - Qt's signature
        """Return one column."""
        return 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading."""
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._title if is_title and section == 0 else None

    @contained
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the content and style of a branch."""
        branch = self.branch_at(index)
        getter = _CONTENT.get(role)
        return getter(branch, not index.parent().isValid()) if branch and getter else None

    def _place(self, branch: Branch, row: int, above: _Place | None) -> _Place:
        place = _Place(branch, row, above, [])
        place.below = [self._place(lower, at, place) for at, lower in enumerate(branch.branches)]
        self._kept[id(place)] = place
        return place

    def _under(self, index: QModelIndex | QPersistentModelIndex | None) -> _Place | None:
        return self._kept.get(index.internalId()) if index is not None and index.isValid() else None


def _said(branch: Branch) -> str:
    """Return all words of a branch, as they may stand on the screen."""
    return on_screen(f"{branch.text} {branch.beside}".strip())


_CONTENT: dict[int, Callable[[Branch, bool], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda branch, _: on_screen(branch.text),
    Qt.ItemDataRole.AccessibleTextRole: lambda branch, _: _said(branch),
    Qt.ItemDataRole.ToolTipRole: lambda branch, _: plain_tip(_said(branch)),
    TONE: lambda branch, _: branch.tone,
    ICON: lambda branch, _: branch.icon,
    BESIDE: lambda branch, _: on_screen(branch.beside),
    LOOK: lambda _, is_top: "strong" if is_top else "plain",
}
