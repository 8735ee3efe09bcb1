"""The imports of lists that were made, and the way to undo one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.message import gettext_noop
from casebook.domain.exchange.list_import import Listed, ListImport
from casebook.services.exchange import list_undo
from casebook.services.exchange.list_undo import UndoneImport
from casebook.ui.kit import dates, theme
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column, Rows
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, frame, line
from casebook.ui.widgets.tables.table import DataTable

_HEIGHT = 220
_MAX_NAMED = 10
_LISTED: dict[Listed, str] = {
    "person": gettext_noop("People"),
    "contact": gettext_noop("Contacts"),
    "event": gettext_noop("Events"),
    "task": gettext_noop("Tasks"),
    "fact": gettext_noop("Facts"),
}


class ListImports(QWidget):
    """The imports, newest first.

    Attributes:
        left: the keyboard goes back to the page.
    """

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._words = context, context.words
        self._imports: dict[str, ListImport] = {}
        words = self._words
        card = frame("card")
        column(self, gap=0).addWidget(card)
        inside = column(card, gap=10, margins=(14, 16))
        inside.addWidget(label(words("Imports of lists"), "title"))
        self.rows: Rows[ListImport] = Rows(self._columns(), self)
        self.table = DataTable(words("Imports of lists"), self.rows)
        self.table.setFixedHeight(theme.current().px(_HEIGHT))
        inside.addWidget(self.table)
        self._kept = label("", wraps=True)
        inside.addWidget(self._kept)
        foot = line(gap=12)
        foot.addStretch(1)
        foot.addWidget(button(words("Close"), self._close))
        self._undo = button(words("Undo this import"), self.undo, role="primary", writes=True)
        foot.addWidget(self._undo)
        inside.addLayout(foot)
        self.table.chosen.connect(self._offer)
        self.hide()

    def open(self) -> None:
        """Read the imports and show them."""
        self._kept.hide()
        self._context.ask(list_undo.every, self._show)

    def undo(self) -> None:
        """Undo the selected import."""
        import_id = self.table.chosen_id
        if import_id:
            self._context.ask(lambda session: list_undo.undo(session, import_id), self._undone)

    def _show(self, imports: list[ListImport]) -> None:
        self._imports = {one.id: one for one in imports}
        self.rows.show_rows(imports)
        self._offer(self.table.chosen_id)
        self.show()
        self.table.setFocus()

    def _offer(self, import_id: str) -> None:
        chosen = self._imports.get(import_id)
        self._undo.setEnabled(chosen is not None and chosen.undone_at is None)

    def _undone(self, undone: UndoneImport) -> None:
        words = self._words
        self._context.say(
            words.count(
                "{number} row of the import undone", "{number} rows of the import undone", undone.count
            )
        )
        if undone.kept:
            named = ", ".join(one.title for one in undone.kept[:_MAX_NAMED])
            text = words.count(
                "{number} record was changed since and is kept: {named}",
                "{number} records were changed since and are kept: {named}",
                len(undone.kept),
            )
            self._kept.setText(text.format(named=named))
        self._kept.setVisible(bool(undone.kept))
        self._context.ask(list_undo.every, self._show)

    def _columns(self) -> tuple[Column[ListImport], ...]:
        words = self._words
        return (
            Column(
                title=words("Imported"),
                text=lambda one: dates.format_datetime(words, one.imported_at),
                sort=lambda one: one.imported_at.isoformat(),
                width=20,
            ),
            Column(title=words("Records"), text=lambda one: words(_LISTED[one.listed]), width=12),
            Column(
                title=words("File"), text=lambda one: one.file_name, look="strong", width=30, stretches=True
            ),
            Column(
                title=words("Written"),
                text=lambda one: str(
                    sum(row.noun == one.listed and row.standing is None for row in one.rows)
                ),
                width=10,
            ),
            Column(
                title=words("Status"),
                text=lambda one: words("undone") if one.undone_at else words("imported"),
                tone=lambda one: "grey" if one.undone_at else "green",
                icon=lambda one: "restore" if one.undone_at else "done",
                width=16,
            ),
        )

    def _close(self) -> None:
        self.hide()
        self.left.emit()
