"""Text recognition of exhibits without text, with its confidence and pages to review."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox

from casebook.domain.dossier.filings.filing import pages_named
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import Recognition
from casebook.services.evidence import recognition
from casebook.services.evidence.recognition import Readiness, ScanReport
from casebook.ui.pages.dossier.dossier_page import DossierPage
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, line


class Scans(Scrolled):
    """The scans tab."""

    def __init__(self, page: DossierPage) -> None:
        super().__init__(page.words("Scans"))
        self._page, self._words = page, page.words
        self._languages: dict[str, QCheckBox] = {}
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
        chosen = [name for name, tick in self._languages.items() if tick.isChecked()] or ["eng"]
        empty_out(self._list)
        self._languages = {}
        if not overview.scans:
            self._list.addWidget(
                label(words("Every page of the exhibits has searchable text."), "quiet", wraps=True)
            )
            return
        self._offer(overview.ready, chosen)
        for document, read in overview.scans:
            self._add(document, read)
        wanted = [document.id for document, read in overview.scans if read is None]
        if overview.ready.engine and wanted:
            text = words.count(
                "Recognise text in {number} exhibit", "Recognise text in {number} exhibits", len(wanted)
            )
            self._list.addWidget(button(text, partial(self.read_all, wanted), role="primary", meaning="scan"))

    def _offer(self, ready: Readiness, chosen: Sequence[str]) -> None:
        words = self._words
        if not ready.engine:
            self._list.addWidget(Chip(words("not installed"), "amber", "warning"))
            self._list.addWidget(label(words(ready.remedy), wraps=True))
            return
        text = words("{engine} reads pages on this computer, in memory only. Languages:", engine=ready.engine)
        self._list.addWidget(label(text, "quiet", wraps=True))
        for name in ready.languages:
            tick = TickBox(name)
            tick.setAccessibleName(name)
            tick.setChecked(name in chosen)
            self._languages[name] = tick
            self._list.addWidget(tick)

    def _add(self, document: Document, read: Recognition | None) -> None:
        words = self._words
        named = label(f"{document.exhibit_mark}  {document.title}".strip(), "strong", wraps=True)
        self._list.addWidget(named)
        row = line(gap=8)
        if read is None:
            row.addWidget(Chip(words("not read"), "grey", "scan"))
            first = 1
        else:
            shares = [page.confidence for page in read.pages]
            sure = min(shares, default=0)
            is_sure = not read.doubtful_pages
            word = words("OCR, {share}% confidence", share=sure)
            row.addWidget(Chip(word, "green" if is_sure else "amber", "done" if is_sure else "warning"))
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
        languages = [name for name, tick in self._languages.items() if tick.isChecked()]
        session = self._page.context.session
        self._page.context.run(
            lambda task: recognition.recognise_all(session, document_ids, languages, progress=task),
            lambda _: self._page.read(),
            before=lambda task: self.progress.follow(task, self._words),
        )
