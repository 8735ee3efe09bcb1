"""The pane beside the evidence: details, the document itself, and a copy outside the vault."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame

from casebook.domain.evidence.document import Document
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.evidence import document_copy
from casebook.services.evidence.chat import is_chat
from casebook.services.evidence.document import Translation
from casebook.services.evidence.preview import is_shown
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import theme
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.evidence.chat_view import ChatView
from casebook.ui.pages.evidence.document_details import DocumentDetails
from casebook.ui.pages.evidence.document_view import DocumentView
from casebook.ui.pages.evidence.recognition_parts import RecognitionStrip
from casebook.ui.pages.evidence.redaction import RedactionView
from casebook.ui.pages.sharing.fetch_strip import FetchStrip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.tabs import Tabs
from casebook.ui.widgets.layout.layout import column, frame, line
from casebook.ui.widgets.layout.lazy_stack import LazyStack

_MIN_WIDTH_PX = 100


class DocumentPane(QFrame):
    """Three tabs on the selected document.

    Attributes:
        looked: whether the piece itself is in view, which takes more room.
        widened: whether the person wants the whole width for it.
        recognised: the ids of the documents whose text a program recognised.
    """

    looked = Signal(bool)
    widened = Signal(bool)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._document: Document | None = None
        self.recognised: frozenset[str] = frozenset()
        self._is_recognised = False
        self._tab = "details"
        self.setProperty("role", "pane")
        whole = column(self, gap=0, margins=(1,))
        names = (
            ("details", page.words("Details")),
            ("document", page.words("Document")),
            ("areas", page.words("Redactions")),
        )
        self.tabs = Tabs(names, page.words("More"))
        self.tabs.choose("details")
        self.tabs.chosen.connect(self.show_tab)
        whole.addWidget(self.tabs)
        self._warning = self._make_warning()
        whole.addWidget(self._warning)
        self._progress = ProgressStrip(page.words("Saving copy"), page.words("Cancel"))
        self._progress.hide()
        whole.addWidget(self._progress)
        self.fetching = FetchStrip(page)
        whole.addWidget(self.fetching)
        self.recognition = RecognitionStrip(page)
        whole.addWidget(self.recognition)
        self.details = DocumentDetails(page)
        self._stack = LazyStack(
            {
                "details": lambda: self.details,
                "document": self._view,
                "areas": self._redaction,
                "chat": lambda: ChatView(page),
            },
            in_tab_order=True,
        )
        self._stack.show_page("details")
        whole.addWidget(self._stack, 1)

    @property
    def view(self) -> DocumentView:
        """Return the view of the document itself."""
        return cast("DocumentView", self._stack.page("document"))

    @property
    def redaction(self) -> RedactionView:
        """Return the view that marks its areas."""
        return cast("RedactionView", self._stack.page("areas"))

    @property
    def chat(self) -> ChatView:
        """Return the view of a chat, which takes the place of the document."""
        return cast("ChatView", self._stack.page("chat"))

    def _view(self) -> DocumentView:
        document_view = DocumentView(self._page)
        self.recognition.finished.connect(document_view.open_again)
        self.fetching.fetched.connect(lambda _: document_view.open_again())
        document_view.saving.connect(self._warning.show)
        document_view.widened.connect(self.widened)
        if self._document is not None:
            document_view.show_document(self._document)
        return document_view

    def _redaction(self) -> RedactionView:
        redaction_view = RedactionView(self._page)
        redaction_view.left.connect(lambda: self.show_tab("document"))
        if self._document is not None:
            redaction_view.show_document(self._document)
        return redaction_view

    def minimumSizeHint(self) -> QSize:
        """Return a narrow width: without space beside the list, it moves below it in full width."""
        return QSize(theme.current().px(_MIN_WIDTH_PX), super().minimumSizeHint().height())

    def show_document(
        self, document: Document, translation: Translation, documents: Mapping[str, Document]
    ) -> None:
        """Show this document."""
        is_same = self._document is not None and self._document.id == document.id
        if not is_same:
            self._warning.hide()
        is_recognised = document.id in self.recognised
        has_view = self._stack.is_made("document")
        if has_view and is_same and is_recognised is not self._is_recognised:
            self.view.open_again()
        self._document, self._is_recognised = document, is_recognised
        self.details.show_document(document, translation, documents)
        if has_view:
            self.view.show_document(document)
        self.recognition.show_document(document, is_recognised=is_recognised)
        self.fetching.show_document(document)
        if self._stack.is_made("areas"):
            self.redaction.show_document(document)
        is_chat_in_view = self._stack.is_made("chat") and self._stack.currentWidget() is self.chat
        if self._tab == "document" and (is_chat_in_view or is_chat(document)):
            self.show_tab("document")

    def show_tab(self, key: str) -> None:
        """Show "details", the "document" or its "areas", which use the full width."""
        self._tab = key
        self.tabs.choose(key)
        document = self._document
        if key == "document" and document is not None and is_chat(document):
            self._stack.show_page("chat")
            self.chat.show_document(document)
            is_large = True
        else:
            self._stack.show_page(key)
            is_large = key != "details" and document is not None and is_shown(document)
        self.looked.emit(is_large)
        has_wide_view = self._stack.is_made("document") and self.view.is_wide
        self.widened.emit(key == "areas" or (key == "document" and has_wide_view))

    def show_message(self, words: str) -> None:
        """Show a chat at the message that a search for these words is about."""
        if self._document is not None and is_chat(self._document):
            self.show_tab("document")
            self.chat.seek(words)

    def _make_warning(self) -> QFrame:
        words, box = self._words, frame("note")
        whole = column(box, gap=8, margins=(10, 12))
        whole.addWidget(label(words("Save an unencrypted copy outside the casebook"), "strong", wraps=True))
        warning = words(
            "It is not encrypted: anyone with access to this computer or the disk can read it, "
            "even after it is deleted. Save it only where you need it. The chain of custody will "
            "record that it was copied, when and by whom."
        )
        whole.addWidget(label(warning, wraps=True))
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Cancel"), box.hide))
        foot.addWidget(button(words("Choose location…"), self._choose_target, role="primary"))
        whole.addLayout(foot)
        box.hide()
        return box

    def _choose_target(self) -> None:
        self._warning.hide()
        if self._document is None:
            return
        name = document_copy.file_name(self._document)
        target = pick_target(self, self._words, name)
        if target:
            self.save_copy(target)

    def save_copy(self, target: Path | SaveTarget) -> None:
        """Write the current document to a file outside the vault."""
        document, session, words = self._document, self._page.context.session, self._words
        if document is None:
            return

        def done(_: object) -> None:
            self._page.context.say(
                words("Copy saved"), words("It is not encrypted, and the casebook no longer protects it.")
            )

        self._page.context.run(
            lambda task: document_copy.save_copy(session, document, target, progress=task),
            done,
            before=lambda task: self._progress.follow(task, words),
        )
