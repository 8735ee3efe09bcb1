"""What can be done with the selected rows of a table: the menu of a row, bulk edit, removal of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from casebook.domain.base.entity import Entity
from casebook.services.base import bulk_edit
from casebook.ui.kit.read_only import is_read_only
from casebook.ui.pages.base.bulk_pane import BULK_DRAFT, BulkPane
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.removal_question import RemovalQuestion
from casebook.ui.widgets.tables.table import DataTable

if TYPE_CHECKING:
    from casebook.ui.pages.base.record_editor import RecordEditor

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAction:
    """An entry of the menu of a row.

    Attributes:
        title: its words.
        act: what it does.
        keys: its shortcut, shown beside it.
        writes: it changes records; disabled in a read-only casebook.
        begins_group: a line stands above it.
    """

    title: str
    act: Callable[[], object]
    keys: str = ""
    writes: bool = False
    begins_group: bool = False


class RowMenu(QMenu):
    """The menu of the selected rows of a table, filled when it is shown.

    Args:
        table: whose rows they are.
        name: for screen readers.
        actions: returns the entries for what is selected.
    """

    def __init__(self, table: DataTable, name: str, actions: Callable[[], Sequence[RowAction]]) -> None:
        super().__init__(table)
        self._table, self._row_actions = table, actions
        self.setAccessibleName(name)
        self.aboutToShow.connect(self._fill)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open)

    def _open(self, at: QPoint) -> None:
        """Show it at this point of the table, by the pointer or by the menu key."""
        if self._table.chosen_id:
            self.popup(self._table.viewport().mapToGlobal(at))

    def _fill(self) -> None:
        self.clear()
        for entry in self._row_actions():
            if entry.begins_group:
                self.addSeparator()
            action = self.addAction(entry.title, entry.act)
            action.setEnabled(not (entry.writes and is_read_only()))
            if entry.keys:
                action.setShortcut(QKeySequence(entry.keys))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)


class ManyRows(QObject, Generic[E]):
    """Changes and removes the selected records of a page together.

    Args:
        page: of the table, focused again afterwards.
        table: whose rows they are.
        editor: shows the form in place of the details.
        spec: makes the form of the noun.
        keys: the fields that can be changed together.
    """

    def __init__(
        self,
        page: Page,
        table: DataTable,
        editor: RecordEditor,
        spec: Callable[[], FormSpec[E]],
        keys: Sequence[str],
    ) -> None:
        super().__init__(page)
        self._page, self._table, self._editor = page, table, editor
        self._spec, self._keys = spec, keys
        self._context, self._words = page.context, page.words
        self._removal = RemovalQuestion(page.context, table)
        self._resumed = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the selected records."""
        return self._table.selected_ids

    def change(self) -> None:
        """Open the form for a field of all selected records."""
        self._ask(self.ids)

    def resume(self, form: str) -> bool:
        """Open the form of this name for the records it was begun with; returns whether it is one."""
        name, *about = form.split("/")
        if name != BULK_DRAFT or not about:
            return False
        key, *ids = about
        if self._resumed != form:  # asked for again while its records are still being read
            self._resumed = form
            self._ask(ids, key)
        return True

    def _ask(self, ids: Sequence[str], key: str = "") -> None:
        spec = self._spec()
        self._context.ask(
            lambda session: bulk_edit.some(session, spec.kind, ids), partial(self._open, key), asker=self
        )

    def remove(self, removable: Callable[[str], bool] | None = None) -> None:
        """Move all selected records to the bin, or those that may be; one undo restores them."""
        from casebook.ui.pages.base.record_editor import move_to_bin

        spec = self._spec()
        ids = [one for one in self.ids if removable is None or removable(one)]
        self._removal.ask(spec.kind, ids, lambda: move_to_bin(self._context, spec.removed, spec.kind, ids))

    def actions(self, change: Callable[[], object], remove: Callable[[], object]) -> list[RowAction]:
        """Return the entries that edit and remove what is selected.

        Args:
            change: edits a single record.
            remove: moves the selected records to the bin.
        """
        words, count = self._words, len(self.ids)
        entries = []
        if count == 1:
            entries.append(RowAction(title=words("Edit"), act=change, keys="F2", writes=True))
        elif self._keys:
            title = words.count("Edit {number} record", "Edit {number} records together", count)
            entries.append(RowAction(title=f"{title}…", act=self.change, keys="F2", writes=True))
        title = words("Move to bin")
        if count > 1:
            title = words.count("Move {number} record to bin", "Move {number} records to bin", count)
        return [*entries, RowAction(title=title, act=remove, keys="Del", writes=True)]

    def change_or(self, change: Callable[[], None]) -> None:
        """Change the selected records together, or the only one by its own form."""
        if len(self.ids) > 1 and self._keys:
            self.change()
        else:
            change()

    def _open(self, key: str, records: list[E]) -> None:
        self._resumed = ""
        if not records:
            return
        if key:  # gone on with: those it is about are selected as when it was begun
            self._table.choose_all([one.id for one in records])
        pane = BulkPane(self._context, self._spec(), records, self._keys, key)
        pane.left.connect(self._editor.leave)
        pane.left.connect(self._page.take_focus)
        self._editor.put_over(pane)
        self._editor.show()
        pane.take_focus()
