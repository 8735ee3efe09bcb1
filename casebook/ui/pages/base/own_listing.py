"""Supplied and custom entries in one list: read, copied, written, imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QGridLayout, QSizePolicy, QStackedWidget, QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.saved_filter import SavedFilter
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.base.own_entry import Comparison, OwnKind, OwnText
from casebook.ui.dialogs.file import pick_files
from casebook.ui.kit import theme
from casebook.ui.kit.collation import sort_key
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column, R
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.own_editor import OwnEditor
from casebook.ui.pages.base.own_import import OwnImport
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.wrapping import Wrapping

MAX_ON_A_LINE = 5
"""Choices beside each other that the least window holds with letters of twice the size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The texts of a list of one kind.

    Attributes:
        title: of the list.
        about: what an own entry holds and when it is kept, over its text.
        theirs: the title of a colleague's file.
        removed: what is said once one is in the bin.
        filters: what each choice over the list is called while nothing is chosen, by the field it narrows.
    """

    title: str
    about: str
    theirs: str
    removed: str
    filters: Mapping[str, str]


class OwnPane(DetailPane):
    """The details of one entry.

    Attributes:
        copying: id of the entry to begin an own one from.
        changing: record id of the own one to change.
        removing: record id of the own one to remove.
    """

    copying = Signal(str)
    changing = Signal(str)
    removing = Signal(str)

    def steps_of(
        self, words: Translator, entry_id: str, own_id: str, copies: str, more: Sequence[QWidget] = ()
    ) -> None:
        """Add its actions: edit and remove a custom one, copy a supplied one.

        Args:
            words: of the language.
            entry_id: of the entry.
            own_id: of its record, or "" where it ships.
            copies: what the button is called that copies it; "" where it cannot be copied.
            more: buttons besides.
        """
        acts = Wrapping()
        if own_id:
            acts.add(button(words("Edit"), lambda: self.changing.emit(own_id), meaning="edit"))
            acts.add(button(words("Remove"), lambda: self.removing.emit(own_id), meaning="cancel"))
        elif copies:
            acts.add(button(copies, partial(self.copying.emit, entry_id), meaning="copy", writes=True))
        for each in more:
            acts.add(each)
        self.body.addWidget(acts)


P = TypeVar("P", bound=OwnPane)
O = TypeVar("O", bound=OwnText)  # noqa: E741 - the own record; T is what its text says
T = TypeVar("T")


class OwnListing(Listing[R], Generic[R, P, O, T]):
    """The list, and beside it the selected entry, an editor, or a colleague's file.

    `R` is a row, `P` the pane of one entry, `O` the record of an own entry and `T` what its text says.

    Attributes:
        kind: of the entries.
    """

    keeps_filters = True
    kind: OwnKind[O, T]

    def __init__(self, context: PageContext, wording: OwnWords, columns: Sequence[Column[R]]) -> None:
        self._found: Sequence[R] = ()
        self._just_kept = ""
        self._shown: R | None = None
        self._said = wording
        super().__init__(context, wording.title, columns)
        self.table.chosen.connect(self._choose)
        self.above.addLayout(self._filters())

    def fill(self, whole: QBoxLayout) -> None:
        """Add the list and its side pane."""
        detail = self.detail = self.detail_pane = self.pane_of_one()
        detail.copying.connect(self._copy)
        detail.changing.connect(self._change)
        detail.removing.connect(self._remove)
        self.editor = OwnEditor(self.context, self.kind, self._said.about)
        self.editor.kept.connect(self._kept)
        self.importing = OwnImport(self.context, self.kind, self._said.theirs, self.described)
        self.importing.taken.connect(self._taken)
        self.beside = QStackedWidget()
        parts: list[QWidget] = [detail, self.editor, self.importing, *self.more_beside()]
        for part in parts:
            self.beside.addWidget(part)
        for leaving in (self.editor, self.importing):
            leaving.left.connect(self.show_chosen)
        whole.addWidget(Split(self.pane, self.beside, (3, 2)), 1)

    def pane_of_one(self) -> P:
        """Return the pane of the selected entry."""
        raise NotImplementedError

    def more_beside(self) -> Sequence[QWidget]:
        """Return other side panes."""
        return ()

    def show_one(self, row: R) -> None:
        """Show its details."""
        raise NotImplementedError

    def described(self, found: T) -> tuple[str, str]:
        """Return the title and description of an entry in a colleague's file."""
        raise NotImplementedError

    def filter_boxes(self) -> dict[str, QComboBox]:
        """Return the boxes above the list by their keys."""
        return {**super().filter_boxes(), **self.filters}

    def show_filter(self, saved: SavedFilter) -> bool:
        """Show the list as it was saved; returns whether all that was chosen is still offered."""
        is_whole = super().show_filter(saved)
        self.narrow()
        return is_whole

    def filter_word(self, key: str, value: str) -> str:
        """Return the text of a filter value."""
        raise NotImplementedError

    def show_place(self, place: Location) -> None:
        """Show the list, or one entry of it."""
        super().show_place(replace(place, within=place.id))

    def ordered(self, rows: list[R]) -> list[R]:
        """Return the rows that match every filter, in display order."""
        return rows

    def start_new(self) -> None:
        """Open an empty text."""
        self._copy("")

    def resume(self, form: str) -> None:
        """Open the text of a custom entry, of a copy, or an empty one."""
        title, _, about = form.partition("/")
        if title == self.editor.drafted_as:
            self.context.ask(
                lambda session: about in {entry.id for entry in record.every(session, self.kind.record)},
                lambda is_own: self._change(about) if is_own else self._copy(about),
            )

    def compare(self, path: Path | OpenedFile) -> None:
        """Show what a colleague's file would change."""

        def show(comparison: Comparison) -> None:
            self.importing.show_comparison(comparison)
            self.beside.setCurrentWidget(self.importing)

        self.context.ask(lambda session: self.kind.compare(session, path), show)

    def pick(self) -> None:
        """Ask for a colleague's file."""
        paths = pick_files(self, self.words)
        if paths:
            self.compare(paths[0])

    def show_found(self, rows: Sequence[R]) -> None:
        """Show the rows read, with the current filters."""
        self._found = rows
        for key, box in self.filters.items():
            chosen = box.currentData()
            while box.count() > 1:
                box.removeItem(1)
            for value in self.filter_values(key, rows):
                box.addItem(self.filter_word(key, value), value)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        self.narrow()

    def filter_values(self, key: str, rows: Sequence[R]) -> Sequence[str]:
        """Return the filter values that occur in the rows, in the order of their texts."""
        order = sort_key(self.words.language)
        values = {str(getattr(row, key)) for row in rows} - {""}
        return sorted(values, key=lambda value: order(self.filter_word(key, value)))

    def narrow(self) -> None:
        """Show the rows that match every filter."""
        wanted = {key: str(box.currentData()) for key, box in self.filters.items()}
        rows = [
            row for row in self._found if all(wanted[key] in {"", str(getattr(row, key))} for key in wanted)
        ]
        rows = self.ordered(rows)
        self.show_rows(rows, of=len(self._found))
        if rows:
            row_id = self.wanted_row()
            if self.rows.index_of(self._just_kept).isValid():
                row_id, self._just_kept = self._just_kept, ""
            self.table.keep(row_id)
            self._choose(self.table.chosen_id)

    def show_chosen(self) -> None:
        """Show the selected entry beside the list again."""
        self.beside.setCurrentWidget(self.detail)

    def _filters(self) -> QGridLayout:
        """The choices on one line; on two where the least window has no room for as many."""
        grid = QGridLayout()
        grid.setSpacing(theme.current().px(8))
        count = len(self._said.filters)
        columns = count if count <= MAX_ON_A_LINE else (count + 1) // 2
        self.filters: dict[str, QComboBox] = {}
        for at, (key, title) in enumerate(self._said.filters.items()):
            box = self.filters[key] = ChoiceBox()
            box.setAccessibleName(title)
            box.addItem(title, "")
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(theme.current().px(64))
            box.activated.connect(lambda _: self.narrow())
            grid.addWidget(box, at // columns, at % columns)
            grid.setColumnStretch(at % columns, 1)
        return grid

    def _choose(self, entry_id: str) -> None:
        row = self.rows.row_at(self.rows.index_of(entry_id)) if entry_id else None
        shown, self._shown = self._shown, row
        if row is not None:
            if row != shown:  # a list read anew mostly says the same
                self.show_one(row)
            if self.table.hasFocus():  # the list is read anew also while an own one is being written
                self.show_chosen()

    def _edit(self, text: str, own_id: str = "", copied_id: str = "") -> None:
        # Named before the keyboard comes to it, and it comes anew: drafts begin with that.
        self.editor.begin(text, own_id, copied_id)
        self.editor.text.clearFocus()
        self.beside.setCurrentWidget(self.editor)
        self.editor.text.setFocus()

    def _copy(self, entry_id: str) -> None:
        """Open a copy of an entry, or an empty one for ""."""
        self._edit(self.kind.draft(entry_id), copied_id=entry_id)

    def _change(self, own_id: str) -> None:
        self.context.ask(
            lambda session: record.find(session, self.kind.record, own_id).text,
            lambda text: self._edit(text, own_id),
        )

    def _remove(self, own_id: str) -> None:
        self.context.ask(
            lambda session: record.move_to_bin(session, self.kind.record, own_id),
            lambda _: self.context.did(
                self._said.removed, lambda session: record.restore(session, self.kind.record, own_id)
            ),
        )

    def _kept(self, entry_id: str) -> None:
        self._just_kept = entry_id  # it may not be listed yet
        self.narrow()
        self.show_chosen()

    def _taken(self, count: int) -> None:
        self.show_chosen()
        self.context.say(self.words.count("{number} imported", "{number} imported", count))
