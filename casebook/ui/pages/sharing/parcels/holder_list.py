"""Who holds what: every parcel that was handed over or came in, with receipts, recalls and deletion."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QComboBox, QPushButton, QWidget

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.change import Changes
from casebook.domain.sharing.handover import Handover
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.session import Session
from casebook.services.sharing.parcels import holders, phrase_notes, recall, receipt
from casebook.services.sharing.parcels.holders import HolderRow
from casebook.services.sharing.parcels.recall import RecallView, SealedRecall
from casebook.ui.dialogs.file import pick_files, pick_target
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.sharing.asking import Asking
from casebook.ui.pages.sharing.parcels.holder_details import HolderDetails
from casebook.ui.pages.sharing.parcels.otherwise_bar import OtherwiseBar
from casebook.ui.pages.sharing.parcels.parcel_phrase import SavedParcel
from casebook.ui.pages.sharing.parcels.parcel_words import ParcelWords
from casebook.ui.pages.sharing.parcels.recall_pane import ask_purge, recall_facts
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.forms.entry import LongEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.split import Split

PASTE_RECEIPT = Message("Paste a receipt")
Kind = Literal["", "given", "received", "due"]


class HolderList(Listing[HolderRow]):
    """The register; what can be done with the selected parcel stands beside it and in its menu."""

    heading_role = "title"
    concerns = frozenset({"handover", "person", "case", "peer-card", "declaration", "build"})

    def __init__(self, context: PageContext) -> None:
        self._phrases = ParcelWords(context.words)
        super().__init__(context, context.words("Who holds what"), _columns(context, self._phrases))
        words = self.words
        self._kind = ChoiceBox()
        self._kind.setAccessibleName(words("Parcels shown"))
        for title, key in (
            (words("All parcels"), ""),
            (words("Handed over"), "given"),
            (words("Imported"), "received"),
            (words("To recall"), "due"),
        ):
            self._kind.addItem(title, key)
        self._kind.activated.connect(lambda _: self._narrow())
        self.choices.addWidget(self._kind)
        self._about = OtherwiseBar(self)
        self._strip = ProgressStrip(words("Sealing the recall"), words("Cancel"))
        self._strip.hide()
        self.saved = SavedParcel(words)
        self.saved.left.connect(self.take_focus)
        self.asking = Asking(words)
        field = Field(
            key="text", title=words("Text of the receipt"), makes=LongEntry, is_wide=True, is_required=True
        )
        self.form = Form(PASTE_RECEIPT, (field,), words, keep=words("Add receipt"), is_card=True)
        self.form.kept.connect(lambda values: self._note_text(str(values["text"])))
        self.form.hide()
        for part in (self._about, self.saved, self._strip, self.asking, self.form):
            self.above.addWidget(part)
        self.table.chosen.connect(self._choose)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the selected parcel beside each other."""
        self.details = self.detail_pane = HolderDetails(self, self._phrases, self._row_steps)
        whole.addWidget(Split(self.pane, self.details), 1)

    def read(self) -> None:
        """Read the register, or what of it is about the record of the place."""
        about = self.place.id
        self._about.read(about)
        self.ask(
            lambda session: (holders.listed(session, about), holders.count(session)),
            lambda read: self._show(*read),
        )

    def refresh_after(self, changes: Changes) -> None:
        """Read again after a change of the register, of people and of cases."""
        if changes.concerns(*self.concerns):
            self.read()

    def resume(self, form: str) -> None:
        """Open the form for a receipt again."""
        if form == str(self.form.property("draft")):
            self.begin_paste()

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        words = self.words
        return Empty(
            "people",
            words("No parcel yet"),
            words(
                "Each parcel that you hand over or import is listed here: with its cases, who has it, "
                "whether they confirmed it, and when it is to be recalled."
            ),
            button(
                words("Hand over…"),
                lambda: self.context.go(Location(page="parcels", tab="give")),
                role="primary",
            ),
        )

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return what can be done with receipts."""
        words = self.words
        return (
            button(words("Add receipt file…"), self._pick_receipt, writes=True),
            button(words("Paste receipt…"), self.begin_paste, writes=True),
        )

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected parcels."""
        words, row = self.words, self._chosen
        entries: list[RowAction] = []
        if row is not None and row.row.handover.kind == "given":
            entries.append(RowAction(title=words("Make recall…"), act=self.pick_recall, writes=True))
        elif row is not None:
            entries += [
                RowAction(title=words("Save receipt…"), act=self.pick_own_receipt),
                RowAction(title=words("Copy receipt as text"), act=self.copy_receipt),
                RowAction(title=words("Delete what it brought…"), act=self.ask_purge, writes=True),
            ]
        return [*entries, *super().row_actions()]

    def open_row(self, record_id: str) -> None:
        """Open the case of a parcel."""
        row = self.rows.row_at(self.rows.index_of(record_id))
        if row is not None and (case_ids := row.row.handover.ids("case")):
            self.context.go(Location(page="case", id=case_ids[0]))

    def begin_paste(self) -> None:
        """Show the form for the text of a receipt."""
        self.form.begin()

    def note_file(self, chosen: Path | OpenedFile) -> None:
        """Note the receipt in a file."""
        self.context.ask(lambda session: receipt.note_receipt_file(session, chosen), self._noted, asker=self)

    def pick_recall(self) -> None:
        """Ask where the recall of the selected parcels is to lie."""
        out = pick_target(self, self.words, f"{self.words('recall')}.casebook-parcel")
        if out is not None:
            self.recall(out)

    def recall(self, out: Path | SaveTarget) -> None:
        """Seal a recall of the selected parcels into a file."""
        session, wanted = self.context.session, self.table.selected_ids
        self.context.failure_outdated.emit()
        self.context.run(
            lambda task: recall.seal_recall(session, wanted, out, progress=task),
            while_there(self, partial(self._recalled, out)),
            before=lambda task: self._strip.follow(task, self.words),
        )

    def pick_own_receipt(self) -> None:
        """Ask where the receipt of the selected parcel is to lie."""
        out = pick_target(self, self.words, f"{self.words('receipt')}{receipt.SUFFIX}")
        if out is not None:
            self.save_receipt(out)

    def save_receipt(self, out: Path | SaveTarget) -> None:
        """Write the receipt of the selected parcel to a file."""
        wanted, done = self.table.chosen_id, self.words("Receipt saved")
        self.context.ask(
            lambda session: receipt.write_receipt(session, wanted, out),
            lambda _: self.context.say(done),
            asker=self,
        )

    def copy_receipt(self) -> None:
        """Copy the receipt of the selected parcel as text."""
        wanted = self.table.chosen_id

        def put(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.context.say(self.words("Receipt copied"))

        self.context.ask(lambda session: receipt.receipt_text(session, wanted), put, asker=self)

    def note_words(self) -> None:
        """Note that the words of the selected parcel were written down."""
        wanted = self.table.chosen_id
        self.context.ask(
            lambda session: phrase_notes.note_words(session, wanted), lambda _: self.read(), asker=self
        )

    def withdraw(self) -> None:
        """Take the selected parcel out of the register, which nobody can open."""
        wanted = self.table.chosen_id
        self.context.ask(
            lambda session: phrase_notes.withdraw(session, wanted), lambda _: self.read(), asker=self
        )

    def ask_purge(self) -> None:
        """Ask whether what the selected parcel brought is to be deleted."""
        wanted = self.table.chosen_id

        def work(session: Session) -> RecallView:
            return recall.brought_by(session, wanted)

        def ask(brought: RecallView) -> None:
            if not brought.records:
                title, *more = recall_facts(self, brought)
                self.context.say(title, " ".join(more), is_neutral=True)
                return
            ask_purge(self, self.asking, brought, self.read, self.take_focus)

        self.context.ask(work, ask, asker=self)

    def _row_steps(self, row: HolderRow) -> Sequence[QPushButton]:
        """Return the buttons of a parcel."""
        words = self.words
        if row.row.handover.kind == "given":
            role = "primary" if row.is_due else ""
            steps = [button(words("Make recall…"), self.pick_recall, role=role, writes=True)]
            if row.row.is_unnoted:
                steps += (
                    button(words("I have the words"), self.note_words, writes=True),
                    button(words("Remove this entry"), self.withdraw, writes=True),
                )
            return steps
        return (
            button(words("Save receipt…"), self.pick_own_receipt, meaning="save"),
            button(words("Copy receipt as text"), self.copy_receipt, meaning="copy"),
            button(words("Delete what it brought…"), self.ask_purge, writes=True),
        )

    @property
    def _chosen(self) -> HolderRow | None:
        return self.rows.row_at(self.rows.index_of(self.table.chosen_id))

    def no_match(self) -> str:
        """Return what is said where there are parcels and none is shown."""
        is_of_record = bool(self.place.id) and not self.rows.total
        return self.words("No parcel holds the chosen record") if is_of_record else super().no_match()

    def show_all(self) -> None:
        """Take back whatever narrows the list, the chosen record too."""
        super().show_all()
        self._narrow()
        if self.place.id and not self.rows.total:
            self.context.go(Location(page="parcels", tab="holders"))

    def filter_boxes(self) -> dict[str, QComboBox]:
        """Return the boxes above the list by their keys."""
        return {**super().filter_boxes(), "kind": self._kind}

    def _show(self, rows: Sequence[HolderRow], of: int) -> None:
        self.show_rows(rows, of)
        self.details.setVisible(bool(rows))
        wanted = self.wanted_row()
        if wanted:
            self.select_row(wanted)
            self._choose(wanted)

    def _choose(self, record_id: str) -> None:
        row = self.rows.row_at(self.rows.index_of(record_id))
        if row is not None:
            self.details.show_row(row)

    def _narrow(self) -> None:
        wanted = self._kind.currentData()

        def admits(row: HolderRow) -> bool:
            return not wanted or (row.is_due if wanted == "due" else row.row.handover.kind == wanted)

        self.rows.narrow(admits)
        self._show_count()

    def _pick_receipt(self) -> None:
        for chosen in pick_files(self, self.words)[:1]:
            self.note_file(chosen)

    def _note_text(self, text: str) -> None:
        def done(entry: Handover) -> None:
            self.form.hide()
            self._noted(entry)

        def refused(problem: CasebookError) -> bool:
            self.form.refuse(problem)
            return True

        self.context.ask(lambda session: receipt.note_receipt(session, text), done, refused, asker=self)

    def _noted(self, entry: Handover) -> None:
        self.context.say(self.words("Receipt added"))
        self.sought = entry.id
        self.read()

    def _recalled(self, out: Path | SaveTarget, done: SealedRecall) -> None:
        words = self.words
        sentences = [
            words("Send it to all who have the parcel."),
            words(
                "A recall asks: nothing is deleted there before a person confirms it, and what was read "
                "cannot be made unread."
            ),
        ]
        self.saved.tell(words("Recall saved"), out, sentences, done.phrase)
        self.context.say(words("Recall saved"))
        self.read()


def _columns(context: PageContext, phrases: ParcelWords) -> tuple[Column[HolderRow], ...]:
    words = context.words

    def direction(row: HolderRow) -> str:
        return words("out") if row.row.handover.kind == "given" else words("in")

    return (
        Column(
            title=words("Date"),
            text=lambda row: words.format_date(row.row.handover.at.date()),
            sort=lambda row: row.row.handover.at,
            fits=True,
            width=11,
        ),
        Column(title=words("In or out"), text=direction, look="quiet", fits=True, width=6),
        Column(
            title=words("Cases"),
            text=lambda row: words.list_of(row.references),
            look="strong",
            width=16,
            stretches=True,
        ),
        Column(
            title=words("Who has it or sent it"),
            text=lambda row: phrases.holders(row.row),
            look="two-lines",
            width=22,
            stretches=True,
            is_kept=True,
        ),
        *_states(words, phrases),
    )


def _states(words: Translator, phrases: ParcelWords) -> tuple[Column[HolderRow], ...]:
    return (
        Column(
            title=words("Receipt"),
            text=lambda row: phrases.receipts(row.row),
            look="quiet",
            fits=True,
            width=9,
        ),
        Column(
            title=words("Recall on"),
            text=lambda row: (
                words.format_date(row.row.handover.recall_on) if row.row.handover.recall_on else ""
            ),
            sort=lambda row: str(row.row.handover.recall_on or "9"),
            is_optional=True,
            fits=True,
            width=12,
            gives_way=1,
        ),
        Column(
            title=words("Status"),
            text=lambda row: phrases.entry_state(row)[0],
            tone=lambda row: phrases.entry_state(row)[1],
            icon=lambda row: phrases.entry_state(row)[2],
            width=18,
            is_kept=True,
        ),
    )
