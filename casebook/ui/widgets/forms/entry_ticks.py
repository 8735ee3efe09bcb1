"""Multiple selection in a searchable list of tick boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.collation import SpelledSearch, pinyin_keys
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import set_tip
from casebook.ui.models.filter import Filter
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import TickCell
from casebook.ui.widgets.forms.entry import Entry, RawValue, Value
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.layout import column

_SEARCHED_FROM, _LINES = 9, 8
_KEY, _LEFT = Qt.ItemDataRole.UserRole, Qt.AlignmentFlag.AlignLeft


class TickList(QListWidget):
    """Lines with tick boxes; typed letters find a line, a Chinese one by its pinyin."""

    def __init__(self) -> None:
        super().__init__()
        self._spelled = SpelledSearch()
        self._pressed: Qt.CheckState | None = None
        self.itemPressed.connect(self._note_pressed)
        self.itemClicked.connect(self._turn)

    def _note_pressed(self, item: QListWidgetItem) -> None:
        self._pressed = item.checkState()

    def _turn(self, item: QListWidgetItem) -> None:
        """Tick by a click on the words, too; one on the box has done so by itself."""
        if item.checkState() == self._pressed:
            is_ticked = self._pressed is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)
        self._pressed = None

    @contained
    def keyboardSearch(self, search: str) -> None:
        """Go to the next line in view that begins so."""
        lines = [self.item(at) for at in range(self.count())]
        titles = ["" if line.isHidden() else line.text() for line in lines]
        at = self._spelled.find(search, titles, self.currentRow()) if search.strip() else -1
        if at >= 0:
            self.setCurrentRow(at)
        else:
            super().keyboardSearch(search)


class TicksEntry(Entry):
    """Tick boxes; the value is their keys, earlier ones in their order, then new ones.

    Args:
        name: what a screen reader says.
        choices: keys with their words.
        search: the hint of the search above a long list.
        select_all: the words of the button that ticks every choice in view, or "" for none.
    """

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], search: str, *, select_all: str = ""
    ) -> None:
        super().__init__(name)
        self._kept: list[str] = []
        whole = column(self, gap=4)
        self._search = SearchField(search)
        self._search.asked.connect(self._narrow)
        whole.addWidget(self._search)
        self.list = TickList()
        self.list.setAccessibleName(name)
        self.list.setProperty("role", "ticks")
        self.list.setItemDelegate(TickCell(self.list))
        self.list.itemChanged.connect(lambda _: self.changed.emit())
        whole.addWidget(self.list)
        if select_all:
            whole.addWidget(button(select_all, self.select_all, role="link", meaning="done"), 0, _LEFT)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Set the choices, keeping those ticked."""
        self._kept = self.raw
        with QSignalBlocker(self.list):
            self.list.clear()
            for key, words in choices:
                item = QListWidgetItem(words, self.list)
                item.setData(_KEY, key)
                set_tip(item, words)
            first = self.list.model().index(0, 0)  # where the focus begins, without marking it as chosen
            self.list.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.set_raw(self._kept)
        self._search.setVisible(len(choices) >= _SEARCHED_FROM)
        if self._search.isHidden():
            self._search.clear()
        self._narrow(self._search.text())
        shown = range(min(len(choices), _LINES))  # letters of some scripts make a line of their own height
        height = sum(map(self.list.sizeHintForRow, shown)) or theme.current().px(24)
        self.list.setFixedHeight(height + 2 * self.list.frameWidth())

    def clear_search(self) -> None:
        """Show every choice."""
        self._search.clear()
        self._narrow("")

    @property
    def focused_first(self) -> QWidget:
        """Return the list; as focus proxy it would keep Tab from the search above it."""
        return self.list

    @property
    def is_search_entered(self) -> bool:
        """Return whether the search has the focus as Tab gives it: nothing was typed since."""
        is_whole = self._search.selectedText() == self._search.text()
        return is_whole and self.window().focusWidget() is self._search

    def select_all(self) -> None:
        """Tick every choice that the search leaves in view."""
        shown = [item.data(_KEY) for item in self._items() if not item.isHidden()]
        self.set_raw([*self.raw, *(key for key in shown if key not in self.raw)])
        self.changed.emit()

    @property
    def raw(self) -> RawValue:
        """Return the ticked keys; those not offered stay."""
        offered = [item.data(_KEY) for item in self._items()]
        ticked = [item.data(_KEY) for item in self._items() if item.checkState() == Qt.CheckState.Checked]
        before = [key for key in self._kept if key in ticked or key not in offered]
        return [*before, *(key for key in ticked if key not in before)]

    def set_raw(self, content: RawValue) -> None:
        """Tick these keys; the focus begins at the first of them."""
        self._kept = list(dict.fromkeys(content or ()))
        ticked = [at for at in range(self.list.count()) if self.list.item(at).data(_KEY) in self._kept]
        if ticked and not self.list.hasFocus():
            line = self.list.model().index(ticked[0], 0)
            self.list.selectionModel().setCurrentIndex(line, QItemSelectionModel.SelectionFlag.NoUpdate)
        with QSignalBlocker(self.list):
            for item in self._items():
                is_ticked = item.data(_KEY) in self._kept
                item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)

    def read(self) -> tuple[str, ...]:
        """Return the ticked keys."""
        return tuple(self.raw)

    def to_raw(self, value: Value) -> list[str]:
        """Return the keys as a draft stores them."""
        return list(value or ())

    def display_text(self, content: RawValue) -> str:
        """Return the texts of the ticked ones."""
        return "; ".join(item.text() for item in self._items() if item.data(_KEY) in content) or "—"

    def _items(self) -> Iterable[QListWidgetItem]:
        return (self.list.item(place) for place in range(self.list.count()))

    def _narrow(self, asked: str) -> None:
        admits = Filter(asked)
        for item in self._items():
            item.setHidden(not admits.admits([item.text(), *pinyin_keys(item.text())]))
