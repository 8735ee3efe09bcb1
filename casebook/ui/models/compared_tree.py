"""The tree of what a parcel would bring: nouns, records, fields, each with a tick where it can be taken.

It holds numbers, not objects, for each line: ten thousand records with all their fields open at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from casebook.domain.sharing.comparison import ComparedField
from casebook.services.sharing.parcels.parcel_look import ComparedRecord
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.plain import plain_tip
from casebook.ui.models.lines import Status
from casebook.ui.models.rows import BESIDE, ICON, LOOK, TONE, Index

Key = tuple[str, str, str]
Place = Literal["title", "state", "here", "came"]
PLACES: tuple[Place, ...] = ("title", "state", "here", "came")
_LEFT_OUT = frozenset({"same", "ours"})
"""Fields that say nothing of what would change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTexts:
    """What the lines say, asked for when they are painted.

    Attributes:
        headings: of the columns.
        noun: title of a group.
        record: title of a record.
        record_state: of a record, or None.
        field: title of a field.
        field_state: of a field.
        value: text of a value of a field of a noun.
    """

    headings: tuple[str, str, str, str]
    noun: Callable[[str], str]
    record: Callable[[ComparedRecord], str]
    record_state: Callable[[ComparedRecord], Status | None]
    field: Callable[[ComparedField], str]
    field_state: Callable[[ComparedField], Status]
    value: Callable[[str, ComparedField, object], str]


