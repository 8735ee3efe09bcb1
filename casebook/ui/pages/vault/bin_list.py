"""The bin: removed records, restoring them, and deleting them permanently with the effects shown first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from casebook.domain.base.entity import entity
from casebook.services.base.flow import as_flow, on_vault
from casebook.services.vault import record_bin as bins
from casebook.services.vault.record_bin import Binned, Purging
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.wording.nouns import NOUN_ICONS
from casebook.ui.pages.wording.record_title import record_title
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.two_step import TwoStep
from casebook.ui.widgets.forms.sealed_codes import SealedCodes, sealed_facts
from casebook.ui.widgets.layout.split import Split

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
        self._refusal: BaseException | None = None
        self.table.chosen.connect(self._choose)
        # Only a selection of several is read here: of one, its being chosen says so.
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._choose_several())

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
            self.table.keep(self.table.chosen_id or thrown[0].id)
            self._choose(self.table.chosen_id)

    def _thrown(self, record_id: str) -> Binned | None:
        row = self.rows.row_at(self.rows.index_of(record_id))
        return row.thrown if row is not None else None

    def _choose(self, record_id: str) -> None:
        thrown = self._thrown(record_id)
        if thrown is not None:
            self.ask(lambda session: bins.before_purge(session, thrown.noun, thrown.id), self._explain)

    def _choose_several(self) -> None:
        chosen = self._selected()
        if len(chosen) > 1:
            self.ask(lambda session: bins.before_purging(session, chosen), self._explain_several)

    def _selected(self) -> list[tuple[str, str]]:
        """Return noun and ID of each selected record."""
        every = (self._thrown(record_id) for record_id in self.table.selected_ids)
        return [(thrown.noun, thrown.id) for thrown in every if thrown]

    def _explain_several(self, purging: Purging) -> None:
        if len(self.table.selected_ids) != purging.count:
            return  # another selection was made since
        words, pane = self.words, self._pane
        pane.begin(
            words.count("{number} record", "{number} records", purging.count), words("Selected in the bin")
        )
        pane.step_below(button(words("Restore"), self._restore_selected, role="primary", meaning="restore"))
        pane.heading(words("Permanent deletion"))
        self._explain_purge(purging)
        pane.end()

    def _explain(self, purging: Purging) -> None:
        if len(self.table.selected_ids) > 1:
            return
        words, pane, thrown = self.words, self._pane, purging.thrown
        noun = self.wording.noun.get(thrown.noun, thrown.noun)
        when = words("moved to bin on {moment}", moment=dates.format_datetime(words, thrown.binned_at))
        pane.begin(record_title(self.words, thrown.noun, thrown.title) or noun, f"{noun} · {when}")
        if purging.parts:
            count = words.count(
                "{number} record was moved to the bin with it",
                "{number} records were moved to the bin with it",
                purging.part_count,
            )
            pane.words(words("{count}, and will be restored with it.", count=count))
            for each in purging.parts:
                noun = self.wording.noun.get(each.noun, each.noun)
                pane.beside(
                    record_title(self.words, each.noun, each.title) or noun, noun if each.title else ""
                )
            if rest := purging.part_count - len(purging.parts):
                pane.words(words.count("and {number} other", "and {number} others", rest), "small")
        restore = button(words("Restore"), self._restore_selected, role="primary", meaning="restore")
        pane.step_below(restore)
        pane.heading(words("Permanent deletion"))
        self._explain_purge(purging)
        pane.end()

    def _explain_purge(self, purging: Purging) -> None:
        words, pane = self.words, self._pane
        one = words(
            "Its values are deleted from the casebook and from the history, and drafts that name it "
            "are deleted with it. The history still shows that it existed, and who removed it and "
            "when. This cannot be undone."
        )
        several = words(
            "Their values are deleted from the casebook and from the history, and drafts that name them "
            "are deleted with them. The history still shows that they existed, and who removed them and "
            "when. This cannot be undone."
        )
        pane.words(one if purging.count == 1 else several)
        if purging.taken:
            pane.words(words("These records are also deleted:"))
            for noun, number in purging.taken:
                pane.beside(self.wording.noun.get(noun, noun), words.number(number))
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
                    "{number} backup may still contain what is deleted.",
                    "{number} backups may still contain what is deleted.",
                    purging.backups,
                )
            )
        self._name_dependents(purging)
        self._ask_to_purge(purging)

    def _ask_to_purge(self, purging: Purging) -> None:
        """Show the button, and before it the question and the codes where a signed declaration goes."""
        words, pane = self.words, self._pane
        self._codes = SealedCodes(words)
        if purging.sealed and not any(noun == "case" for noun, _ in self._selected()):
            pane.words(words("A signed declaration is deleted with its whole case only."), "strong")
            return
        for fact in sealed_facts(words, purging.sealed):
            pane.words(fact, "strong")
        if purging.sealed:
            pane.add(self._codes)
        pane.step_below(self._purge_button(purging))
        refusal, self._refusal = self._refusal, None
        if refusal is not None:  # what the bar showed of it ended when the record was shown again
            self.context.fail(refusal)

    def _name_dependents(self, purging: Purging) -> None:
        """Show records whose references would be broken."""
        words, pane = self.words, self._pane
        if purging.dependents:
            pane.add(
                Chip(
                    words.count(
                        "{number} record refers to what is deleted",
                        "{number} records refer to what is deleted",
                        len(purging.dependents),
                    ),
                    "amber",
                    "warning",
                )
            )
            for each in purging.dependents[:_MAX_NAMED]:
                pane.beside(each.title, self.wording.noun.get(each.noun, each.noun))

    def _purge_button(self, purging: Purging) -> QPushButton:
        """Return a button that asks for confirmation, since deletion cannot be undone."""
        words = self.words
        sure = words("Press again to delete permanently")
        chosen = [(purging.thrown.noun, purging.thrown.id)]
        if purging.count > 1:
            sure = words("Press again to delete {number} records permanently", number=purging.count)
            chosen = self._selected()
        remove_button = button(words("Delete permanently"), meaning="remove")
        TwoStep(remove_button, sure, lambda: self._purge(chosen))
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
            self.context.did(
                words("Record restored") if len(chosen) == 1 else many,
                lambda session: bins.put_back(session, chosen),
                redo=lambda session: bins.restore_all(session, chosen),
            )
            self.read()

        self.context.ask(lambda session: bins.restore_all(session, chosen), done)

    def _purge(self, chosen: Sequence[tuple[str, str]]) -> None:
        """Delete the records whose consequences are shown."""
        words, session, codes = self.words, self.context.session, self._codes.codes
        strip = ProgressStrip(words("Deleting permanently"), words("Cancel"))

        def watch(task: BackgroundTask) -> None:
            self._pane.clear()
            self._pane.add(strip)
            strip.follow(task, words)

        def done(_: object) -> None:
            many = words.count(
                "{number} record deleted permanently", "{number} records deleted permanently", len(chosen)
            )
            self.context.say(words("Deleted permanently") if len(chosen) == 1 else many)
            self.read()

        def failed(error: BaseException) -> None:
            self._refusal = error
            self.read()

        self.context.run(
            lambda task: as_flow(on_vault(lambda: bins.purge_all(session, chosen, task, codes=codes))),
            done,
            failed,
            before=watch,
        )


def _columns(context: PageContext) -> tuple[Column[BinRow], ...]:
    words, wording = context.words, Wording(context.words)
    return (
        Column(
            title=words("Record"),
            text=lambda row: record_title(words, row.thrown.noun, row.thrown.title),
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
