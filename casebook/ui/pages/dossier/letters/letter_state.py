"""What is shown beside a letter before it is saved: addressee, what keeps it back, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.domain.dossier.letter import RECIPIENTS
from casebook.services.dossier.letters.letter_draft import LetterContact, LetterDraft, LetterGap
from casebook.services.person.consent import OF_ANOTHER, expected
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.nouns import NOUN_TABS
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, empty_out, line


class LetterState(QWidget):
    """Addressee and recipient, problems, and each missing value with the way to it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self._lines = context, column(self, gap=6)
        self._shown: tuple[LetterDraft, str, str] | None = None

    def show_draft(self, draft: LetterDraft, case_id: str, relatives_reason: str) -> None:
        """Show the state of a letter, unless it is the one that is shown.

        Args:
            draft: the letter; its text is shown elsewhere.
            case_id: whose it is.
            relatives_reason: for which it mentions people in China; "" for none.
        """
        shown = replace(draft, lines=()), case_id, relatives_reason
        if shown == self._shown:
            return
        self._shown, words = shown, self._context.words
        empty_out(self._lines)
        self._add(addressee_words(words, draft), "strong")
        self._add(words("Recipient: {recipient}", recipient=words(RECIPIENTS[draft.kind.reader])), "small")
        self._add_problems(draft, relatives_reason)
        for gap in draft.gaps:
            self._add_gap(gap, case_id)
        for provision in draft.unread:
            left = words("Not printed, because its text was not read: {provision}", provision=provision.cite)
            self._add(left, "small")

    def empty(self) -> None:
        """Show nothing: another letter is being made."""
        self._shown = None
        empty_out(self._lines)

    def _add(self, text: str, role: str) -> None:
        self._lines.addWidget(label(text, role, wraps=True))

    def _add_problems(self, draft: LetterDraft, relatives_reason: str) -> None:
        """Add what keeps the letter from being saved, and what it tells of others."""
        words = self._context.words
        for text in (*consent_words(words, draft), *disclosure_words(words, draft)):
            self._add(text, "problem")
        if draft.of_claim:
            text = words(
                "Left out because they mention a claim to protection: facts of {days}. Enter a reason to "
                "include them.",
                days=words.series_of(draft.of_claim),
            )
            self._add(text, "problem")
        if draft.of_relatives:
            self._add(relatives_words(words, draft, relatives_reason), "problem")
        if draft.telling:
            text = words("These paragraphs mention people in China who have not consented to this purpose:")
            self._add(text, "problem")
            for paragraph in draft.telling:
                self._add(paragraph, "small")

    def _add_gap(self, gap: LetterGap, case_id: str) -> None:
        """Add a missing value, with the way to its record or to the part of the case in which it is added."""
        words, row = self._context.words, line(gap=8)
        missing = words("Missing: {value}", value=words(gap.title))
        row.addWidget(label(missing, "problem", wraps=True), 1)
        tab = NOUN_TABS.get(gap.noun) or {"case": "overview", "contact": "contacts"}.get(gap.noun, "")
        if tab:
            place = Location(page="case", id=case_id, tab=tab, within=gap.record_id)
            row.addWidget(button(words("Go to item"), partial(self._context.go, place), role="link"))
        self._lines.addLayout(row)


def relatives_words(words: Translator, draft: LetterDraft, reason: str) -> str:
    """Return what the letter does with facts that tell of people in China."""
    days = words.series_of(draft.of_relatives)
    if reason.strip():
        return words("This letter mentions people in China. Facts of: {days}.", days=days)
    return words(
        "Left out because they mention people in China: facts of {days}. Enter a reason to include them.",
        days=days,
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
