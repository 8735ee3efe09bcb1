"""A table of changes with author and time, and the fields of one with both values.

Any page can show the history of a record with `show_history`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from casebook.base.i18n import Translator
from casebook.services.base import history, history_text
from casebook.services.base.history import FieldChange, HistoryEntry
from casebook.services.base.session import Session
from casebook.services.sharing.line_name import with_origins
from casebook.ui.kit import dates, theme
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.history_values import HistoryValues
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.layout import column, frame, line
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable


class History(QWidget):
    """Changes, newest first; the selected one with its fields, old and new."""

    def __init__(self, words: Translator, *, names_records: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._wording = words, Wording(words)
        self._values = HistoryValues(words)
        self._titles: Mapping[str, str] = {}
        self._changes: dict[str, HistoryEntry] = {}
        self.rows: Rows[HistoryEntry] = Rows(self._columns(names_records=names_records), self)
        self.table = DataTable(words("History"), self.rows)
        self.table.chosen.connect(self._choose)
        self.details = DetailPane(words("Changed fields"))
        pane = frame("pane")
        column(pane, gap=0, margins=(1,)).addWidget(with_hidden_columns(self.table, words))
        whole = column(self, gap=8)
        self.filter = SearchField(words("Filter by record, person, field or day"))
        self.filter.asked.connect(self.rows.ask)
        self.head = line(gap=8)
        self.head.addWidget(self.filter, 1)
        whole.addLayout(self.head)
        whole.addWidget(Split(pane, self.details, (3, 2)), 1)

    def show_changes(self, changes: Sequence[HistoryEntry], titles: Mapping[str, str]) -> None:
        """Show these changes."""
        self._titles = titles
        self._changes = {change.id: change for change in changes}
        self.rows.show_rows(changes)
        if changes:
            self.table.keep(self.table.chosen_id or changes[0].id)
        else:
            self.details.begin(self._words("No changes yet"))
            self.details.end()

    def take_focus(self) -> None:
        """Focus the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, number: str) -> None:
        change = self._changes.get(number)
        if change is None:
            return
        words, pane = self._words, self.details
        when = dates.format_datetime(words, change.at)
        beneath = " · ".join(part for part in (when, change.who or words("no one named")) if part)
        pane.begin(words.labelled(self._verb(change), self._record(change)), beneath)
        if change.is_purged:
            pane.words(
                words("The values were deleted permanently. The history still shows that a change was made.")
            )
        self._tell_fields(change)
        pane.words(words("Change {number} in the casebook's history", number=change.number), "small")
        pane.end()

    def _tell_fields(self, change: HistoryEntry) -> None:
        """Show both values of each field, or the single value of a record added or removed."""
        words, pane = self._words, self.details
        has_both = any(field_change.before is not None for field_change in change.fields) and any(
            field_change.after is not None for field_change in change.fields
        )
        if not has_both:
            pane.pairs(
                [
                    (
                        self._field(change, field_change.field),
                        self._value(change, field_change.field, field_change.before or field_change.after),
                    )
                    for field_change in _read_by_people(change)
                ]
            )
            return
        for field_change in _read_by_people(change):
            pane.heading(self._field(change, field_change.field))
            before, after = (
                self._value(change, field_change.field, each)
                for each in (field_change.before, field_change.after)
            )
            pane.pairs(((words("Before"), before or "—"), (words("After"), after or "—")))

    def _field(self, change: HistoryEntry, name: str) -> str:
        return history_text.field(name, self._words, change.noun)

    def _value(self, change: HistoryEntry, name: str, value: object) -> str:
        return self._values.display_text(change.noun, name, value)

    def _record(self, change: HistoryEntry) -> str:
        noun = self._wording.noun.get(change.noun, change.noun)
        title = self._titles.get(change.record_id, "")
        return f"{noun} · {title}" if title else noun

    def _verb(self, change: HistoryEntry) -> str:
        return history_text.verb(change.action, self._words)

    def _columns(self, *, names_records: bool) -> tuple[Column[HistoryEntry], ...]:
        words = self._words
        record: Column[HistoryEntry] = Column(
            title=words("Record"), text=self._record, width=24, stretches=True
        )
        return (
            Column(
                title=words("When"),
                text=lambda row: dates.format_datetime(words, row.at),
                fits=True,
                sort=lambda row: row.number,
                width=18,
            ),
            Column(title=words("Who"), text=lambda row: row.who or "—", look="quiet", width=12),
            Column(title=words("What"), text=self._verb, width=8, fits=True),
            *((record,) if names_records else ()),
            Column(
                title=words("Fields"),
                text=lambda row: words.list_of(
                    self._field(row, field_change.field).lower() for field_change in _read_by_people(row)
                ),
                look="quiet",
                width=20,
                stretches=True,
            ),
        )


def _read_by_people(change: HistoryEntry) -> list[FieldChange]:
    return [field_change for field_change in change.fields if not history_text.is_unread(field_change.field)]


def show_history(page: Page, record_id: str, title: str) -> QDialog:
    """Show the history of a record in front of a page; it closes with Escape and at lock."""
    words = page.words
    dialog = QDialog(page)
    dialog.setWindowTitle(words("History"))  # SECURITY: titles of windows name no record
    px = theme.current().px
    dialog.resize(px(860), px(520))
    whole = column(dialog, gap=12, margins=(16,))
    head = label(title, "title", wraps=True)
    whole.addWidget(head)
    view = History(words, names_records=False)
    view.filter.left.connect(lambda key: dialog.reject() if key == Qt.Key.Key_Escape else view.take_focus())
    whole.addWidget(view, 1)
    foot = line(gap=8)
    foot.addStretch(1)
    foot.addWidget(button(words("Close"), dialog.reject))
    whole.addLayout(foot)

    def show(read: tuple[list[HistoryEntry], dict[str, str]]) -> None:
        changes, titles = read
        head.setText(titles.get(record_id, title))
        view.show_changes(changes[::-1], {})
        view.take_focus()

    def read(session: Session) -> tuple[list[HistoryEntry], dict[str, str]]:
        changes, titles = history.named_record(session, record_id)
        return with_origins(session, changes), titles

    page.context.ask(read, show)
    dialog.open()
    return dialog
