"""What a client was given: when, whether it came back, and the signed copy of what was signed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.client_paper import ClientPaper
from casebook.domain.dossier.client_papers.paper_template import LANGUAGE_TITLES
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.dossier.client_papers import client_paper
from casebook.services.dossier.client_papers.client_paper import Undo
from casebook.services.dossier.client_papers.paper_wording import template_named
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.field_factories import InCase
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.case.fact_form import document_title
from casebook.ui.pages.wording.values import side_by_side
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.forms.entry_date import DayEntry
from casebook.ui.widgets.forms.entry_find import RecordEntry
from casebook.ui.widgets.layout.layout import column, empty_out, line


class GivenPapers(QWidget):
    """A line for each paper, with what can be done with it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._lines: QVBoxLayout = column(self, gap=6)
        self.signed: RecordEntry | None = None
        self.signed_on: DayEntry | None = None

    def show_papers(self, papers: Sequence[ClientPaper]) -> None:
        """Show what the client was given, the newest first."""
        words = self._page.words
        empty_out(self._lines)
        self.signed = self.signed_on = None
        if papers:
            self._lines.addWidget(label(words("Given to the client"), "strong"))
        for paper in papers:
            self._add(paper)

    def _add(self, paper: ClientPaper) -> None:
        words = self._page.words
        parts = [
            self._title(paper),
            LANGUAGE_TITLES[paper.language],
            dates.format_date(words, paper.given_on),
        ]
        if paper.recipient:
            parts.append(paper.recipient)
        if paper.answered_at:
            day = dates.format_date(words, paper.answered_at.date())
            parts.append(words("answers saved on {day}", day=day))
        row = line(gap=8)
        row.addWidget(label(side_by_side(parts), wraps=True), 1)
        context = self._page.context
        if paper.document_id:
            place = Location(page="case", id=paper.case_id, tab="evidence", within=paper.document_id)
            row.addWidget(button(words("Signed copy"), partial(context.go, place), role="link"))
        elif paper.is_for_signature:
            link = button(words("Link signed copy…"), partial(self._ask_signed, paper), role="link")
            hold_back(link)
            row.addWidget(link)
        take_out = button(
            "", partial(self._remove, paper), role="tool", meaning="bin", name=words("Move to bin")
        )
        hold_back(take_out)
        row.addWidget(take_out)
        self._lines.addLayout(row)

    def _title(self, paper: ClientPaper) -> str:
        template = template_named(paper.paper)
        lines = (one for one in template.shown(paper.variant) if one.kind == "title")
        return next(lines).text_in(self._page.words.language)

    def _ask_signed(self, paper: ClientPaper) -> None:
        """Ask which document is the signed copy, and when it was signed."""
        words, page = self._page.words, self._page
        finder = InCase(page.context, Document, paper.case_id, document_title)
        self.signed = RecordEntry(words("Signed copy"), finder, words)
        self.signed_on = DayEntry(words("Signed on"), words, partial(page.context.day_reference, "past"))
        for entry in (self.signed, self.signed_on):
            self._lines.addWidget(label(entry.name, "small"))
            self._lines.addWidget(entry)
        record_it = button(words("Record signed copy"), partial(self.link, paper), role="primary")
        self._lines.addWidget(record_it)
        self.signed.take_focus()

    def link(self, paper: ClientPaper) -> None:
        """Record the signed copy; of a consent, the consent with it, as one step."""
        if self.signed is None or self.signed_on is None:
            return
        try:
            document_id, day = self.signed.read(), self.signed_on.read()
        except InvalidInput as error:
            self._page.context.fail(error)
            return
        title = self._page.words("Signed copy recorded")

        def done(linked: tuple[ClientPaper, Undo]) -> None:
            self._page.context.did(title, linked[1])

        self._page.context.ask(
            lambda session: client_paper.link_signed(session, paper.id, document_id, signed_on=day), done
        )

    def _remove(self, paper: ClientPaper) -> None:
        context, text = self._page.context, self._page.words("Record of the paper moved to bin")
        context.ask(
            lambda session: record.move_to_bin(session, ClientPaper, paper.id),
            lambda _: context.did(text, lambda session: record.restore(session, ClientPaper, paper.id)),
        )
