"""The text of a letter as it would be written, to be read before it is saved, and the letters written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.domain.dossier.letter import Letter
from casebook.domain.dossier.letters.letter_file import FilledLine
from casebook.services.base import record
from casebook.services.dossier.letters.letter_draft import LetterContact, LetterDraft
from casebook.services.person.consent import OF_ANOTHER, expected
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.layout.flow import Scrolled
from casebook.ui.widgets.layout.layout import column, empty_out, line


class LetterPreview(Scrolled):
    """Headings and paragraphs, without the look of the page."""

    def __init__(self, words: Translator) -> None:
        super().__init__(words("Text of the letter"))
        self.setProperty("role", "pane")
        self._lines = column(gap=6, margins=(16, 16))
        self.body.addLayout(self._lines)
        self.body.addStretch(1)

    def show_lines(self, lines: Sequence[FilledLine]) -> None:
        """Show the paragraphs of a letter; numbered ones have the number that Word gives them."""
        empty_out(self._lines)
        number = letter = 0
        for filled in lines:
            text, role = filled.text, ""
            if filled.style.startswith("Heading"):
                role = "strong"
            elif filled.style == "Numbered Paragraph":
                number, letter = number + 1, 0
                text = f"{number}.  {filled.text}"
            elif filled.style == "Lettered Paragraph":
                letter += 1
                text = f"({chr(ord('a') + (letter - 1) % 26)})  {filled.text}"
            elif filled.style == "List Bullet":
                text = f"•  {filled.text}"
            elif filled.style == "Source Line":
                role = "small"
            self._lines.addWidget(label(text, role, wraps=True, selectable=True))


class WrittenLetters(QWidget):
    """The letters written in a case, each with a button that moves it to the bin."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._lines = context, column(self, gap=6)

    def show_letters(self, written: Sequence[Letter]) -> None:
        """Show these letters; nothing where there are none."""
        words = self._context.words
        empty_out(self._lines)
        if written:
            self._lines.addWidget(label(words("Letters written in this case"), "strong"))
        for letter in written:
            row = line(gap=8)
            day = dates.format_date(words, letter.written_at.date()) if letter.written_at else words("draft")
            row.addWidget(label(f"{words(letter.title)} · {day}", wraps=True), 1)
            take_out = button(
                "", partial(self._remove, letter), role="tool", meaning="bin", name=words("Move to bin")
            )
            hold_back(take_out)
            row.addWidget(take_out)
            self._lines.addLayout(row)

    def _remove(self, letter: Letter) -> None:
        context = self._context
        text = context.words("Letter moved to bin")
        context.ask(
            lambda session: record.move_to_bin(session, Letter, letter.id),
            lambda _: context.did(text, lambda session: record.restore(session, Letter, letter.id)),
        )


def contact_words(words: Translator, contact: LetterContact | None, text: str) -> str:
    """Return a text that names a contact, with a mark where they are not vetted for the case."""
    if contact is None or contact.is_vetted:
        return text
    return words.bracketed(text, CaseWords(words).vetting["not-vetted"][0])


def addressee_words(words: Translator, draft: LetterDraft) -> str:
    """Return whom a letter is addressed to, marked as in the list of those offered."""
    chosen = next((one for one in draft.contacts if one.id == draft.contact_id), None)
    to = words("To: {addressee}", addressee=draft.addressee or words("nobody yet"))
    return contact_words(words, chosen, to)


def consent_words(words: Translator, draft: LetterDraft) -> Iterator[str]:
    """Yield whose consent to the purpose is missing."""
    if draft.is_for_another:
        yield words(OF_ANOTHER)
        yield words(expected(draft.readers))
    elif not draft.has_consent:
        yield words("A client has not consented to the purpose of this letter, so it cannot be saved.")
    if draft.unconsented:
        yield words(
            "The persons who gave these exhibits have not consented to the purpose: {marks}.",
            marks=words.list_of(draft.unconsented),
        )


def disclosure_words(words: Translator, draft: LetterDraft) -> Iterator[str]:
    """Yield what the letter discloses by its reference and by its proceeding."""
    if draft.names_in_reference:
        yield words(
            "The case reference in this letter holds a client's name, which its recipient may not know."
        )
    if draft.discloses_claim:
        yield words(
            "This letter instructs the expert in an asylum proceeding. A report states the instructions "
            "that it rests on, so every reader of it learns of the claim."
        )
