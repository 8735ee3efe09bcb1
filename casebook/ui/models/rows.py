"""The table model of the program: a page declares its columns and provides rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casebook.ui.kit.drawing import contained
from casebook.ui.kit.hidden_names import is_hiding, names_behind, on_screen
from casebook.ui.kit.plain import plain_tip
from casebook.ui.kit.theme import Tone
from casebook.ui.models.filter import Filter, searchable

if TYPE_CHECKING:
    from _typeshed import SupportsRichComparison

Index = QModelIndex | QPersistentModelIndex
CellLook = Literal["plain", "strong", "quiet", "code", "two-lines"]

TONE = Qt.ItemDataRole.UserRole + 1
ICON = Qt.ItemDataRole.UserRole + 2
LOOK = Qt.ItemDataRole.UserRole + 3
BESIDE = Qt.ItemDataRole.UserRole + 4
ROW = Qt.ItemDataRole.UserRole + 5


class Row(Protocol):
    """A row: anything with an ID."""

    @property
    def id(self) -> str:
        """Return the ID of the record."""
        ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, kw_only=True)
class Column(Generic[R]):
    """A column of a table.

    Attributes:
        title: its heading.
        text: what a cell says.
        sort: what a cell is ordered by, where that is not its text.
        beside: quiet words after the text, such as a name in other scripts.
        tone: makes the cell a status: icon, word and colour. None for an empty cell.
        icon: meaning of the icon before the text, or "".
        look: how plain text is set.
        width: in average characters.
        stretches: takes the room that is left.
        is_optional: left out while no row has a text in it.
        fits: as wide as its longest text asks for, such as a date or a name nobody may see cut.
        is_printed: stands in a printed table too.
        edits: the key of the field of the form that can be edited in its cells, or "".
        gives_way: its turn to be left out of the view, from 1, where a narrow window would cut what
            stretches; 0 for the rule of all tables, by which texts give way before dates, and no status.
            What opens for the row shows it, too, and copies and prints have it.
        sought: more words by which the filter finds a row, such as its name in another language.
        is_kept: never left out of the view for want of room.
    """

    title: str
    text: Callable[[R], str]
    sort: Callable[[R], SupportsRichComparison] | None = None
    beside: Callable[[R], str] | None = None
    tone: Callable[[R], Tone | None] | None = None
    icon: Callable[[R], str] | None = None
    look: CellLook = "plain"
    width: int = 12
    stretches: bool = False
    fits: bool = False
    is_optional: bool = False
    is_printed: bool = True
    edits: str = ""
    gives_way: int = 0
    sought: Callable[[R], str] | None = None
    is_kept: bool = False

    def key(self, row: R) -> SupportsRichComparison:
        """Return the sort key of a row in this column."""
        return self.sort(row) if self.sort else self.text(row).casefold()

    def cell(self, row: R) -> str:
        """Return the full text of a cell, for filter, copy and screen readers."""
        beside = self.beside(row) if self.beside else ""
        return f"{self.text(row)} {beside}".strip()

    def filtered(self, row: R) -> str:
        """Return what the filter looks through in a cell: its full text, and more words where it has any."""
        return f"{self.cell(row)}\n{self.sought(row)}" if self.sought else self.cell(row)


class _Content(Protocol):
    """Returns the content of a cell in a Qt role."""

    def __call__(self, column: Column[R], row: R) -> object:
        """Return the content, as Qt's views use it."""
        ...


