"""Evidence: imported documents, exhibit numbers and chain of custody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.domain.dossier.certificate import CertificateRequest
from casebook.domain.evidence.document import Document, by_mark
from casebook.domain.evidence.time_proof import TimeProof
from casebook.domain.evidence.transcript import is_recording
from casebook.services.base import record
from casebook.services.dossier.forms import certificate
from casebook.services.evidence import exhibit_numbering, recognition
from casebook.services.evidence.document import Translation, translation_of
from casebook.ui.dialogs.file import pick_files
from casebook.ui.kit import dates
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.cell_editing import CellEditing
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.history import show_history
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import ManyRows, RowAction
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.pages.base.rival_marks import RivalMarks
from casebook.ui.pages.base.tags import tags_column
from casebook.ui.pages.evidence.certificate import CertificatePane
from casebook.ui.pages.evidence.document_details import translation_status
from casebook.ui.pages.evidence.document_form import custody_form_spec, document_form_spec
from casebook.ui.pages.evidence.document_pane import DocumentPane
from casebook.ui.pages.evidence.exhibit_numbers import ExhibitNumbers
from casebook.ui.pages.evidence.intake import IntakePane, local_paths
from casebook.ui.pages.evidence.recording_pane import RecordingPane
from casebook.ui.pages.evidence.time_proofs import TimeProofPane
from casebook.ui.pages.evidence.transcript import edit_transcript
from casebook.ui.pages.sharing.fetch_many import FetchManyStrip, file_column
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.layout import mark_role
from casebook.ui.widgets.layout.split import Split

_LISTED, _LOOKED_AT = (9, 4), (4, 5)
"""Shares of list and detail: for details, and for the document itself."""
_BULK = (
    *("kind", "dated", "language", "author", "obtained_from", "obtained_how", "obtained_on", "original_at"),
    *("is_privileged", "privilege", "tags"),
)
"""What several documents can be given at once."""


class EvidencePage(Listing[Document]):
    """The table of evidence and the selected document; files are added by button or by dropping."""

    heading_role = "title"
    keeps_filters = True
    concerns = frozenset({"document", "recognition", "time-proof"})

    def __init__(self, context: PageContext) -> None:
        self._documents: dict[str, Document] = {}
        self._is_selecting = False
        self._translations: dict[str, Translation] = {}
        super().__init__(context, context.words("Evidence"), self._columns(context))
        self.setAcceptDrops(True)
        self.table.chosen.connect(self._choose)
        self.many = ManyRows(self, self.table, self.editor, self.spec, _BULK)
        self.cells = CellEditing(self, self.table, self.spec)
        self.table.changing.connect(lambda _: self.many.change_or(self.change))
        self.table.removing.connect(lambda _: self.remove())
        self.editor.closed.connect(self.take_focus)
        self._intake = IntakePane(context)
        self._intake.taken.connect(self.read)
        self._intake.left.connect(self.take_focus)
        self.above.addWidget(self._intake)
        self.fetching = FetchManyStrip(self)
        self.above.addWidget(self.fetching)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the detail beside it into the page."""
        self._pane = DocumentPane(self)
        self._pane.details.tools = self._tools
        self._marks = RivalMarks(self.context, self._pane.details)
        self.editor = RecordEditor(self.context, self._pane)
        self._split = Split(self.pane, self.editor, _LISTED)
        self._pane.looked.connect(lambda is_large: self._split.share(_LOOKED_AT if is_large else _LISTED))
        self._pane.widened.connect(lambda is_wide: self.pane.setVisible(not is_wide))
        whole.addWidget(self._split, 1)

    def read(self) -> None:
        """Read the evidence of the case."""
        case_id = self.place.id
        self.ask(lambda session: record.of_case(session, TimeProof, case_id), self._keep_proofs)
        self.ask(lambda session: recognition.recognised_ids(session, case_id), self._keep_recognised)
        self.ask(lambda session: record.of_case(session, Document, case_id), self._show)

    def spec(self) -> FormSpec[Document]:
        """Return the form of a document."""
        return document_form_spec(self.context, self.place.id)

    def start_new(self) -> None:
        """Choose files to import."""
        self._intake.offer_paths(self.place.id, pick_files(self, self.words, purpose="import"))

    def paste(self) -> None:
        """Import the content of the clipboard."""
        self._intake.offer_pasted(self.place.id, QGuiApplication.clipboard().mimeData())

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return the buttons that number the exhibits and add files."""
        words = self.words
        return (
            button(words("Number exhibits…"), self.number, meaning="note", writes=True),
            button(words("Add files"), self.start_new, meaning="upload"),
        )

    def empty_state(self) -> QWidget:
        """The placeholder shown when the list is empty."""
        return Empty(
            "evidence",
            self.words("No evidence yet"),
            self.words(
                "Drop files or folders here, or paste. Each file is encrypted in the casebook with "
                "its hash and first custody step. The originals stay where they are."
            ),
            button(self.words("Add files"), self.start_new, role="primary", meaning="upload"),
        )

    @contained
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and folders only."""
        if local_paths(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            mark_role(self.pane, role="drop")

    @contained
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Remove the highlight when the drag leaves."""
        super().dragLeaveEvent(event)
        mark_role(self.pane, role="pane")

    @contained
    def dropEvent(self, event: QDropEvent) -> None:
        """Import the dropped files after confirmation."""
        mark_role(self.pane, role="pane")
        event.acceptProposedAction()
        paths = local_paths(event.mimeData())
        # Whoever dropped them waits until this returns; what asks about them does not come back so soon.
        QTimer.singleShot(0, self, lambda: self._offer_dropped(paths))

    def _offer_dropped(self, paths: Sequence[Path]) -> None:
        self._intake.offer_paths(self.place.id, pick_files(self, self.words, paths, purpose="import"))

    def _keep_proofs(self, proofs: list[TimeProof]) -> None:
        self._pane.details.proofs = proofs

    def _keep_recognised(self, document_ids: frozenset[str]) -> None:
        self._pane.recognised = document_ids

    def _show(self, documents: list[Document]) -> None:
        self._documents = {document.id: document for document in documents}
        self._translations = {document.id: translation_of(document, documents) for document in documents}
        self.show_rows(sorted(documents, key=by_mark))
        self.fetching.show_documents(self.place.id, documents)
        self.editor.setVisible(bool(documents))
        if documents:
            self._is_selecting = self.editor.is_filling
            is_led_to = bool(self.sought and self.place.words)
            self.table.keep(self.wanted_row())
            self._is_selecting = False
            if is_led_to:
                self._pane.show_message(self.place.words)

    def open_row(self, record_id: str) -> None:
        """Show the document."""
        self.table.choose(record_id)
        self._pane.show_tab("document")

    def change(self) -> None:
        """Edit the details of the selected document."""
        document = self._documents.get(self.table.chosen_id)
        if document:
            self.editor.begin_change(self.spec(), document)

    def resume(self, form: str) -> None:
        """Open the form of several documents, or select the document that a form is about."""
        self._intake.resume(form, self.place.id)
        if not self.many.resume(form):
            super().resume(form)

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected rows."""
        actions = self.many.actions(self.change, self.remove)
        actions.append(RowAction(title=self.words("Number exhibits…"), act=self.number, writes=True))
        if len(self.table.selected_ids) == 1:
            actions[1:1] = [
                *self.cells.actions(),
                RowAction(title=self.words("History"), act=self.open_history),
            ]
        return [*actions, *self.fetching.row_actions(self.table.selected_ids), *super().row_actions()]

    def remove(self) -> None:
        """Move the selected documents to the bin."""
        self.many.remove()

    def number(self) -> None:
        """Show the form that numbers the selected documents, or all where one is selected."""
        if self._documents and not self.editor.is_filling:
            self.ask(exhibit_numbering.first_pattern, self._show_numbers)

    def _show_numbers(self, pattern: str) -> None:
        selected = self.table.selected_ids
        chosen = selected if len(selected) > 1 else tuple(self._documents)
        pane = ExhibitNumbers(self.context, tuple(self._documents.values()), chosen, pattern)
        pane.left.connect(self.editor.leave)
        pane.left.connect(self.take_focus)
        self.editor.put_over(pane)
        pane.take_focus()

    def add_custody(self) -> None:
        """Add a custody step of the selected document."""
        document = self._documents.get(self.table.chosen_id)
        if document:
            self.editor.begin_change(custody_form_spec(self.context, self.context.session.who), document)

    def open_history(self) -> None:
        """Show the change history of the selected document's details."""
        document = self._documents.get(self.table.chosen_id)
        if document:
            show_history(self, document.id, document.title)

    def certify(self) -> None:
        """Complete the certificate of the selected document, by its translator or interpreter."""
        document = self._documents.get(self.table.chosen_id)
        kind = certificate.kind_for(document) if document else None
        if document and kind:
            language = self.words.language
            request = CertificateRequest(kind=kind, document_id=document.id, language=language)
            pane = CertificatePane(self, request)
            pane.left.connect(self.editor.leave)
            self.editor.put_over(pane)
            pane.setFocus()

    def transcribe(self) -> None:
        """Change the transcript of the selected recording."""
        document = self._documents.get(self.table.chosen_id)
        if document:
            edit_transcript(self, self.editor, document)

    def listen(self) -> None:
        """Play the selected recording beside its transcript."""
        document = self._documents.get(self.table.chosen_id)
        if document:
            pane = RecordingPane(self, document)
            pane.left.connect(self.editor.leave)
            self.editor.put_over(pane)
            pane.setFocus()

    def open_time_proofs(self) -> None:
        """Show the proofs of time of the selected document, and add to them."""
        document = self._documents.get(self.table.chosen_id)
        if document:
            pane = TimeProofPane(self, document)
            pane.left.connect(self.editor.leave)
            pane.left.connect(self.read)
            self.editor.put_over(pane)
            pane.setFocus()

    def _tools(self) -> list[QPushButton]:
        words = self.words
        document = self._documents.get(self.table.chosen_id)
        tool_rows = (
            ("edit", words("Edit (F2)"), self.change),
            ("custody", words("Add custody step"), self.add_custody),
            ("time", words("Proofs of time…"), self.open_time_proofs),
            ("history", words("History"), self.open_history),
            ("remove", words("Move to bin (Del)"), self.remove),
        )
        tools = [
            button("", press, role="tool", meaning=icon, name=name, writes=icon not in {"history", "time"})
            for icon, name, press in tool_rows
        ]
        if document and (kind := certificate.kind_for(document)):
            names = {
                "translation": words("Translator's certificate…"),
                "interpretation": words("Interpreter's certificate…"),
            }
            name = names[kind]
            tools.insert(0, button("", self.certify, role="tool", meaning="certificate", name=name))
        if document and is_recording(document.media_type):
            name = words("Recording and transcript…")
            tools.insert(0, button("", self.transcribe, role="tool", meaning="read", name=name))
            tools.insert(0, button("", self.listen, role="tool", meaning="play", name=words("Play…")))
        return tools

    def _choose(self, document_id: str) -> None:
        document = self._documents.get(document_id)
        self.editor.setVisible(document is not None or self.editor.form is not None)
        over = self.editor.currentWidget()
        if isinstance(over, TimeProofPane) and over.document.id == document_id:
            return  # a proof was added: the pane shows it itself
        if document and not self._is_selecting:
            self.editor.leave()  # what was typed is offered above the page
            self._pane.show_document(document, self._translations[document.id], self._documents)
            self.editor.tell_absent(document)
            self._marks.mark(Document, document.id)

    def _columns(self, context: PageContext) -> tuple[Column[Document], ...]:
        words = context.words
        wording = Wording(words)
        return (
            Column(
                title=words("Exhibit no."),
                text=lambda row: row.exhibit_mark or "—",
                sort=by_mark,
                look="strong",
                width=9,
            ),
            Column(
                title=words("Title and type"),
                text=lambda row: row.title,
                icon=lambda row: wording.file_icon(row.kind),
                beside=lambda row: wording.document_kind[row.kind],
                look="two-lines",
                width=36,
                stretches=True,
                edits="title",
            ),
            Column(
                title=words("Date"),
                text=lambda row: dates.brief(words, row.dated),
                fits=True,
                sort=lambda row: row.dated.edtf if row.dated else "",
                width=11,
                edits="dated",
            ),
            Column(
                title=words("Language"),
                text=lambda row: wording.language(row.language),
                width=9,
                edits="language",
                gives_way=2,
            ),
            *self._last_columns(words),
        )

    def _last_columns(self, words: Translator) -> tuple[Column[Document], ...]:
        def status(row: Document) -> tuple[str, Tone | None, str]:
            return translation_status(self._state(row), words)

        return (
            Column(
                title=words("Pages"),
                text=lambda row: str(row.page_count or ""),
                sort=lambda row: row.page_count,
                width=7,
                gives_way=1,
            ),
            Column(
                title=words("Translation"),
                text=lambda row: status(row)[0],
                tone=lambda row: status(row)[1],
                icon=lambda row: status(row)[2],
                width=16,
            ),
            file_column(words),
            tags_column(words),
        )

    def _state(self, document: Document) -> Translation:
        return self._translations.get(document.id) or translation_of(document, ())
