"""Answers to a questionnaire beside what is recorded: each is taken or left, and all are saved at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from casebook.domain.case.note import Note
from casebook.services.dossier.client_papers import client_answers
from casebook.services.dossier.client_papers.client_answers import AnswerPreview, AnswerRow, Undo
from casebook.services.dossier.client_papers.paper_wording import template_named
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line

_TONES: dict[str, Tone] = {"new": "green", "same": "grey", "differs": "amber", "unclear": "amber"}


class AnswerPane(Scrolled):
    """A tick for each answer; what would replace something is not ticked until somebody does.

    Attributes:
        saved: the ticked answers are in the casebook.
    """

    saved = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Answers"))
        self.setProperty("role", "pane")
        self._page = page
        self._shown: AnswerPreview | None = None
        self.ticks: dict[str, TickBox] = {}
        self._rows = column(gap=10, margins=(16, 16))
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_answers(self, shown: AnswerPreview) -> None:
        """Show the answers of a file; nothing is saved yet."""
        self._shown, self.ticks = shown, {}
        words = self._page.words
        empty_out(self._rows)
        self._rows.addWidget(label(words("Answers of the client"), "strong"))
        about = words(
            "Ticked answers are saved at once. What differs replaces what is recorded only if you tick it; "
            "names, nationalities and languages are added. What no field holds becomes a note on the client."
        )
        self._rows.addWidget(label(about, "small", wraps=True))
        for row in shown.rows:
            self._rows.addWidget(self._card(row, is_taken=row.question in shown.usual))
        self._rows.addWidget(self._save_button())

    def _card(self, row: AnswerRow, *, is_taken: bool) -> QFrame:
        words = self._page.words
        card = frame("card")
        inside = column(card, gap=4, margins=(10, 10))
        head = line(gap=8)
        titles = {one.id: one for one in template_named(self._paper).lines}
        title = titles[row.question].text_in(words.language)
        option = titles.get(row.text)
        chosen = option is not None and option.of == row.question
        text = option.text_in(words.language) if option and chosen else row.text
        tick = TickBox(title)
        tick.setChecked(is_taken)
        tick.setEnabled(row.state != "same")
        self.ticks[row.question] = tick
        head.addWidget(tick, 1)
        states = {
            "new": words("new"),
            "same": words("the same"),
            "differs": words("differs"),
            "unclear": words("not understood: goes into the note"),
        }
        head.addWidget(Chip(states[row.state], _TONES[row.state], ""))
        inside.addLayout(head)
        inside.addWidget(label(text, wraps=True, selectable=True))
        if row.is_cleaned:
            inside.addWidget(
                label(words("Characters that cannot be shown were left out."), "small", wraps=True)
            )
        if row.recorded and row.state != "same":
            recorded = words("Recorded: {value}", value=row.recorded)
            inside.addWidget(label(recorded, "small", wraps=True, selectable=True))
        return card

    @property
    def _paper(self) -> str:
        return self._shown.paper.paper if self._shown else ""

    def _save_button(self) -> QPushButton:
        made = button(self._page.words("Save ticked answers"), self.save, role="primary", meaning="done")
        hold_back(made)
        return made

    def save(self) -> None:
        """Save what is ticked in one change; it can be undone as one step."""
        shown, page = self._shown, self._page
        if shown is None:
            return
        taken = {question for question, tick in self.ticks.items() if tick.isChecked()}

        def done(saved: tuple[Note | None, Undo]) -> None:
            _, undo = saved
            page.context.did(page.words("Answers saved"), undo)
            self.saved.emit()

        page.context.ask(lambda session: client_answers.save(session, shown, taken), done)
