"""What forms, and dossiers of this office begin with."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from casebook.base.errors import CasebookError, InvalidInput
from casebook.domain.base.country_code import country_code
from casebook.domain.base.office import Office
from casebook.services.base import office
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import PageContext
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.dossier.dossier_cover import LANGUAGES
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.entry import ChoiceEntry
from casebook.ui.widgets.forms.field import Field, FieldGrid


class OfficeDefaults(Card):
    """Each field is saved when it is left."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.words("Office"))
        self._context, self._words = context, context.words
        text = self._words("New clients, cases, events and dossiers begin with these. Kept in the casebook.")
        self.body.addWidget(label(text, "quiet", wraps=True))
        self.fields = FieldGrid(self._fields(), self._words("Office"), self._words)
        for entry in self.fields.entries.values():
            if isinstance(entry, ChoiceEntry):
                entry.changed.connect(self.keep)
            for line in entry.findChildren(QLineEdit):
                line.editingFinished.connect(self.keep)
        self.body.addWidget(self.fields)
        self._kept = Office()

    def read(self) -> None:
        """Read the defaults."""
        self._context.ask(office.office, self._show)

    def keep(self) -> None:
        """Save what the fields say, if it differs and can be read."""
        try:
            chosen = Office(**self.fields.read())
        except InvalidInput:
            return
        if chosen == self._kept:
            return

        def work(session: Session) -> Office:
            office.keep_office(session, chosen)
            return chosen

        self._context.ask(work, self._show, self._refused)

    def _show(self, kept: Office) -> None:
        self._kept = self._context.office = kept
        for key, entry in self.fields.entries.items():
            shown = entry.to_raw(getattr(kept, key))
            if entry.raw != shown:
                entry.set_raw(shown)
            self.fields.boxes[key].show_problem("")

    def _refused(self, problem: CasebookError) -> bool:
        if problem.field not in self.fields.boxes:
            return False
        self.fields.refuse(problem.field, problem)
        return True

    def _fields(self) -> tuple[Field, ...]:
        words, makers = self._words, FieldFactory(self._context)
        languages = {tag: words.language_name(tag) for tag in LANGUAGES}
        return (
            Field(
                key="country",
                title=words("Country"),
                makes=makers.country(lambda text: country_code(text, field="country")),
            ),
            Field(key="zone", title=words("Time zone"), makes=makers.zone()),
            Field(key="court", title=words("Usual court or body"), makes=makers.court(), is_wide=True),
            Field(key="lawyer", title=words("Your name"), makes=makers.text()),
            Field(key="firm", title=words("Firm or organisation"), makes=makers.text()),
            Field(key="language", title=words("Language of dossiers"), makes=makers.choice(languages)),
            Field(
                key="numbering",
                title=words("References of cases"),
                makes=makers.text("YYYY-###"),
                help=words(
                    "YYYY is the year, each # a digit of the number. Leave empty to enter each yourself."
                ),
            ),
            Field(
                key="exhibits",
                title=words("Exhibit numbers"),
                makes=makers.text(),
                help=words(
                    "# stands for the number, ## for at least two digits. "
                    "Leave empty for the pattern used last."
                ),
            ),
        )
