"""One piece of evidence: what it is, its translation, its certificate, its custody and its hash."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton

from casebook.base.i18n import Words
from casebook.domain.evidence.document import Document
from casebook.services.evidence.intake_read import on_kind
from casebook.ui.kit import dates
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.wording.media import media_words
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.details import Details

_COURT_LANGUAGE = "en"
_GROUP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """Where a document stands with translation.

    Attributes:
        state: "not needed", "is one", "has one" or "missing".
        other: the translation, or the original it translates.
    """

    state: str
    other: Document | None = None

    def word(self, words: Words) -> str:
        """The state in a word; "" where none is needed."""
        told = {"has one": words("translated"), "is one": words("translation"), "missing": words("missing")}
        return told.get(self.state, "")

    @property
    def tone(self) -> Tone | None:
        """The state as a colour."""
        tones: dict[str, Tone] = {"has one": "green", "is one": "blue", "missing": "amber"}
        return tones.get(self.state)

    @property
    def meaning(self) -> str:
        """The state as an icon."""
        return {"has one": "done", "is one": "translate", "missing": "missing"}.get(self.state, "")


def translation_of(told: Document, documents: Iterable[Document]) -> Translation:
    """Where a document stands with translation among the documents of its case."""
    if told.translation_of:
        original = next((other for other in documents if other.id == told.translation_of), None)
        return Translation(state="is one", other=original)
    translation = next((other for other in documents if other.translation_of == told.id), None)
    if translation:
        return Translation(state="has one", other=translation)
    if told.language and told.language.partition("-")[0] != _COURT_LANGUAGE:
        return Translation(state="missing")
    return Translation(state="not needed")


class DocumentDetails(Details):
    """What is known of the piece chosen in the table.

    Attributes:
        tools: makes the tools at the end of its title's line.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Evidence"))
        self.tools: Callable[[], Sequence[QPushButton]] = tuple
        self._words, self._wording = page.words, page.wording

    def show_document(
        self, told: Document, translation: Translation, documents: Mapping[str, Document]
    ) -> None:
        """Show this one."""
        words = self._words
        kind, chips = self._wording.document_kind[told.kind], self._chips(told, translation)
        self.begin(told.title, kind, chips, self.tools())
        self.pairs(
            (
                (words("Date"), dates.stated(words, told.dated)),
                (words("Language"), self._wording.language_and_script(told.language)),
                (words("Author"), told.author),
                (words("Obtained from"), told.obtained_from),
                (words("How"), told.obtained_how),
                (words("Pages"), str(told.page_count or "")),
                (words("Size"), self._wording.size(told.size_bytes)),
                (words("Type"), media_words(told.media_type, words)),
            )
        )
        if remark := on_kind(told.media_type):
            self.words(words(remark.text), "quiet")
        if translation.other:
            title = words("Translates") if told.translation_of else words("Translated in")
            self.heading(title)
            self.beside(self._named(translation.other), self._wording.language(translation.other.language))
        self._show_certificate(told if told.certificate else documents.get(told.translation_of) or told)
        self._show_custody(told)
        self.heading(words("Fingerprint (SHA-256)"))
        self.words(grouped(told.sha256), "code")
        self.end()

    def _chips(self, told: Document, translation: Translation) -> list[Chip]:
        words = self._words
        chips = []
        if told.exhibit_mark:
            chips.append(Chip(words("Exhibit {mark}", mark=told.exhibit_mark), "blue", "evidence"))
        if translation.tone and translation.state == "missing":
            chips.append(Chip(words("translation missing"), "amber", "missing"))
        if told.page_count and not told.has_text:
            chips.append(Chip(words("scan without text"), "grey", "scan"))
        if not (told.page_count or told.has_text):
            chips.append(Chip(words("not searched"), "grey", "closed-eye"))
        if told.is_privileged:
            chips.append(Chip(words("privileged"), "violet", "tight"))
        return chips

    def _named(self, told: Document) -> str:
        mark = self._words("Exhibit {mark}", mark=told.exhibit_mark) if told.exhibit_mark else ""
        return " · ".join(part for part in (mark, told.title) if part)

    def _show_certificate(self, told: Document) -> None:
        certificate = told.certificate
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
                (words("Competence"), certificate.competence),
                (words("Accuracy"), certificate.accuracy),
                (words("Signed"), dates.stated(words, certificate.signed_on)),
                (words("Address"), certificate.address),
            )
        )

    def _show_custody(self, told: Document) -> None:
        if not told.custody:
            return
        self.heading(self._words("Custody"))
        for step in told.custody:
            who = " · ".join(part for part in (step.who, step.why) if part)
            self.step(self._wording.custody[step.kind], self._words.moment(step.at), who)


def grouped(digits: str) -> str:
    """A hash in groups that an eye can compare."""
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
