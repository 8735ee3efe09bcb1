"""Editing a field of a record in its cell of a list, with the checks of its form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject
from shiboken6 import isValid

from casebook.base.errors import CasebookError, Conflict
from casebook.domain.base.entity import Entity
from casebook.services.base import form, record
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.read_only import is_read_only
from casebook.ui.kit.shortcuts import SHORTCUTS, usual_keys
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.record_editor import report_change
from casebook.ui.widgets.tables.cell_editor import CellEditor
from casebook.ui.widgets.tables.second_click import SecondClick
from casebook.ui.widgets.tables.table import DataTable

if TYPE_CHECKING:
    from casebook.services.base.session import Session

E = TypeVar("E", bound=Entity)


class CellEditing(QObject, Generic[E]):
    """Edits cells of the columns that name a field of the form.

    Args:
        page: of the table.
        table: whose rows are records of one noun, under their IDs.
        spec: makes the form of the noun.

    Attributes:
        editor: the field over a cell, or None.
    """

    def __init__(self, page: Page, table: DataTable, spec: Callable[[], FormSpec[E]]) -> None:
        super().__init__(page)
        self._table, self._spec = table, spec
        self._context, self._words = page.context, page.words
        self.editor: CellEditor | None = None
        if any(each.edits for each in table.rows.columns):
            SecondClick(table).clicked.connect(self._click)
            table.cell_changing.connect(self.begin)

    def actions(self) -> list[RowAction]:
        """Return the entry of the menu of the selected row that edits a cell."""
        if len(self._table.selected_ids) != 1 or not self._places:
            return []
        title, keys = self._words("Edit in the list"), SHORTCUTS["change-cell"][0]
        return [RowAction(title=title, act=self.begin, keys=keys, writes=True)]

    def begin(self) -> None:
        """Edit the current cell, or the first that can be edited in its row."""
        at, places = self._table.currentIndex().column(), self._places
        if places and len(self._table.selected_ids) == 1:
            self._open(self._table.chosen_id, at if at in places else places[0])

    def _click(self, cell: QModelIndex) -> None:
        if cell.column() in self._places:
            self._open(self._table.chosen_id, cell.column())

    @property
    def _places(self) -> list[int]:
        """Return the columns in view whose cells can be edited."""
        columns = enumerate(self._table.rows.columns)
        return [at for at, each in columns if each.edits and not self._table.isColumnHidden(at)]

    def _open(self, record_id: str, at: int) -> None:
        if is_read_only() or not record_id:
            return
        kind = self._spec().kind
        self._context.ask(lambda session: record.find(session, kind, record_id), partial(self._show, at))

    def _show(self, at: int, entity: E) -> None:
        """Show the field of a column over the cell of a record."""
        spec, key = self._spec(), self._table.rows.columns[at].edits
        field = next(each for each in spec.fields if each.key == key)
        self._close()
        if not self._table.rows.index_of(entity.id).isValid():
            return
        editor = self.editor = CellEditor(self._table, entity.id, at, field, self._words)
        # Held here: a signal holds no object whose method it calls.
        self._cell = _Cell(self, self._context, spec, entity, editor)
        editor.kept.connect(self._cell.send)
        editor.left.connect(self._close)
        editor.begin(spec.values_of(entity)[key])
        if on_screen(editor.shown_text) != editor.shown_text:
            self._close()
            remedy = self._words(
                "Show names to edit it: press {key}.", key=usual_keys(SHORTCUTS["hide-names"])
            )
            self._context.say(self._words("This cell contains a hidden name"), remedy, is_neutral=True)

    def _close(self) -> None:
        closing, self.editor = self.editor, None
        if closing is not None:
            closing.dismiss()

    def go_on(self, editor: CellEditor, following: tuple[str, int] | None) -> None:
        """Close the field of a cell that was saved and open another, where one was wanted."""
        if editor is not self.editor:
            return
        self._close()
        if following is not None:
            self._table.choose(following[0])
            self._open(*following)

    def following(self, editor: CellEditor) -> tuple[str, int] | None:
        """Return record and column of the cell wanted after this one, which may be in the next row."""
        places, step = self._places, editor.step
        if not step:
            return None
        further = [at for at in places if (at - editor.at) * step > 0]
        if further:
            return editor.record_id, min(further, key=lambda at: at * step)
        index = self._table.rows.index_of(editor.record_id)
        row = self._table.rows.row_at(index.siblingAtRow(index.row() + step))
        return (row.id, places[0 if step > 0 else -1]) if row is not None and places else None


class _Cell(Generic[E]):
    """A cell being edited: its record as it was, and the version another window saved."""

    def __init__(
        self,
        editing: CellEditing[E],
        context: PageContext,
        spec: FormSpec[E],
        entity: E,
        editor: CellEditor,
    ) -> None:
        self._editing, self._context, self._spec = editing, context, spec
        self._was, self._editor = entity, editor
        self._following: tuple[str, int] | None = None

    def send(self, values: Values) -> None:
        """Save the value, if it is another."""
        was, spec = self._was, self._spec
        # Found before: a row may move once its value is another.
        self._following = self._editing.following(self._editor)
        ((key, value),) = values.items()

        def work(session: Session) -> tuple[E, E]:
            changed = spec.changed_in(was, key, value)
            if changed != was:
                form.change(session, changed, seen=was)
            return was, changed

        self._context.ask(work, self._done, self._refused, asker=self._editing)

    def _done(self, both: tuple[E, E]) -> None:
        was, changed = both
        self._editing.go_on(self._editor, self._following)
        if changed != was:
            report_change(self._context, self._spec.changed, was, changed)

    def _refused(self, problem: CasebookError) -> bool:
        if not isValid(self._editor) or not self._editor.isVisible():
            return False
        if isinstance(problem, Conflict) and problem.field:
            kind, record_id = self._spec.kind, self._was.id
            self._context.ask(
                lambda session: record.find(session, kind, record_id), self._on_conflict, asker=self._editor
            )
        else:
            self._editor.refuse(problem)
        return True

    def _on_conflict(self, theirs: E) -> None:
        """Show what another window saved; saving once more replaces it."""
        self._was, entry = theirs, self._editor.box.entry
        value = self._spec.values_of(theirs)[self._editor.box.field.key]
        words = self._context.words
        self._editor.show_problem(
            words(
                "This was changed in another window to: {value}. Save again to replace that, or press Esc "
                "to keep it.",
                value=entry.display_text(entry.to_raw(value)) or words("nothing"),
            )
        )
