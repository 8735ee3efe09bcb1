"""The note on a document whose file is still in the shared folder, with the button that fetches it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from casebook.domain.evidence.document import Document
from casebook.services.base.session import Session
from casebook.services.sharing.team.membership import exhibit_offered, fetch_offered
from casebook.services.sharing.team.offer import OfferedExhibit
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.layout import column, line


class FetchStrip(QFrame):
    """Hidden for a document whose file is here; for another it says where its file is.

    Attributes:
        fetched: the file of the document is here now.
    """

    fetched = Signal(Document)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words = page, page.words
        self._document: Document | None = None
        words = self._words
        self.setProperty("role", "note")
        whole = column(self, gap=8, margins=(10, 12))
        self._text = label("", wraps=True)
        row = line(gap=8)
        row.addWidget(self._text, 1)
        self.fetch = button(words("Fetch"), self._fetch, role="primary", writes=True)
        row.addWidget(self.fetch)
        whole.addLayout(row)
        self._progress = ProgressStrip(words("Fetching the file"), words("Cancel"))
        self._progress.hide()
        whole.addWidget(self._progress)
        self.hide()

    def show_document(self, document: Document) -> None:
        """Look whether the file of a document is still to be fetched."""
        is_same = self._document is not None and self._document.id == document.id
        self._document = document
        if not is_same:
            self.hide()

        def work(session: Session) -> OfferedExhibit | None:
            return exhibit_offered(session, document.id)

        self._page.context.ask(work, lambda offer: self._show(document.id, offer), asker=self)

    def _show(self, document_id: str, offer: OfferedExhibit | None) -> None:
        if self._document is None or self._document.id != document_id:
            return
        self.setVisible(offer is not None)
        if offer is None:
            return
        words, size = self._words, self._page.wording.size(offer.size_bytes)
        text = words("The file of this document ({size}) is in the shared folder.", size=size)
        if offer.by:
            text = words(
                "The file of this document ({size}, from {name}) is in the shared folder.",
                size=size,
                name=offer.by,
            )
        self._text.setText(text)

    def _fetch(self) -> None:
        document, session = self._document, self._page.context.session
        if document is None:
            return

        def done(fetched: Document) -> None:
            if self._document is not None and self._document.id == fetched.id:
                self.hide()
            self._page.context.say(self._words("File fetched"))
            self.fetched.emit(fetched)

        self._page.context.run(
            lambda task: fetch_offered(session, document.id, progress=task),
            done,
            before=lambda task: self._progress.follow(task, self._words),
        )
