"""The bin: removed records, restoring them, and deleting them permanently with the effects shown first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from casebook.domain.base.entity import entity
from casebook.services.vault import record_bin as bins
from casebook.services.vault.record_bin import Binned, Purging
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.wording.nouns import NOUN_ICONS
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.details import DetailPane
from casebook.ui.widgets.layout.empty import Empty
from casebook.ui.widgets.layout.parts import button
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.two_step import TwoStep

_MAX_NAMED = 8


@entity
class BinRow:
    """A record in the bin."""

    id: str
    thrown: Binned


class BinList(Listing[BinRow]):
    """The content of the bin; the selected record with its dependents."""

    concerns = frozenset({"case", "person", "document", "fact", "event", "proceeding"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("Bin"), _columns(context))
        self.table.chosen.connect(self._choose)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the detail beside it into the page."""
        self._pane = self.detail_pane = DetailPane(self.words("Record in the bin"))
        whole.addWidget(Split(self.pane, self._pane), 1)

    def read(self) -> None:
        """Read the content of the bin."""
        self.ask(bins.listed, self._show)

    def open_row(self, record_id: str) -> None:
        """Restore it."""
        self._restore(record_id)

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        return Empty(
            "bin",
            self.words("The bin is empty"),
            self.words(
                "Removed records go to the bin and can be restored. "
                "Nothing is deleted from the bin automatically."
            ),
        )

    def _show(self, thrown: Sequence[Binned]) -> None:
        self.show_rows([BinRow(id=entry.id, thrown=entry) for entry in thrown])
        self._pane.setVisible(bool(thrown))
        if thrown:
            self.table.choose(self.table.chosen_id or thrown[0].id)
            self._choose(self.table.chosen_id)

    def _thrown(self, record_id: str) -> Binned | None:
        row = self.rows.row_at(self.rows.index_of(record_id))
        return row.thrown if row is not None else None

    def _choose(self, record_id: str) -> None:
        thrown = self._thrown(record_id)
        if thrown is not None:
            self.ask(lambda session: bins.before_purge(session, thrown.noun, thrown.id), self._explain)

    def _explain(self, purging: Purging) -> None:
        words, pane, thrown = self.words, self._pane, purging.thrown
        noun = self.wording.noun.get(thrown.noun, thrown.noun)
        when = words("moved to bin on {moment}", moment=dates.format_datetime(words, thrown.binned_at))
        pane.begin(thrown.title or noun, f"{noun} · {when}")
        if thrown.parts:
            count = words.count(
                "{number} record was moved to the bin with it",
                "{number} records were moved to the bin with it",
                len(thrown.parts),
            )
            pane.words(words("{count}, and will be restored with it.", count=count))
        restore = button(words("Restore"), self._restore_selected, role="primary", meaning="restore")
        pane.step_below(restore)
        pane.heading(words("Permanent deletion"))
        self._explain_purge(purging)
        pane.end()

    def _explain_purge(self, purging: Purging) -> None:
        words, pane = self.words, self._pane
        pane.words(
            words(
                "Its values are deleted from the casebook and from the history, and drafts that name it "
                "are deleted with it. The history still shows that it existed, and who removed it and "
                "when. This cannot be undone."
            )
        )
        if purging.taken:
            pane.words(words("The following records are deleted with it:"))
            for noun, number in purging.taken:
                pane.beside(words.number(number), self.wording.noun.get(noun, noun))
        if purging.files:
            pane.words(
                words.count(
                    "{number} encrypted file will be deleted permanently.",
                    "{number} encrypted files will be deleted permanently.",
                    purging.files,
                )
            )
        if purging.backups:
            pane.words(
                words.count(
                    "{number} backup may still contain it.",
                    "{number} backups may still contain it.",
                    purging.backups,
                )
            )
        self._name_dependents(purging)
        pane.step_below(self._purge_button(purging.thrown))

    def _name_dependents(self, purging: Purging) -> None:
        """Show records whose references would be broken."""
        words, pane = self.words, self._pane
        if purging.dependents:
            pane.add(
                Chip(
                    words.count(
                        "{number} record refers to it",
                        "{number} records refer to it",
                        len(purging.dependents),
                    ),
                    "amber",
                    "warning",
                )
            )
            for each in purging.dependents[:_MAX_NAMED]:
                pane.beside(each.title, self.wording.noun.get(each.noun, each.noun))

    def _purge_button(self, thrown: Binned) -> QPushButton:
        """Return a button that asks for confirmation, since deletion cannot be undone."""
        remove_button = button(self.words("Delete permanently"), meaning="remove")
        TwoStep(remove_button, self.words("Press again to delete permanently"), lambda: self._purge(thrown))
        return remove_button

    def _restore_selected(self) -> None:
        self._restore(*self.table.selected_ids)

    def _restore(self, *record_ids: str) -> None:
        """Restore these records in one step."""
        chosen = [(thrown.noun, thrown.id) for record_id in record_ids if (thrown := self._thrown(record_id))]
        if not chosen:
            return

        def done(number: int) -> None:
            words = self.words
            many = words.count("{number} record restored", "{number} records restored", number)
            self.context.say(words("Record restored") if len(chosen) == 1 else many)
            self.read()

        self.context.ask(lambda session: bins.restore_all(session, chosen), done)

    def _purge(self, thrown: Binned) -> None:
        """Delete the one record whose consequences are shown; of several selected, none."""
        text = self.words("Deleted permanently")
        if len(self.table.selected_ids) > 1:
            self.context.say(
                self.words("Nothing was deleted: several records are selected."),
                self.words("Select one record at a time; what is deleted with it is shown first."),
                is_neutral=True,
            )
            return

        def done(_: object) -> None:
            self.context.say(text)
            self.read()

        self.context.ask(lambda session: bins.purge(session, thrown.noun, thrown.id), done)


def _columns(context: PageContext) -> tuple[Column[BinRow], ...]:
    words, wording = context.words, Wording(context.words)
    return (
        Column(
            title=words("Record"),
            text=lambda row: row.thrown.title,
            icon=lambda row: NOUN_ICONS.get(row.thrown.noun, "file"),
            look="strong",
            width=30,
            stretches=True,
        ),
        Column(
            title=words("Type"), text=lambda row: wording.noun.get(row.thrown.noun, row.thrown.noun), width=14
        ),
        Column(
            title=words("Moved to bin"),
            text=lambda row: dates.format_datetime(words, row.thrown.binned_at),
            fits=True,
            sort=lambda row: row.thrown.binned_at,
            look="quiet",
            width=18,
        ),
    )
