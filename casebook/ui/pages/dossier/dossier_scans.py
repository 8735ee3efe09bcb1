"""Text recognition of exhibits without text, with its confidence and pages to review."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from casebook.domain.dossier.filings.filing import pages_named
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import Recognition
from casebook.services.evidence import recognition
from casebook.services.evidence.recognition import ScanReport
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.pages.evidence.recognition_parts import LanguageChoice, confidence_chip, recognise_texts
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, line


class Scans(Scrolled):
    """The scans tab."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__(page.words("Scans"))
        self._page, self._words = page, page.words
        self._languages: LanguageChoice | None = None
        self._list = column(gap=8, margins=(12, 12))
        self.body.addLayout(self._list)
        self.progress = ProgressStrip(self._words("Recognising text"), self._words("Cancel"))
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.body.addStretch(1)

    def show_exhibits(self, exhibits: Sequence[Document]) -> None:
        """Show those that are scans."""
        self._page.ask(lambda session: recognition.scans_among(session, exhibits), self._show)

    def _show(self, overview: ScanReport) -> None:
        words = self._words
        tags = {document.language for document, _ in overview.scans}
        chosen = self._languages.chosen if self._languages else ()
        empty_out(self._list)
        self._languages = None
        if not overview.scans:
            self._list.addWidget(
                label(words("Every page of the exhibits has searchable text."), "quiet", wraps=True)
            )
            return
        self._languages = LanguageChoice(self._page, overview.ready, sorted(tags), chosen)
        self._list.addWidget(self._languages)
        for document, read in overview.scans:
            self._add(document, read)
        wanted = [document.id for document, read in overview.scans if read is None]
        if overview.ready.engine and wanted:
            text = words.count(
                "Recognise text in {number} exhibit", "Recognise text in {number} exhibits", len(wanted)
            )
            self._list.addWidget(button(text, partial(self.read_all, wanted), role="primary", meaning="scan"))

    def _add(self, document: Document, read: Recognition | None) -> None:
        words = self._words
        named = label(f"{document.exhibit_mark}  {document.title}".strip(), "strong", wraps=True)
        self._list.addWidget(named)
        row = line(gap=8)
        if read is None:
            row.addWidget(Chip(words("not read"), "grey", "scan"))
            first = 1
        else:
            row.addWidget(confidence_chip(words, read))
            first = next(iter(read.doubtful_pages), 1)
        row.addStretch(1)
        look = button(words("View"), partial(self._page.show_exhibit, document.id, first), role="link")
        look.setAccessibleName(
            words("View exhibit {mark}, page {page}", mark=document.exhibit_mark, page=first)
        )
        row.addWidget(look)
        self._list.addLayout(row)
        if read is not None and read.doubtful_pages:
            doubtful = words("Compare with the image: pages {pages}", pages=pages_named(read.doubtful_pages))
            self._list.addWidget(label(doubtful, "quiet", wraps=True))

    def read_all(self, document_ids: Sequence[str]) -> None:
        """Recognise these, with progress and cancellation; each finished one is saved."""
        languages = self._languages.chosen if self._languages else ()
        recognise_texts(self._page, document_ids, languages, self.progress, lambda _: self._page.read())
