"""The changes of this window since it was unlocked, each of which can be undone or redone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.services.base.added import titles
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.kit.undo_history import Step
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.past_changes import NOUNS, PastChanges
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button

if TYPE_CHECKING:
    from casebook.services.base.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A line of the list.

    Attributes:
        id: the key of its step.
        step: the change.
        is_undone: it was undone and can be redone.
        records: noun and title of the first records it changed.
        others: how many more it changed.
    """

    id: str
    step: Step
    is_undone: bool = False
    records: tuple[tuple[str, str], ...] = ()
    others: int = 0


_MAX_NAMED = 3


class UndoList(Listing[StepRow]):
    """The changes, newest first; Enter undoes the selected one, or redoes the one undone last."""

    def __init__(self, context: PageContext) -> None:
        self._past = PastChanges(context)
        super().__init__(context, context.words("Undo list"), _columns(context.words))
        self._past.left.connect(self.take_focus)
        self.above.addWidget(self._past)
        context.steps_changed.connect(self._show_steps)

    def read(self) -> None:
        """Show the changes."""
        self._show_steps()

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return the buttons for earlier changes of many records, and for the selected change."""
        words = self.words
        self._undo = button(words("Undo this change"), self.undo, role="primary", meaning="back", writes=True)
        self._redo = button(words("Redo"), self.context.redo, meaning="forward", writes=True)
        return (
            button(words("Imports and bulk edits"), self._past.open, meaning="history"),
            self._undo,
            self._redo,
        )

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected change."""
        undo = RowAction(title=self.words("Undo this change"), act=self.undo, keys="Return", writes=True)
        return [undo, *super().row_actions()]

    def undo(self) -> None:
        """Undo the selected change, or redo it if it was undone."""
        if self.table.chosen_id:
            self.open_row(self.table.chosen_id)

    def open_row(self, record_id: str) -> None:
        """Undo a change, or redo it if it was undone last."""
        row = self.rows.row_at(self.rows.index_of(record_id))
        if row is None or self.context.session.is_read_only:
            return
        if not row.is_undone:
            self.context.undo(row.step)
        elif row.step is self.context.steps[1][-1]:
            self.context.redo()
        else:
            title = self.words("Redo the changes first that were undone after this one")
            self.context.say(title, is_neutral=True)

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        return Empty(
            "history",
            self.words("Nothing to undo"),
            self.words(
                "Every change you make is listed here until the casebook is locked. "
                "Imports and bulk edits can be undone later, too. "
                "The change history under Security contains all changes ever made."
            ),
        )

    def _show_steps(self) -> None:
        done, undone = self.context.steps
        is_writable = not self.context.session.is_read_only
        self._undo.setEnabled(is_writable and bool(done or undone))
        self._redo.setEnabled(is_writable and bool(undone))

        def row(session: Session, step: Step) -> StepRow:
            touched = sorted(one for one in step.touched if one[0] not in NOUNS)
            records = titles(session, touched[:_MAX_NAMED])
            others, is_undone = len(touched) - len(records), step in undone
            return StepRow(id=str(step.key), step=step, is_undone=is_undone, records=records, others=others)

        def show(rows: list[StepRow]) -> None:
            if self.context.steps == (done, undone):
                self.show_rows(rows)
                self.table.keep(self.table.chosen_id or self.wanted_row())

        self.context.ask(
            lambda session: [row(session, step) for step in (*done, *undone)][::-1], show, asker=self
        )


def _columns(words: Translator) -> tuple[Column[StepRow], ...]:
    nouns = noun_words(words)

    def records(row: StepRow) -> str:
        titled = (words.labelled(nouns.get(noun, noun).capitalize(), title) for noun, title in row.records)
        more = words.count("and {number} more", "and {number} more", row.others) if row.others > 0 else ""
        return " ".join(filter(None, (words.series_of(titled), more)))

    def status(row: StepRow) -> tuple[str, Tone, str]:
        if row.is_undone:
            return words("Undone"), "blue", "back"
        if row.step.undo is None:
            return words("Cannot be undone"), "grey", "sealed"
        return words("Can be undone"), "green", "done"

    return (
        Column(
            title=words("Time"),
            text=lambda row: dates.clock_time(row.step.at) if row.step.at else "",
            sort=lambda row: row.step.key,
            look="strong",
            width=8,
        ),
        Column(
            title=words("What was done"),
            text=lambda row: row.step.title or words("Other change; change it back where it was made"),
            width=30,
            stretches=True,
        ),
        Column(title=words("Records"), text=records, width=26, stretches=True),
        Column(title=words("Where"), text=lambda row: row.step.where, look="quiet", width=24, stretches=True),
        Column(
            title=words("Status"),
            text=lambda row: status(row)[0],
            tone=lambda row: status(row)[1],
            icon=lambda row: status(row)[2],
            width=18,
        ),
    )
