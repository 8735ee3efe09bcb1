"""The notice below the language of a declaration: that of the person, and what can be signed in it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QTimer

from casebook.domain.dossier.client_papers.paper_template import PaperLanguage
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.declaration.signing_needs import against_language, first_language
from casebook.ui.kit.page_context import PageContext
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.field_notice import FieldNotice
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.layout import column


class LanguageNotice(FieldNotice):
    """Presets the first language of whoever is chosen, and says at once what stands against the chosen one.

    Args:
        context: where the person and the translations are looked up.
        form: with `person_id` and `language`.
    """

    def __init__(self, context: PageContext, form: Form) -> None:
        super().__init__(form, "language")
        self._context, self._form = context, form
        self._about = ""
        self._words = label("", wraps=True)
        column(self, gap=0, margins=(8, 10)).addWidget(self._words)
        QTimer.singleShot(0, self, self.look)  # once the form is filled

    def look(self) -> None:
        """Look up the person and the language that are chosen now."""
        entries = self._form.entries
        person_id, language = str(entries["person_id"].raw or ""), str(entries["language"].raw or "")

        def work(session: Session) -> tuple[str, PaperLanguage | None, tuple[str, ...]]:
            person = record.find(session, Person, person_id) if person_id else None
            preset = first_language(person) if person is not None else None
            chosen = cast("PaperLanguage | None", language or preset)
            return person_id, preset, self._against(session, person, chosen)

        self._context.ask(work, self._show, lambda _: True, asker=self)

    def _against(
        self, session: Session, person: Person | None, language: PaperLanguage | None
    ) -> tuple[str, ...]:
        words, remarks = self._context.words, list[str]()
        if person is not None and person.languages and first_language(person) is None:
            remarks.append(
                words(
                    "The first language of this person is {language}, in which no declaration is supplied. "
                    "Choose one that they understand, and enter who interpreted.",
                    language=words.language_name(person.languages[0]),
                )
            )
        need = against_language(session, language) if language is not None else None
        if need is not None:
            remarks.append(
                words(
                    "Nothing can be signed in this language yet. It needs: {what}. Save the draft, then "
                    "choose “Translation and check…”.",
                    what=words(need),
                )
            )
        return tuple(remarks)

    def _show(self, answer: tuple[str, PaperLanguage | None, tuple[str, ...]]) -> None:
        person_id, preset, remarks = answer
        language = self._form.entries["language"]
        if person_id != self._about and preset and not language.raw:
            language.set_raw(preset)
        self._about = person_id
        self._words.setText("\n".join(remarks))
        self.setVisible(bool(remarks))
