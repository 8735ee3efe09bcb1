"""Papers for a client: one is chosen and read, its file is saved, and answers come back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from casebook.base.errors import CasebookError
from casebook.domain.case.case import Case
from casebook.domain.dossier.client_paper import ClientPaper
from casebook.domain.dossier.client_papers.paper_template import DRAFTS, LANGUAGE_TITLES
from casebook.domain.person.person import Person
from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers import client_answers, client_paper
from casebook.services.dossier.client_papers.client_answers import AnswerPreview
from casebook.services.dossier.client_papers.client_paper import ClientPaperDraft
from casebook.services.person import person
from casebook.ui.dialogs.file import pick_files, pick_target
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.dossier.client_papers.answer_pane import AnswerPane
from casebook.ui.pages.dossier.client_papers.given_papers import GivenPapers
from casebook.ui.pages.dossier.client_papers.paper_choices import PaperChoices
from casebook.ui.pages.dossier.client_papers.translation_pane import TranslationPane
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.stack import Stack


class ClientPapersPage(Page):
    """On one side the choices and what was given; on the other the text, a translation, or answers."""

    concerns = frozenset(
        {"client-paper", "paper-translation", "case", "person", "proceeding", "role", "contact"}
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        left, whole = Scrolled(words("Client papers")), column(gap=10, margins=(12, 12))
        left.body.addLayout(whole)
        left.body.addStretch(1)
        self.choices = PaperChoices(self)
        self.choices.changed.connect(self._choose)
        self.go = button(words("Save paper…"), self._save, role="primary", meaning="file")
        hold_back(self.go)
        self.correct = button(words("Translation and check…"), self.show_translation, meaning="edit")
        self.take = button(words("Read answers…"), self._pick_answers, meaning="upload")
        self.given = GivenPapers(self)
        for widget in (self.choices, self.go, self.correct, self.take, self.given):
            whole.addWidget(widget)
        self.text = Scrolled(words("Text of the paper"))
        self.text.setProperty("role", "pane")
        self._lines = column(gap=6, margins=(16, 16))
        self.text.body.addLayout(self._lines)
        self.text.body.addStretch(1)
        self.translation, self.answers = TranslationPane(self), AnswerPane(self)
        self.right = Stack()
        self.answers.saved.connect(lambda: self.right.setCurrentWidget(self.text))
        for pane in (self.text, self.translation, self.answers):
            self.right.addWidget(pane)
        column(self, gap=0).addWidget(Split(left, self.right, (2, 3)), 1)

    def read(self) -> None:
        """Read the clients of the case and what they were given."""
        case_id = self.place.id
        self.ask(lambda session: person.clients_of(session, record.find(session, Case, case_id)), self._offer)

    def show_place(self, place: Location) -> None:
        """Show the papers of a case, of the client the place names."""
        self.right.setCurrentWidget(self.text)
        self.choices.begin_case(place.id)
        super().show_place(place)

    def start_new(self) -> None:
        """Begin with the choice of a paper."""
        self.choices.paper.take_focus()

    def _offer(self, clients: tuple[Person, ...]) -> None:
        self.choices.offer_clients(clients, self.place.within or self.choices.person_id)
        for widget in (self.go, self.take, self.choices):
            widget.setEnabled(bool(clients))
        hold_back(self.go)
        if clients:
            self.preview()
        else:
            self._show_words(self.words("The case has no client yet. Add the client under People."))
            self.given.show_papers(())

    def _choose(self) -> None:
        self.right.setCurrentWidget(self.text)
        self.preview()

    def preview(self) -> None:
        """Make the paper in memory, as it is chosen now; nothing is written."""
        request = self.choices.request(is_preview=True)
        self.correct.setVisible(request.language in DRAFTS)

        def work(session: Session) -> ClientPaperDraft | CasebookError:
            try:
                return client_paper.draft(session, request)
            except CasebookError as error:
                return error  # what stands against it is shown in its place

        case_id, person_id = request.case_id, request.person_id
        self.ask(work, self._show)
        self.ask(lambda session: client_paper.of_case(session, case_id, person_id), self.given.show_papers)

    def _show(self, draft: ClientPaperDraft | CasebookError) -> None:
        if isinstance(draft, CasebookError):
            self._show_words(f"{self.words(draft.title)} {self.words(draft.remedy)}")
            return
        words = self.words
        empty_out(self._lines)
        recipients = {"client": words("the client"), "recipient": words("as named in the consent")}
        reader = recipients[draft.wording.template.reader]
        if draft.variant == "ledger":
            reader = words("nobody outside the office")
        read_by = words("Recipient: {recipient}", recipient=reader)
        self._lines.addWidget(label(read_by, "small"))
        if not draft.wording.is_checked:
            language = LANGUAGE_TITLES[draft.wording.language]
            mark = words("{language}: translation not checked", language=language)
            self._lines.addWidget(label(mark, "problem", wraps=True))
        for one in draft.texts:
            role = "strong" if one.line.kind in {"title", "heading"} else ""
            if one.line.kind == "signature" and not draft.may_be_signed:
                continue
            first = one.english if draft.wording.is_bilingual or not one.text else one.text
            self._lines.addWidget(label(first, role, wraps=True, selectable=True))
            if draft.wording.is_bilingual:
                second = one.text or words("[not translated]")
                self._lines.addWidget(label(second, "small", wraps=True, selectable=True))
        if draft.wording.is_bilingual and not draft.wording.may_be_signed:
            text = words("Not for signature: nobody has checked this translation.")
            self._lines.addWidget(label(text, "problem", wraps=True))

    def _show_words(self, text: str) -> None:
        empty_out(self._lines)
        self._lines.addWidget(label(text, "problem", wraps=True))

    def show_translation(self) -> None:
        """Show the lines of the draft, to be completed and checked."""
        request = self.choices.request(is_preview=True)
        self.translation.show_wording(request.paper, request.language)
        self.right.setCurrentWidget(self.translation)

    def _save(self) -> None:
        request = self.choices.request(is_preview=True)
        out = pick_target(self, self.words, client_paper.file_name(request))
        if out:
            self.save_to(out)

    def save_to(self, out: Path | SaveTarget) -> None:
        """Write the paper to a file outside the casebook, and record that the client was given it."""
        context = self.context
        try:
            request = self.choices.request()
        except CasebookError as error:
            context.fail(error)
            return
        title = self.words("Paper saved. Outside the casebook it is not encrypted.")

        def done(made: tuple[ClientPaper, ClientPaperDraft]) -> None:
            self.choices.kept.emit()
            context.did(title, partial(_take_back, paper_id=made[0].id))

        context.run(lambda _: client_paper.write(context.session, request, out), done)

    def _pick_answers(self) -> None:
        for file in pick_files(self, self.words)[:1]:
            self.open_answers(file)

    def open_answers(self, file: Path | OpenedFile) -> None:
        """Show the answers of a file beside what is recorded of the client."""
        context, case_id, person_id = self.context, self.place.id, self.choices.person_id

        def show(shown: AnswerPreview) -> None:
            self.answers.show_answers(shown)
            self.right.setCurrentWidget(self.answers)

        context.run(
            lambda _: client_answers.preview(context.session, file, case_id=case_id, person_id=person_id),
            show,
            is_wanted=lambda: self.choices.person_id == person_id,
        )


def _take_back(session: Session, paper_id: str) -> None:
    """Take the record of a paper back; its file is outside the casebook."""
    record.move_to_bin(session, ClientPaper, paper_id)