class Rows(QAbstractTableModel, Generic[R]):
    """A sorted and filtered table model: ten thousand rows in a few milliseconds."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._all: list[R] = []
        self._shown: list[R] = []
        self._filter, self._behind = Filter(), list[Filter]()
        self._searchable: list[str] = []
        self._measured: dict[int, set[tuple[str, str, bool]]] = {}
        self._empty: dict[int, bool] = {}
        self._admits: Callable[[R], bool] = lambda _: True
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows instead of the current ones."""
        self.beginResetModel()
        self._all, self._searchable, self._measured, self._empty = list(rows), [], {}, {}
        self._arrange()
        self.endResetModel()

    def ask(self, words: str) -> None:
        """Show only the rows that contain these words."""
        self.beginResetModel()
        self._filter = Filter(words)
        self._behind = [Filter(name) for name in names_behind(words)]
        self._arrange()
        self.endResetModel()

    def narrow(self, admits: Callable[[R], bool]) -> None:
        """Show only the rows that this admits, of those that contain the words of the filter."""
        self.beginResetModel()
        self._admits = admits
        self._arrange()
        self.endResetModel()

    def row_at(self, index: Index) -> R | None:
        """Return the row of an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def index_of(self, record_id: str) -> QModelIndex:
        """Return the index of a record's row, invalid if it is not shown."""
        place = next((at for at, row in enumerate(self._shown) if row.id == record_id), -1)
        return self.index(place, 0) if place >= 0 else QModelIndex()

    def is_gone(self, record_id: str) -> bool:
        """Return whether a record has no row any more, filtered out or not."""
        return all(row.id != record_id for row in self._all)

    @property
    def total(self) -> int:
        """Return the number of rows with and without the filter."""
        return len(self._all)

    def longest(self, at: int) -> str:
        """Return the longest text of a column among the first rows, or the header."""
        return max((text for text, *_ in self.measured(at)), key=len, default=self.columns[at].title)

    def measured(self, at: int) -> set[tuple[str, str, bool]]:
        """Return the texts of a column among the first rows, with its icon, and whether it is a status."""
        if at not in self._measured:
            column = self.columns[at]
            self._measured[at] = {
                (
                    column.text(row),
                    column.icon(row) if column.icon else "",
                    column.tone is not None and column.tone(row) is not None,
                )
                for row in self._all[:_MAX_MEASURED]
            }
        return self._measured[at]

    def is_empty(self, at: int) -> bool:
        """Return whether no row has a text in a column, or a dash for none; all are looked through once."""
        if at not in self._empty:
            text = self.columns[at].text
            self._empty[at] = all(text(row) in _NO_TEXT for row in self._all)
        return self._empty[at]

    def as_text(self, places: Sequence[int], shown: Sequence[int] | None = None) -> str:
        """Return rows as tab-separated text, one line each, for spreadsheets."""
        return "\n".join("\t".join(cells) for cells in self.cells(places, shown))

    def as_html(self, places: Sequence[int], shown: Sequence[int] | None = None) -> str:
        """Return rows under their headings as a table, for word processors."""
        columns = self.columns if shown is None else [self.columns[at] for at in shown]
        head = "".join(f"<th>{escape(column.title)}</th>" for column in columns)
        lines = ["".join(f"<td>{escape(cell)}</td>" for cell in cells) for cells in self.cells(places, shown)]
        return "<table>" + "".join(f"<tr>{one}</tr>" for one in (head, *lines)) + "</table>"

    def cells(self, places: Sequence[int], shown: Sequence[int] | None = None) -> list[list[str]]:
        """Return the texts of rows by cell.

        Args:
            places: which lines, as they are ordered and filtered now.
            shown: which columns; all by default.
        """
        columns = self.columns if shown is None else [self.columns[at] for at in shown]
        return [
            [column.cell(self._shown[place]).translate(_WITHOUT_ISOLATES) for column in columns]
            for place in places
        ]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None

    @contained
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the content and style of a cell."""
        row = self.row_at(index)
        if row is None:
            return None
        getter = _CONTENT.get(role)
        return getter(self.columns[index.column()], row) if getter else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows by a column; the selection stays on its records."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        rows = [self.row_at(index) for index in held]
        self._sorted_by = (column, order) if 0 <= column < len(self.columns) else None
        self._arrange()
        places = {row.id: place for place, row in enumerate(self._shown)}
        moved = [
            self.index(places[row.id], index.column()) if row is not None else QModelIndex()
            for row, index in zip(rows, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        shown = self._all
        if self._filter:
            shown = [row for row, text in zip(shown, self._texts(), strict=True) if self._has_words(text)]
        shown = [*filter(self._admits, shown)]
        if self._sorted_by:
            column, order = self._sorted_by
            is_falling = order == Qt.SortOrder.DescendingOrder
            shown = sorted(shown, key=self.columns[column].key, reverse=is_falling)
        self._shown = shown

    def _has_words(self, text: str) -> bool:
        """Return whether a row has the words, or a name whose code name has them while names are hidden."""
        return self._filter.occurs_in(text) or any(name.occurs_in(text) for name in self._behind)

    def _texts(self) -> list[str]:
        """What the filter looks through, by row: folded once, not with each letter that is typed."""
        if not self._searchable:
            self._searchable = [
                searchable(column.filtered(row) for column in self.columns) for row in self._all
            ]
        return self._searchable


def _beside(column: Column[R], row: R) -> str:
    """Return the words after a text; a code name is not said twice."""
    beside = on_screen(column.beside(row)) if column.beside else ""
    return "" if is_hiding() and beside == on_screen(column.text(row)) else beside


_MAX_MEASURED = 1000
_NO_TEXT = frozenset({"", "—"})
_WITHOUT_ISOLATES = dict.fromkeys((0x2068, 0x2069))
"""Removes direction marks, which belong on a screen but not in copied text."""
_CONTENT: dict[int, _Content] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: on_screen(column.text(row)),
    Qt.ItemDataRole.AccessibleTextRole: lambda column, row: f"{column.title}: {on_screen(column.cell(row))}",
    Qt.ItemDataRole.ToolTipRole: lambda column, row: plain_tip(on_screen(column.cell(row))),
    TONE: lambda column, row: column.tone(row) if column.tone else None,
    ICON: lambda column, row: column.icon(row) if column.icon else "",
    LOOK: lambda column, _: column.look,
    BESIDE: _beside,
    ROW: lambda _, row: row,
}