class ComparedTree(QAbstractItemModel):
    """Groups, records and fields; a line with a tick box counts what can be taken under it.

    Attributes:
        changed: something was ticked or no longer.
    """

    changed = Signal()

    def __init__(self, texts: ComparedTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._records: list[ComparedRecord] = []
        self._groups: list[list[int]] = []
        self._group_of: list[int] = []
        self._row_of: list[int] = []
        self._fields: list[tuple[ComparedField, ...]] = []
        self._offered: list[int] = []
        self._ticked: set[Key] = set()
        self._counts: list[int] = []
        self._group_counts: list[int] = []

    def show_records(
        self, records: Iterable[ComparedRecord], ticked: Collection[Key], *, shows_all: bool = False
    ) -> None:
        """Show these records.

        Args:
            records: in the order of their groups.
            ticked: what is taken.
            shows_all: also what is the same or was changed here alone.
        """
        self.beginResetModel()
        self._ticked = set(ticked)
        self._records, self._fields = [], []
        for one in records:
            fields = tuple(each for each in one.fields if shows_all or each.state not in _LEFT_OUT)
            if fields or shows_all or one.state not in {"known", "new"}:
                self._records.append(one)
                self._fields.append(fields)
        self._group()
        self.endResetModel()

    def _group(self) -> None:
        by_noun: dict[str, list[int]] = {}
        for at, one in enumerate(self._records):
            by_noun.setdefault(one.noun, []).append(at)
        self._groups = list(by_noun.values())
        self._group_of, self._row_of = [0] * len(self._records), [0] * len(self._records)
        for group, places in enumerate(self._groups):
            for row, at in enumerate(places):
                self._group_of[at], self._row_of[at] = group, row
        self._offered = [sum(each.is_offered for each in fields) for fields in self._fields]
        self._count()

    def _count(self) -> None:
        self._counts = [
            sum((one.noun, one.id, each.key) in self._ticked for each in self._fields[at] if each.is_offered)
            for at, one in enumerate(self._records)
        ]
        self._group_counts = [sum(self._counts[at] for at in places) for places in self._groups]

    @property
    def ticked(self) -> frozenset[Key]:
        """Return what is ticked."""
        return frozenset(self._ticked)

    def tick_all(self, *, is_ticked: bool) -> None:
        """Tick everything that is not suspect, or nothing."""
        self._ticked = set()
        if is_ticked:
            self._ticked = {key for at in range(len(self._records)) for key in self._plain_keys(at)}
        self._count()
        self._repaint()

    # --- Qt ----------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Return the index of a line."""
        if not 0 <= column < len(PLACES) or row < 0:
            return QModelIndex()
        if parent is None or not parent.isValid():
            return self.createIndex(row, column, 0) if row < len(self._groups) else QModelIndex()
        kind, at = self._kind_of(parent)
        if kind == "group" and row < len(self._groups[parent.row()]):
            return self.createIndex(row, column, 1 + parent.row())
        if kind == "record" and row < len(self._fields[at]):
            return self.createIndex(row, column, 1 + len(self._groups) + at)
        return QModelIndex()

    @overload
    def parent(self) -> QObject | None: ...
    @overload
    def parent(self, index: Index) -> QModelIndex: ...
    def parent(self, index: Index | None = None) -> QObject | QModelIndex | None:
        """Return the parent index, or the model's owner without an index."""
        if index is None:
            return super().parent()
        kind, at = self._kind_of(index)
        if kind == "record":
            return self.createIndex(index.internalId() - 1, 0, 0)
        if kind == "field":
            return self.createIndex(self._row_of[at], 0, 1 + self._group_of[at])
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines beneath."""
        if parent is None or not parent.isValid():
            return len(self._groups)
        if parent.column() != 0:
            return 0
        kind, at = self._kind_of(parent)
        if kind == "group":
            return len(self._groups[parent.row()])
        return len(self._fields[at]) if kind == "record" else 0

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: ARG002 - Qt's signature
        """Return the number of columns."""
        return len(PLACES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._texts.headings[section] if is_title and 0 <= section < len(PLACES) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that each line can be reached, and ticked where something of it can be taken."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and self._number_offered(index):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @contained
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text, state or tick of a line."""
        return self._content(index, PLACES[index.column()], role) if index.isValid() else None

    def _content(self, index: Index, place: Place, role: int) -> object:
        content: object = None
        if role == Qt.ItemDataRole.CheckStateRole:
            is_offered = place == "title" and self._number_offered(index)
            content = self._tick_of(index) if is_offered else None
        elif role in {TONE, ICON}:
            state = self._state(index) if place == "state" else None
            content = (state[1] if role == TONE else state[2]) if state else None
        elif role == LOOK:
            content = self._look(index, place)
        elif role == BESIDE:
            content = self._beside(index) if place == "title" else ""
        elif role in _TEXTUAL:
            text = on_screen(self._text(index, place))
            is_spoken = role == Qt.ItemDataRole.AccessibleTextRole and place == "title"
            content = f"{text} {self._beside(index)}".strip() if is_spoken else text
            content = plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else content
        return content

    @contained_reply
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a line, and all beneath that is not suspect; or untick it with all beneath."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._number_offered(index):
            return False
        keys = set(self._keys_under(index, with_suspect=True))
        if Qt.CheckState(value) == Qt.CheckState.Unchecked:
            self._ticked -= keys
        else:
            plain = set(self._keys_under(index, with_suspect=self._kind_of(index)[0] == "field"))
            self._ticked |= plain
            if not plain:
                return False
        self._count()
        self._repaint()
        return True

    def _repaint(self) -> None:
        if self._groups:
            end = self.index(len(self._groups) - 1, len(PLACES) - 1)
            self.dataChanged.emit(self.index(0, 0), end)
        self.changed.emit()

    def _kind_of(self, index: QModelIndex | QPersistentModelIndex) -> tuple[str, int]:
        """Return whether a line is of a group, record or field, and which record it is of."""
        number = index.internalId()
        if number == 0:
            return "group", -1
        if number <= len(self._groups):
            return "record", self._groups[number - 1][index.row()]
        return "field", number - 1 - len(self._groups)

    def _number_offered(self, index: Index) -> int:
        kind, at = self._kind_of(index)
        if kind == "group":
            return sum(self._offered[each] for each in self._groups[index.row()])
        if kind == "record":
            return self._offered[at]
        return int(self._fields[at][index.row()].is_offered)

    def _tick_of(self, index: Index) -> Qt.CheckState:
        kind, at = self._kind_of(index)
        if kind == "field":
            one = self._records[at]
            is_ticked = (one.noun, one.id, self._fields[at][index.row()].key) in self._ticked
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        count = self._group_counts[index.row()] if kind == "group" else self._counts[at]
        if count == 0:
            return Qt.CheckState.Unchecked
        whole = count == self._number_offered(index)
        return Qt.CheckState.Checked if whole else Qt.CheckState.PartiallyChecked

    def _keys_under(self, index: Index, *, with_suspect: bool) -> Iterator[Key]:
        kind, at = self._kind_of(index)
        if kind == "field":
            one = self._records[at]
            yield one.noun, one.id, self._fields[at][index.row()].key
            return
        for place in self._groups[index.row()] if kind == "group" else (at,):
            one = self._records[place]
            yield from (
                (one.noun, one.id, field.key)
                for field in self._fields[place]
                if field.is_offered and (with_suspect or not field.suspect)
            )

    def _plain_keys(self, at: int) -> Iterator[Key]:
        one = self._records[at]
        for field in self._fields[at]:
            if field.is_offered and not field.suspect:
                yield one.noun, one.id, field.key

    def _text(self, index: Index, place: Place) -> str:
        kind, at = self._kind_of(index)
        if kind == "group":
            noun = self._records[self._groups[index.row()][0]].noun
            return self._texts.noun(noun) if place == "title" else ""
        one = self._records[at]
        if place == "state":
            state = self._state(index)
            return state[0] if state else ""
        if kind == "record":
            return self._texts.record(one) if place == "title" else ""
        field = self._fields[at][index.row()]
        if place == "title":
            return self._texts.field(field)
        return self._texts.value(one.noun, field, field.here if place == "here" else field.came)

    def _state(self, index: Index) -> Status | None:
        kind, at = self._kind_of(index)
        if kind == "group":
            return None
        if kind == "record":
            return self._texts.record_state(self._records[at])
        return self._texts.field_state(self._fields[at][index.row()])

    def _beside(self, index: Index) -> str:
        kind, _ = self._kind_of(index)
        return str(len(self._groups[index.row()])) if kind == "group" else ""

    def _look(self, index: Index, place: Place) -> str:
        kind, _ = self._kind_of(index)
        if place == "here":
            return "quiet"
        return "strong" if kind != "field" and place == "title" else "plain"


_TEXTUAL: Sequence[int] = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)
