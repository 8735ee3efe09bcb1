"""The list of all fields that have several versions, of one case or of the whole casebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.change import Changes
from casebook.domain.sharing.rival import Rival
from casebook.services.case import case
from casebook.services.sharing import rival_text, rivals
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.page import Crumb
from casebook.ui.pages.base.rival_dialog import compare
from casebook.ui.pages.base.rival_words import versions_text, versions_words
from casebook.ui.pages.sharing.record_place import place_of
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button

if TYPE_CHECKING:
    from casebook.services.base.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRow:
    """A field with several versions, and the reference of its case."""

    id: str
    rival: Rival
    reference: str


class ConflictList(Listing[ConflictRow]):
    """Fields with several versions; Enter compares those of the selected one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("Two versions"), _columns(context.words))

    def read(self) -> None:
        """Read them anew, of the case of the place or of all."""
        case_id = self.place.id

        def work(session: Session) -> list[ConflictRow]:
            contested = rivals.of_case(session, case_id) if case_id else rivals.every(session)
            references = case.references(session, {rival.case_id for rival in contested} - {""})
            return [
                ConflictRow(id=rival.id, rival=rival, reference=references.get(rival.case_id, ""))
                for rival in sorted(contested, key=lambda rival: not rival.counted_days)
            ]

        self.ask(work, self._show)

    def refresh_after(self, changes: Changes) -> None:
        """Read again after any change of records."""
        if changes.touched:
            self.read()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the way from the first page."""
        return (Crumb(text=self.words("Today"), place=Location(page="today")), Crumb(text=self.title))

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return what can be done with the selected field."""
        words = self.words
        self._compare = button(words("Compare versions"), self._open_chosen, role="primary", meaning="people")
        self._go = button(words("Show record"), self._go_to_chosen, meaning="forward")
        return (self._go, self._compare)

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected field."""
        words = self.words
        return [
            RowAction(title=words("Compare versions"), act=self._open_chosen, keys="Return"),
            RowAction(title=words("Show record"), act=self._go_to_chosen),
            *super().row_actions(),
        ]

    def open_row(self, record_id: str) -> None:
        """Compare the versions of a row."""
        row = self.rows.row_at(self.rows.index_of(record_id))
        if row is not None:
            compare(self.context, row.rival, self).finished.connect(lambda _: self.take_focus())

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        return Empty(
            "people",
            self.words("No field has two versions"),
            self.words(
                "Where two casebooks changed the same field unseen by each other, both versions are "
                "kept and listed here until you settle which one stands."
            ),
        )

    def _show(self, rows: list[ConflictRow]) -> None:
        self.show_rows(rows)
        self.select_row(self.wanted_row())
        for step in (self._compare, self._go):
            step.setEnabled(bool(rows))

    def _open_chosen(self) -> None:
        self.open_row(self.table.chosen_id)

    def _go_to_chosen(self) -> None:
        row = self.rows.row_at(self.rows.index_of(self.table.chosen_id))
        if row is not None:
            self.context.go(_place_of(row.rival))


def _place_of(rival: Rival) -> Location:
    """Return where a record is shown; one in the bin there."""
    is_binned = rival.kind in {"bin", "changed-in-bin"}
    return place_of(rival.noun, rival.record_id, rival.case_id, is_binned=is_binned)


def _columns(words: Translator) -> tuple[Column[ConflictRow], ...]:
    nouns = noun_words(words)

    def status(row: ConflictRow) -> tuple[str, Tone, str]:
        return versions_words(row.rival, words), "red" if row.rival.counted_days else "amber", "warning"

    def written(row: ConflictRow) -> str:
        times = [version.written_at for version in row.rival.versions if version.written_at]
        return dates.format_datetime(words, max(times)) if times else ""

    return (
        Column(
            title=words("Record"),
            text=lambda row: words.labelled(
                nouns.get(row.rival.noun, row.rival.noun).capitalize(), row.rival.title
            ),
            beside=lambda row: "" if row.rival.noun == "case" else row.reference,
            look="two-lines",
            width=26,
            stretches=True,
        ),
        Column(
            title=words("Field"),
            text=lambda row: rival_text.title_of(row.rival, words),
            beside=lambda row: versions_text(row.rival, words),
            look="two-lines",
            width=30,
            stretches=True,
        ),
        Column(title=words("Last written"), text=written, look="quiet", fits=True, width=18),
        Column(
            title=words("Status"),
            text=lambda row: status(row)[0],
            tone=lambda row: status(row)[1],
            icon=lambda row: status(row)[2],
            width=16,
        ),
    )
