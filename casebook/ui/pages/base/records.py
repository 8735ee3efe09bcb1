"""A page with a table of one noun and the selected record beside it, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar, cast

from PySide6.QtWidgets import QBoxLayout, QPushButton

from casebook.domain.base.entity import Entity
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.plain import set_tip
from casebook.ui.models.rows import Column, R
from casebook.ui.pages.base.cell_editing import CellEditing
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.history import show_history
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import ManyRows, RowAction
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.pages.base.rival_marks import RivalMarks
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.split import SIDE_BY_SIDE, STACKED, Split

E = TypeVar("E", bound=Entity)


class Records(Listing[R], Generic[R, E]):
    """List and editor; new by Ctrl+N, edit by F2 or Enter, remove by Del.

    `R` is a row of the list, `E` the record behind it.

    Attributes:
        shares: how list and editor share the room.
        beside: from which width on they stand side by side, in design units.
        stacked: least height of both where one stands above the other; a lower page scrolls.
        is_global: the page is no tab of a case, and the id of its place is the record.
        bulk_fields: attributes that several records can be given at once.
        cells: edits a field in its cell, in the columns that name one.
    """

    shares: ClassVar[tuple[int, int]] = (3, 2)
    is_global: ClassVar[bool] = False
    keeps_filters = True
    beside: ClassVar[int] = SIDE_BY_SIDE
    stacked: ClassVar[int] = STACKED
    bulk_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: PageContext, title: str, columns: Sequence[Column[R]]) -> None:
        super().__init__(context, title, columns)
        self.table.chosen.connect(self._choose)
        self.many = ManyRows(self, self.table, self.editor, self.spec, self.bulk_fields)
        self.cells = CellEditing(self, self.table, self.spec)
        self.table.changing.connect(lambda _: self.many.change_or(self.change))
        self.table.removing.connect(lambda _: self.remove())
        self.editor.kept.connect(self._find_kept)
        self.editor.closed.connect(self._close_form)
        self._wanted = ""

    def fill(self, whole: QBoxLayout) -> None:
        """Add list and editor."""
        self.details = self.detail_pane = self.make_details()
        self.marks = RivalMarks(self.context, self.details)
        self.editor = RecordEditor(self.context, self.details)
        split = Split(
            self.pane, self.editor, self.shares, beside=self.beside, stacked=self.stacked, parent=self
        )
        whole.addWidget(split, 1)

    def make_details(self) -> DetailPane:
        """Return the pane of the selected record."""
        return DetailPane(self.title)

    def spec(self) -> FormSpec[E]:
        """Return the form of the page's noun."""
        raise NotImplementedError

    def fixed_values(self) -> Values:
        """Return attributes of a new record that are not fields."""
        return {"case_id": self.place.id}

    def first_values(self) -> Values | None:
        """Return what the form of a new record begins with, such as office defaults; None for nothing."""
        return None

    def row(self, record_id: str) -> R | None:
        """Return the row of a record, or None."""
        return self.rows.row_at(self.rows.index_of(record_id))

    def record_of(self, row: R) -> E:
        """Return the record of a row: by default the row itself."""
        return cast("E", row)

    def entity(self, record_id: str) -> E | None:
        """Return the record with this ID shown here, or None."""
        row = self.row(record_id)
        return self.record_of(row) if row is not None else None

    def show_record(self, record_id: str) -> None:
        """Show this record in the details."""
        raise NotImplementedError

    def start_new(self) -> None:
        """Open the form of a new record."""
        self.editor.begin_new(self.spec(), self.fixed_values(), self.first_values(), again=self.start_new)

    def open_row(self, record_id: str) -> None:
        """Edit the record."""
        self.table.choose(record_id)
        self.change()

    def change(self) -> None:
        """Edit the selected record."""
        entity = self.entity(self.table.chosen_id)
        if entity is not None:
            self.editor.begin_change(self.spec(), entity)

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected rows."""
        actions = self.many.actions(self.change, self.remove)
        if len(self.table.selected_ids) == 1:
            actions[1:1] = [
                *self.cells.actions(),
                RowAction(title=self.words("History"), act=self.open_history),
            ]
        return [*actions, *super().row_actions()]

    def remove(self) -> None:
        """Move the selected records to the bin."""

        def removable(record_id: str) -> bool:
            entity = self.entity(record_id)
            return entity is None or self.is_removable(entity)

        self.many.remove(removable)

    def is_removable(self, entity: E) -> bool:  # noqa: ARG002 - for those who say otherwise
        """Return whether a record shown here may be moved to the bin."""
        return True

    def tools(self) -> list[QPushButton]:
        """Return the edit and remove buttons at the end of the title line."""
        change = button("", self.change, role="tool", meaning="edit", name=self.words("Edit"))
        set_tip(change, self.words("Edit (F2)"))
        history = button("", self.open_history, role="tool", meaning="history", name=self.words("History"))
        remove = button("", self.remove, role="tool", meaning="remove", name=self.words("Remove"))
        set_tip(remove, self.words("Move to bin (Del)"))
        return [change, history, remove]

    def open_history(self) -> None:
        """Open the change history of the selected record."""
        record_id = self.table.chosen_id
        if record_id:
            show_history(self, record_id, self.title)

    def resume(self, form: str) -> None:
        """Open the form of a new record or of one of the rows."""
        if self.many.resume(form):
            return
        spec = self.spec()
        title, _, record_id = form.partition("/")
        if self.editor.form is not None and self.editor.form.property("draft") != form:
            self.editor.leave()
        if self.editor.form is None and title == spec.new.msgid and not record_id:
            self.start_new()
        elif self.editor.form is None and title == spec.change.msgid and record_id:
            self.open_row(record_id)

    def show_place(self, place: Location) -> None:
        """Show a place; forms of another place or record are closed."""
        if place.id != self.place.id or place.within not in {"", self.table.chosen_id}:
            self.editor.leave()
        self._wanted = self.record_in(place)
        super().show_place(place)

    def record_in(self, place: Location) -> str:
        """Return the record that a place names: on a page that is no tab of a case also by its id."""
        return place.within or (place.id if self.is_global else "")

    def show_records(self, rows: Sequence[R], of: int = 0) -> None:
        """Show these rows as `show_rows`, and the requested one or the first in the details."""
        before, self.is_selecting = self.table.chosen_id, True
        self.show_rows(rows, of)
        self.editor.setVisible(bool(rows) or self.editor.form is not None)
        first = self.rows.row_at(self.rows.index(0, 0))
        wanted = self._wanted or self.table.chosen_id or (first.id if first is not None else "")
        if wanted and self.rows.is_gone(wanted):
            self._wanted = ""
            self.table.seek(wanted)  # no other in place of one that is gone
            self.table.is_seeking = False
        elif wanted:
            self.table.keep(wanted)
        self.is_selecting = False
        if self.table.chosen_id:
            if self.table.chosen_id == wanted:
                self._wanted = ""
            if self.table.chosen_id != before and not (self.editor.is_filling or self.editor.is_adding):
                self.editor.leave()
            self._show_marked(self.table.chosen_id)

    def _show_marked(self, record_id: str) -> None:
        """Show a record, what of it is not here, and at its fields that two casebooks changed them."""
        self.show_record(record_id)
        entity = self.entity(record_id)
        self.editor.tell_absent(entity)
        if entity is not None:
            self.marks.mark(type(entity), entity.id)

    def _choose(self, record_id: str) -> None:
        if record_id and not self.is_selecting:
            self._wanted = ""  # whoever turns to a row seeks no other
            self.editor.leave()  # what was typed is offered above the page
            self._show_marked(record_id)

    def _find_kept(self, record_id: str) -> None:
        self._wanted = record_id
        self.table.choose(record_id)
        if self.table.chosen_id == record_id:
            self._wanted = ""

    def _close_form(self) -> None:
        self.editor.setVisible(bool(self.rows.total))
        self.take_focus()

    def take_focus(self) -> None:
        """Focus the open form, or the table, or the first step."""
        if self.editor.form is not None:
            self.editor.form.take_focus()
        else:
            super().take_focus()

    def first_step(self, text: str, start: Callable[[], None] | None = None) -> QPushButton:
        """Return the button of an empty page, which opens the form of a new record or does what is given."""
        return button(text, start or self.start_new, role="primary", meaning="add")

    def new_step(self, text: str) -> QPushButton:
        """Return the button next to the filter."""
        return button(text, self.start_new, role="primary", meaning="add")
