"""The lines of a draft beside the English, to be completed by the office, and who checked the whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.client_paper import PaperTranslation
from casebook.domain.dossier.client_papers.paper_template import LANGUAGE_TITLES, PaperLanguage
from casebook.services.base.session import Session
from casebook.services.dossier.client_papers import paper_wording
from casebook.services.dossier.client_papers.paper_wording import PaperWording, Undo
from casebook.ui.kit import dates
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import beginning, button, hold_back, label
from casebook.ui.widgets.forms.entry import LongEntry, TextEntry
from casebook.ui.widgets.forms.entry_date import DayEntry
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out


class TranslationPane(Scrolled):
    """One entry a line. A change voids the check: it was of another text.

    Args:
        page: on which it stands.
        leave: closes it, where nothing else on the page does.
    """

    def __init__(self, page: Page, leave: Callable[[], None] | None = None) -> None:
        super().__init__(page.words("Translation"))
        self.setProperty("role", "pane")
        self._page, self._leave = page, leave
        self._wording: PaperWording | None = None
        self.entries: dict[str, LongEntry] = {}
        self._lines = column(gap=6, margins=(16, 16))
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_wording(self, paper: str, language: PaperLanguage) -> None:
        """Read the wording of a paper and show its lines."""

        def read(session: Session) -> PaperWording:
            return paper_wording.wording_of(session, paper_wording.template_named(paper), language)

        self._page.context.ask(read, self._show, asker=self)

    def _show(self, wording: PaperWording) -> None:
        words = self._page.words
        self._wording, self.entries = wording, {}
        empty_out(self._lines)
        title = words("Translation: {language}", language=LANGUAGE_TITLES[wording.language])
        self._lines.addWidget(label(title, "strong"))
        if self._leave is not None:
            back = button(words("Back to the declaration"), self._leave, meaning="back")
            self._lines.addWidget(back, 0, beginning())
        self._lines.addWidget(label(self._state(wording), "small", wraps=True))
        for line in wording.template.lines:
            entry = LongEntry(line.english)
            entry.edit.language = wording.language
            entry.set_raw(wording.texts.get(line.id, ""))
            self.entries[line.id] = entry
            self._lines.addWidget(label(line.english, "small", wraps=True, selectable=True))
            self._lines.addWidget(entry)
        self._lines.addWidget(self._step(words("Save wording"), self.save))
        self.checked_by = TextEntry(words("Checked by"))
        self.checked_on = DayEntry(
            words("Checked on"), words, partial(self._page.context.day_reference, "past")
        )
        self._lines.addWidget(label(words("Check of the whole translation"), "strong"))
        about = words(
            "Record a check once someone who knows both languages has read every line beside the English. "
            "The paper can be signed from then on, until a line is changed."
        )
        self._lines.addWidget(label(about, "small", wraps=True))
        for by_whom in (self.checked_by, self.checked_on):
            self._lines.addWidget(label(by_whom.name, "small"))
            self._lines.addWidget(by_whom)
        self._lines.addWidget(self._step(words("Record check"), self.record_check))

    def _state(self, wording: PaperWording) -> str:
        words, kept = self._page.words, wording.translation
        if wording.is_checked and kept and kept.checked_on:
            day = dates.format_date(words, kept.checked_on)
            return words("Translation checked by {name} on {day}", name=kept.checked_by, day=day)
        missing = words.count(
            "Translation not checked; {number} line is not translated.",
            "Translation not checked; {number} lines are not translated.",
            len(wording.untranslated),
        )
        return f"{missing} {words('Such a paper has no lines for signatures.')}"

    def _step(self, title: str, press: object) -> QPushButton:
        made = button(title, press, meaning="done")  # type: ignore[arg-type] # a method
        hold_back(made)
        return made

    def save(self) -> None:
        """Keep the office's wording of every line that was changed."""
        wording = self._wording
        if wording is None:
            return
        texts = {
            name: str(entry.raw)
            for name, entry in self.entries.items()
            if str(entry.raw) != wording.texts.get(name, "")
        }
        paper, language = wording.template.id, wording.language
        self._done(
            lambda session: paper_wording.keep_wording(session, paper, language, texts),
            self._page.words("Translation saved"),
        )

    def record_check(self) -> None:
        """Record who checked the translation as it is saved, and when; today where no day is given."""
        wording = self._wording
        if wording is None:
            return
        paper, language, by = wording.template.id, wording.language, str(self.checked_by.raw)
        try:
            day = self.checked_on.read()
        except InvalidInput as error:
            self._page.context.fail(error)
            return

        def work(session: Session) -> tuple[PaperTranslation, Undo]:
            on = day or session.clock().date()
            return paper_wording.record_check(session, paper, language, checked_by=by, checked_on=on)

        self._done(work, self._page.words("Check recorded"))

    def _done(self, work: object, title: str) -> None:
        page, wording = self._page, self._wording

        def done(kept: tuple[PaperTranslation, Undo]) -> None:
            page.context.did(title, kept[1])
            if wording is not None:
                self.show_wording(wording.template.id, wording.language)

        page.context.ask(work, done, asker=self)  # type: ignore[arg-type] # a function of the session
