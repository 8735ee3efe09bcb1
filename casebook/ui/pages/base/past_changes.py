"""The imports of lists and bulk edits that were made, and the way to undo one, that day or later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.base.change import Changes
from casebook.domain.exchange.list_import import ListImport
from casebook.services.base import bulk_undo, history_text
from casebook.services.base.row_undo import KeptRow, Undone
from casebook.services.base.session import Session
from casebook.services.exchange import list_undo
from casebook.ui.kit import dates, theme
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, frame, line
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable

_HEIGHT = 220
_MAX_NAMED = 10
NOUNS = frozenset({"list-import", "bulk-edit"})
"""Records that a write leaves of itself."""
_Work = Callable[[Session], Undone]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastChange:
    """A line of the list.

    Attributes:
        at: when it was made.
        nouns: of its records.
        number: of them.
        is_import: a list was imported; otherwise one field was changed.
        detail: the kind of file, or the name of the field.
        undone_number: of its records that were undone.
        is_undone: the last of it was undone.
    """

    id: str
    at: datetime
    nouns: tuple[str, ...]
    number: int
    is_import: bool
    detail: str
    undone_number: int
    is_undone: bool


def past_changes(session: Session) -> list[PastChange]:
    """Return all imports of lists and bulk edits, newest first."""
    made = [*map(_of_import, list_undo.every(session)), *map(_of_edit, bulk_undo.every(session))]
    return sorted(made, key=lambda one: (one.at, one.id), reverse=True)


def _of_import(one: ListImport) -> PastChange:
    return PastChange(
        id=one.id,
        at=one.imported_at,
        nouns=(one.listed,),
        number=len(one.written),
        is_import=True,
        detail=one.file_name,
        undone_number=one.undone_count,
        is_undone=one.undone_at is not None,
    )


def _of_edit(one: BulkEdit) -> PastChange:
    return PastChange(
        id=one.id,
        at=one.changed_at,
        nouns=one.nouns,
        number=len(one.rows),
        is_import=False,
        detail=one.field,
        undone_number=one.undone_count,
        is_undone=one.undone_at is not None,
    )


class PastChanges(QWidget):
    """The imports and bulk edits, newest first.

    Attributes:
        left: the keyboard goes back to the page.
    """

    left = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._words = context, context.words
        self._made: dict[str, PastChange] = {}
        words = self._words
        card = frame("card")
        column(self, gap=0).addWidget(card)
        inside = column(card, gap=10, margins=(14, 16))
        inside.addWidget(label(words("Imports and bulk edits"), "title"))
        self.rows: Rows[PastChange] = Rows(_columns(words), self)
        self.table = DataTable(words("Imports and bulk edits"), self.rows)
        self.table.setFixedHeight(theme.current().px(_HEIGHT))
        inside.addWidget(with_hidden_columns(self.table, words))
        self._kept = label("", wraps=True)
        inside.addWidget(self._kept)
        foot = line(gap=12)
        foot.addStretch(1)
        foot.addWidget(button(words("Close"), self._close))
        self._undo = button(words("Undo import or bulk edit"), self.undo, role="primary", writes=True)
        foot.addWidget(self._undo)
        inside.addLayout(foot)
        self.table.chosen.connect(self._offer)
        context.bus.changed.connect(self._follow)
        context.steps_changed.connect(self._forget_kept)
        self.hide()

    def open(self) -> None:
        """Read what was made and show it."""
        self._forget_kept()
        self._context.ask(past_changes, self._open)

    def undo(self) -> None:
        """Undo the selected import or bulk edit; that is a change that can be undone, too."""
        chosen = self._made.get(self.table.chosen_id)
        if chosen is None or chosen.is_undone:
            return
        undo: _Work = partial(bulk_undo.undo, edit_id=chosen.id)
        redo: _Work = partial(bulk_undo.redo, edit_id=chosen.id)
        if chosen.is_import:
            undo, redo = (partial(work, import_id=chosen.id) for work in (list_undo.undo, list_undo.redo))
        self.table.setFocus()  # the button, soon disabled, would give the focus to whatever is next
        self._context.ask(undo, lambda undone: self._undone(chosen, undone, undo, redo), asker=self)

    def _open(self, made: list[PastChange]) -> None:
        self._show(made)
        self.show()
        self.table.keep(self.table.chosen_id or (made[0].id if made else ""))
        self.table.setFocus()

    def _show(self, made: list[PastChange]) -> None:
        self._made = {one.id: one for one in made}
        self.rows.show_rows(made)
        self._offer(self.table.chosen_id)

    def _follow(self, changes: Changes) -> None:
        if not self.isHidden() and not NOUNS.isdisjoint(changes.touched):
            self._context.ask(past_changes, self._show)

    def _offer(self, change_id: str) -> None:
        chosen = self._made.get(change_id)
        self._undo.setEnabled(chosen is not None and not chosen.is_undone)

    def _undone(self, chosen: PastChange, undone: Undone, undo: _Work, redo: _Work) -> None:
        words, number = self._words, undone.count
        title = words.count(
            "{number} record of the bulk edit undone", "{number} records of the bulk edit undone", number
        )
        if chosen.is_import:
            title = words.count(
                "{number} row of the import undone", "{number} rows of the import undone", number
            )
        if number:
            self._context.did(title, redo, redo=undo)
        else:
            self._context.say(title, is_neutral=True)
        self._kept.setText(_kept_words(words, undone.kept))
        self._kept.setVisible(bool(undone.kept))

    def _forget_kept(self) -> None:
        """Say no longer what was left as it is: another change was made, or that undo undone."""
        self._kept.clear()
        self._kept.hide()

    def _close(self) -> None:
        self.hide()
        self.left.emit()


def _kept_words(words: Translator, kept: tuple[KeptRow, ...]) -> str:
    """Return which records were left as they are, under each reason."""
    lines = [
        words.count("{number} record was left as it is", "{number} records were left as they are", len(kept))
    ]
    for why in dict.fromkeys(one.why for one in kept):
        alike = [one.title for one in kept if one.why == why]
        named = words.series_of(filter(None, alike[:_MAX_NAMED])) or str(len(alike))
        rest = len(alike) - _MAX_NAMED
        more = words.count("and {number} more", "and {number} more", rest) if rest > 0 else ""
        lines.append(" ".join(filter(None, (words(why), named, more))))
    return "\n".join(lines)


def _status(words: Translator, row: PastChange) -> tuple[str, Tone, str]:
    """Return the words, the tone and the icon of what became of a change."""
    if row.is_undone:
        return words("Undone"), "grey", "back"
    if row.undone_number:
        part = words("{undone} of {number} undone", undone=row.undone_number, number=row.number)
        return part, "amber", "back"
    return words("Can be undone"), "green", "done"


def _columns(words: Translator) -> tuple[Column[PastChange], ...]:
    nouns = noun_words(words)

    def records(row: PastChange) -> str:
        return words.list_of(nouns.get(noun, noun).capitalize() for noun in row.nouns)

    return (
        Column(
            title=words("Time"),
            text=lambda row: dates.format_datetime(words, row.at),
            sort=lambda row: row.at.isoformat(),
            width=18,
            fits=True,
        ),
        Column(
            title=words("Change"),
            text=lambda row: nouns["list-import" if row.is_import else "bulk-edit"].capitalize(),
            look="strong",
            width=14,
        ),
        Column(title=words("Records"), text=records, width=18, stretches=True),
        Column(
            title=words("File or field"),
            text=lambda row: row.detail if row.is_import else history_text.field(row.detail, words),
            width=18,
            stretches=True,
        ),
        Column(title=words("Count"), text=lambda row: str(row.number), width=10),
        Column(
            title=words("Status"),
            text=lambda row: _status(words, row)[0],
            tone=lambda row: _status(words, row)[1],
            icon=lambda row: _status(words, row)[2],
            width=20,
        ),
    )
