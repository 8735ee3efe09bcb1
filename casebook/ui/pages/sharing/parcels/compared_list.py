"""The preview of a parcel by record and field, with ticks for what is to be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.domain.sharing.comparison import ComparedField
from casebook.services.sharing.parcels.parcel_look import ComparedRecord
from casebook.ui.kit import theme
from casebook.ui.models.compared_tree import ComparedTexts, ComparedTree, Key
from casebook.ui.pages.sharing.parcels.parcel_words import ParcelWords
from casebook.ui.pages.wording.record_title import record_title
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, frame
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.cell import LINE_HEIGHT
from casebook.ui.widgets.tables.tick_tree import TickTree

_OPENED_AT_ONCE = 300
"""Lines up to which groups stand open from the beginning."""
_SHARES = (31, 29, 18, 22)
_MIN_LINES = 5


class ComparedList(QWidget):
    """A tree of nouns, records and fields.

    Attributes:
        changed: something was ticked or no longer.
    """

    changed = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words, self._phrases = words, ParcelWords(words)
        self._records: Sequence[ComparedRecord] = ()
        self._titles: Mapping[str, str] = {}
        self._nouns: Mapping[str, str] = {}
        self._open = False
        self.tree = ComparedTree(self._texts(), self)
        self.tree.changed.connect(self.changed)
        self.view = TickTree(words("Contents of the parcel"), self.tree, _SHARES, self._menu)
        self.tree.changed.connect(
            self.view.viewport().update
        )  # what hangs below a line is not said to change
        self.view.setMinimumHeight(theme.current().px(LINE_HEIGHT * _MIN_LINES))
        whole = column(self, gap=8)
        self._summary = label("", "quiet", wraps=True)
        whole.addWidget(self._summary)
        tick = button(words("Tick all"), lambda: self.tree.tick_all(is_ticked=True))
        untick = button(words("Tick none"), lambda: self.tree.tick_all(is_ticked=False))
        hold_back(tick, untick)
        self._everything = TickBox(words("Show unchanged fields, too"))
        self._everything.setAccessibleName(words("Show unchanged fields, too"))
        self._everything.toggled.connect(lambda _: self._show_again())
        whole.addWidget(Wrapping(tick, untick, self._everything))
        pane = frame("pane")
        column(pane, gap=0, margins=(1,)).addWidget(self.view)
        whole.addWidget(pane, 1)

    def show_records(
        self, records: Sequence[ComparedRecord], titles: Mapping[str, str], ticked: Collection[Key]
    ) -> None:
        """Show records.

        Args:
            records: as they were compared.
            titles: of records by ID.
            ticked: what is taken unless a person says otherwise.
        """
        self._titles, self._nouns = titles, {one.id: one.noun for one in records}
        self._records = sorted(
            records, key=lambda one: (_place(one.noun), one.noun, titles.get(one.id, ""), one.id)
        )
        self._show(ticked)
        self._summary.setText(self._summed_up())

    @property
    def ticked(self) -> frozenset[Key]:
        """Return what is ticked."""
        return self.tree.ticked

    def take_focus(self) -> None:
        """Focus the first line."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.selectionModel().hasSelection():
            self.view.setCurrentIndex(self.tree.index(0, 0))

    def _show(self, ticked: Collection[Key]) -> None:
        self.tree.show_records(self._records, ticked, shows_all=self._everything.isChecked())
        lines = sum(self.tree.rowCount(self.tree.index(at, 0)) for at in range(self.tree.rowCount()))
        if lines <= _OPENED_AT_ONCE:
            for at in range(self.tree.rowCount()):
                self.view.expand(self.tree.index(at, 0))
        self.changed.emit()

    def _show_again(self) -> None:
        self._show(self.tree.ticked)

    def _summed_up(self) -> str:
        words = self._words
        states = Counter(field.state for one in self._records for field in one.fields)
        suspect = sum(bool(field.suspect) for one in self._records for field in one.fields)
        new = sum(one.state == "new" for one in self._records)
        known = sum(one.state == "known" and not one.is_suspect for one in self._records)
        absent = sum(one.state in {"binned", "purged", "of-purged"} for one in self._records)
        parts = (
            (new, words.count("{number} new record", "{number} new records", new)),
            (
                states["theirs"],
                words.count(
                    "{number} field changed by the sender",
                    "{number} fields changed by the sender",
                    states["theirs"],
                ),
            ),
            (
                states["both"],
                words.count(
                    "{number} field changed on both sides: both versions are kept",
                    "{number} fields changed on both sides: both versions are kept",
                    states["both"],
                ),
            ),
            (absent, words.count("{number} record gone here", "{number} records gone here", absent)),
            (
                suspect,
                words.count(
                    "{number} field that the sender was never given: not ticked",
                    "{number} fields that the sender was never given: not ticked",
                    suspect,
                ),
            ),
        )
        here = words.count("{number} record is here already", "{number} records are here already", known)
        texts = [text for count, text in parts if count] or [words("Nothing new here")]
        return " · ".join([*texts, here] if known else texts)

    def _menu(self) -> list[tuple[str, Callable[[], object]]]:
        words, index = self._words, self.view.currentIndex().siblingAtColumn(0)
        entries: list[tuple[str, Callable[[], object]]] = []
        if self.tree.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            entries += [
                (words("Tick"), lambda: self._set(index, Qt.CheckState.Checked)),
                (words("Untick"), lambda: self._set(index, Qt.CheckState.Unchecked)),
            ]
        entries += [
            (words("Show all its fields"), lambda: self.view.expandRecursively(index)),
            (words("Tick all"), lambda: self.tree.tick_all(is_ticked=True)),
            (words("Tick none"), lambda: self.tree.tick_all(is_ticked=False)),
        ]
        return entries

    def _set(self, index: QModelIndex, state: Qt.CheckState) -> None:
        self.tree.setData(index, state, Qt.ItemDataRole.CheckStateRole)

    def _title(self, record_id: str) -> str:
        title = self._titles.get(record_id, "")
        return record_title(self._words, self._nouns.get(record_id, ""), title)

    def _texts(self) -> ComparedTexts:
        words, phrases = self._words, self._phrases

        def value(noun: str, field: ComparedField, content: object) -> str:
            return phrases.value(noun, field, content, self._title)

        return ComparedTexts(
            headings=(words("Record and field"), words("Status"), words("Here"), words("In the parcel")),
            noun=lambda noun: phrases.noun(noun).capitalize(),
            record=lambda one: self._title(one.id) or words("without title"),
            record_state=phrases.record_state,
            field=phrases.field_title,
            field_state=phrases.field_state,
            value=value,
        )


_FIRST = ("case", "person", "relation", "proceeding", "event", "deadline", "document", "fact")


def _place(noun: str) -> int:
    return _FIRST.index(noun) if noun in _FIRST else len(_FIRST)
