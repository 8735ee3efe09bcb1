"""One document: its details, translation, certificate, chain of custody and hash."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtWidgets import QPushButton

from casebook.base.i18n import Translator
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.privilege import owners_of
from casebook.domain.evidence.time_proof import TimeProof
from casebook.services.evidence import custody
from casebook.services.evidence.correspondence import Correspondence, correspondence_of
from casebook.services.evidence.document import Translation, TranslationState, captured_in_words
from casebook.services.evidence.time_proof_words import proof_in_words
from casebook.ui.kit import dates
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.tags import tags_pair
from casebook.ui.pages.wording.media import media_words
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip

_GROUP = 8


def translation_status(translation: Translation, words: Translator) -> tuple[str, Tone | None, str]:
    """Return text, colour and icon of the translation status; empty if none is needed."""
    statuses: dict[TranslationState, tuple[str, Tone | None, str]] = {
        "has-one": (words("translated"), "green", "done"),
        "is-one": (words("translation"), "blue", "translate"),
        "missing": (words("missing"), "amber", "missing"),
    }
    return statuses.get(translation.state, ("", None, ""))


class DocumentDetails(DetailPane):
    """The details of the document selected in the table.

    Attributes:
        tools: makes the tools at the end of its title's line.
        proofs: the proofs of time of the case.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Evidence"))
        self.tools: Callable[[], Sequence[QPushButton]] = tuple
        self.proofs: Sequence[TimeProof] = ()
        self._words, self._wording = page.words, page.wording

    def show_document(
        self, document: Document, translation: Translation, documents: Mapping[str, Document]
    ) -> None:
        """Show this document."""
        words = self._words
        owner = owners_of(documents).get(document.id)
        chips = self._chips(document, translation, is_privileged=document.is_privileged or owner is not None)
        self.begin(document.title, self._wording.document_kind[document.kind], chips, self.tools())
        if owner is not None:
            self.words(words("Privileged as part of “{title}”", title=owner.title), "quiet")
        self.pairs(
            (
                (words("Date"), dates.stated(words, document.dated)),
                (words("Language"), self._wording.language_and_script(document.language)),
                tags_pair(words, document),
                (words("Author"), document.author),
                *self._mail_pairs(document),
                (words("Web address"), document.web_address),
                (words("Captured"), captured_in_words(document, words)),
                (words("Obtained from"), document.obtained_from),
                (words("How"), document.obtained_how),
                (words("Pages"), str(document.page_count or "")),
                (words("Size"), self._wording.size(document.size_bytes)),
                (words("Type"), media_words(document.media_type, words)),
            )
        )
        if translation.other:
            title = words("Translation of") if document.translation_of else words("Place of translation")
            self.heading(title)
            self.beside(self._named(translation.other), self._wording.language(translation.other.language))
        self._show_letters(correspondence_of(document, documents.values()))
        self._show_certificate(
            document if document.certificate else documents.get(document.translation_of) or document
        )
        self._show_custody(document)
        self.heading(words("Hash (SHA-256)"))
        self.words(grouped(document.sha256), "code")
        self._show_proofs(document)
        self.end()

    def _chips(self, document: Document, translation: Translation, *, is_privileged: bool) -> list[Chip]:
        words = self._words
        chips = []
        if document.exhibit_mark:
            chips.append(Chip(words("Exhibit {mark}", mark=document.exhibit_mark), "blue", "evidence"))
        if translation.state == "missing":
            chips.append(Chip(words("translation missing"), "amber", "missing"))
        if not (document.page_count or document.has_text):
            chips.append(Chip(words("not searchable"), "grey", "closed-eye"))
        if is_privileged:
            chips.append(Chip(words("privileged"), "violet", "tight"))
        return chips

    def _mail_pairs(self, document: Document) -> tuple[tuple[str, str], ...]:
        if document.mail is None:
            return ()
        return (
            (self._words("Recipients"), document.mail.recipients),
            (self._words("Sent"), self._sent(document)),
        )

    def _sent(self, document: Document) -> str:
        """When a letter was sent, in the zone that it names; one without a zone as it stands."""
        text = document.mail.sent_at if document.mail else ""
        try:
            moment = datetime.fromisoformat(text) if text else None
        except ValueError:
            return text
        if moment is None:
            return dates.stated(self._words, document.dated)
        return self._words.format_datetime(moment) if moment.tzinfo else text.replace("T", " ")

    def _show_letters(self, letters: Correspondence) -> None:
        words = self._words
        for title, documents in (
            (words("Attached to"), letters.came_with),
            (words("Earlier emails in this conversation"), letters.before),
            (words("Later emails in this conversation"), letters.after),
        ):
            if documents:
                self.heading(title)
            for document in documents:
                beneath = " · ".join(filter(None, (document.author, self._sent(document))))
                self.beside(self._named(document), beneath)

    def _named(self, document: Document) -> str:
        mark = self._words("Exhibit {mark}", mark=document.exhibit_mark) if document.exhibit_mark else ""
        return " · ".join(part for part in (mark, document.title) if part)

    def _show_certificate(self, document: Document) -> None:
        certificate = document.certificate
        if certificate is None:
            return
        words = self._words
        self.heading(words("Translator's certificate"))
        source, target = certificate.languages
        self.pairs(
            (
                (words("Translator"), certificate.translator),
                (
                    words("Languages"),
                    words(
                        "{source} into {target}",
                        source=self._wording.language(source),
                        target=self._wording.language(target),
                    ),
                ),
                (words("Translator's competence"), certificate.competence),
                (words("Accuracy"), certificate.accuracy),
                (words("Signed"), dates.stated(words, certificate.signed_on)),
                (words("Address"), certificate.address),
            )
        )

    def _show_custody(self, document: Document) -> None:
        if not document.custody:
            return
        self.heading(self._words("Chain of custody"))
        for step in document.custody:
            who = " · ".join(part for part in (step.who, custody.reason(step, self._words)) if part)
            at = self._words.format_datetime(step.at)
            if step.kind == "received" and document.obtained_on:
                day = dates.stated(self._words, document.obtained_on)
                at = self._words("{day}; imported {moment}", day=day, moment=at)
            self.step(self._wording.custody[step.kind], at, who)

    def _show_proofs(self, document: Document) -> None:
        covering = [proof for proof in self.proofs if document.id in proof.document_ids]
        if covering:
            self.heading(self._words("Proofs of time"))
        for proof in covering:
            first, *rest = map(self._words, proof_in_words(proof))
            self.beside(first, " ".join(rest))


def grouped(digits: str) -> str:
    """Return a hash in groups for visual comparison."""
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
