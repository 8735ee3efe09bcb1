"""The choices of a paper for a client: whose, which, in what language and form; of a consent its terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.dossier.client_papers.paper_template import (
    LANGUAGE_TITLES,
    ROUTES,
    PaperLanguage,
    paper_language,
)
from casebook.domain.person.person import ConsentPurpose, Person
from casebook.services.dossier.client_papers.client_paper import ClientPaperRequest
from casebook.services.dossier.client_papers.paper_text import ConsentTerms
from casebook.services.dossier.client_papers.paper_wording import given_templates, template_named
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.entry import ChoiceEntry, Entry, RawValue, TextEntry
from casebook.ui.widgets.forms.entry_date import DayEntry
from casebook.ui.widgets.layout.layout import column

PAPERS_DRAFT = gettext_noop("Client papers")
"""What drafts of the choices are kept under, with the case."""


class PaperChoices(QWidget):
    """Labelled entries; those that do not belong to the chosen paper are hidden.

    Attributes:
        changed: something was chosen or typed.
        kept: the paper was saved as chosen.
    """

    changed = Signal()
    kept = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("standing", True)  # noqa: FBT003 - Qt's signature
        words, wording = page.words, page.wording
        self._page = page
        kinds = {
            "questionnaire": words("Questionnaire"),
            "consent": words("Consent form"),
            "authority": words("Letter of authority"),
            "sheet": words("Sheet on the proceeding"),
        }
        self.client = ChoiceEntry(words("Client"), ())
        self.paper = ChoiceEntry(words("Paper"), [(one.id, kinds[one.kind]) for one in given_templates()])
        self.language = ChoiceEntry(words("Language"), [*LANGUAGE_TITLES.items()])
        self.format = ChoiceEntry(words("Format"), ())
        routes = [(route, words(title)) for route, title in ROUTES.items()]
        self.route = ChoiceEntry(words("Route"), [("", words("That of the proceeding")), *routes])
        purposes = [(one, wording.consent_purpose[one]) for one in get_args(ConsentPurpose)]
        self.purpose = ChoiceEntry(words("Purpose"), purposes)
        self.recipient = TextEntry(words("Recipient"))
        self.scope = TextEntry(words("Limits"))
        self.expires = DayEntry(words("Ends on"), words, partial(page.context.day_reference, "future"))
        self._labels: dict[Entry, QWidget] = {}
        whole = column(self, gap=4)
        for entry in self._entries:
            name = label(entry.name, "small")
            self._labels[entry] = name
            whole.addWidget(name)
            whole.addWidget(entry)
        self._languages: dict[str, PaperLanguage] = {}
        self._first_client = ""
        self._restored: Mapping[str, RawValue] = {}
        self.paper.changed.connect(self._offer)
        self.purpose.changed.connect(self._offer)
        self.client.changed.connect(lambda: self.language.set_raw(self._languages.get(self.person_id, "en")))
        for entry in self._entries:
            entry.changed.connect(self.changed)
        self._offer()

    @property
    def _entries(self) -> Sequence[Entry]:
        of_consent = (self.purpose, self.recipient, self.scope, self.expires)
        return (self.client, self.paper, self.language, self.format, self.route, *of_consent)

    @property
    def _named(self) -> dict[str, Entry]:
        """Return the entries by what drafts keep them under."""
        names = ("client", "paper", "language", "format", "route", "purpose", "recipient", "scope", "expires")
        return dict(zip(names, self._entries, strict=True))

    @property
    def values(self) -> dict[str, RawValue]:
        """Return the content as a draft stores it; "" for a client or language that nobody chose."""
        own = {key: entry.raw for key, entry in self._named.items()}
        given = {"client": self._first_client, "language": self._languages.get(self.person_id, "en")}
        return {key: "" if given.get(key) == one else one for key, one in own.items()}

    @property
    def not_sent(self) -> frozenset[str]:
        """Return what the chosen paper does not hold, which stays a draft when it is saved."""
        return frozenset(key for key, entry in self._named.items() if entry.isHidden())

    def set_values(self, values: Mapping[str, RawValue]) -> None:
        """Restore a draft; the client, and again what follows from it, once clients are offered."""
        self._restored = {} if self.person_id else values
        for key, entry in self._named.items():
            is_given = key in {"client", "language"}
            if key in values and (values[key] or not is_given) and (key != "client" or self.person_id):
                entry.set_raw(values[key])
                if key in {"paper", "purpose"}:
                    self._offer()
        self.changed.emit()

    def begin_case(self, case_id: str) -> None:
        """Forget what was typed for another case."""
        draft = f"{PAPERS_DRAFT}/{case_id}"
        if self.property("draft") != draft:
            self.setProperty("draft", draft)
            self._restored = {}
            for entry in (self.recipient, self.scope, self.expires):
                entry.set_raw("")

    def offer_clients(self, clients: Sequence[Person], chosen: str) -> None:
        """Offer the clients of the case; the chosen one first, where it is one of them."""
        former = self.person_id
        self.client.offer([(one.id, one.leading_name) for one in clients])
        if any(one.id == chosen for one in clients):
            self.client.set_raw(chosen)
        if self.person_id != former:
            self._first_client = self.person_id
        self._languages = {one.id: _language_of(one) for one in clients}
        if self.person_id != former:
            self.language.set_raw(self._languages.get(self.person_id, "en"))
        if self._restored and self.person_id:
            self.set_values(self._restored)

    @property
    def person_id(self) -> str:
        """The client who gets it, or ""."""
        return str(self.client.raw)

    def request(self, *, is_preview: bool = False) -> ClientPaperRequest:
        """Return what was chosen.

        Args:
            is_preview: a day that cannot be read yet is left out.

        Raises:
            InvalidInput: the last day of the consent cannot be read.
        """
        kind, _, size = str(self.format.raw).partition("-")
        is_consent = template_named(str(self.paper.raw)).kind == "consent"
        is_sheet = template_named(str(self.paper.raw)).kind == "sheet"
        return ClientPaperRequest(
            case_id=self._page.place.id,
            person_id=self.person_id,
            paper=str(self.paper.raw),
            language=self.language.raw,
            format="form" if kind == "form" else "pdf",
            size="Letter" if size == "Letter" else "A4",
            route=self.route.raw if is_sheet else "",
            purpose=self.purpose.raw if is_consent else "",
            terms=self._terms(is_preview=is_preview) if is_consent else ConsentTerms(),
        )

    def _terms(self, *, is_preview: bool) -> ConsentTerms:
        try:
            ends = self.expires.read()
        except InvalidInput:
            if not is_preview:
                raise
            ends = None
        if self.purpose.raw == "ledger":
            return ConsentTerms(expires_on=ends)
        return ConsentTerms(recipient=str(self.recipient.raw), scope=str(self.scope.raw), expires_on=ends)

    def _offer(self) -> None:
        """Show the entries that the paper has, and the forms it can be given in."""
        words, template = self._page.words, template_named(str(self.paper.raw))
        formats = [
            ("pdf-A4", words("PDF file, {size}", size="A4")),
            ("pdf-Letter", words("PDF file, {size}", size="US Letter")),
        ]
        if template.has_questions:
            formats.append(("form", words("Form for a browser")))
        self.format.offer(formats)
        of_consent = (self.purpose, self.recipient, self.scope, self.expires)
        for entry in (self.route, *of_consent):
            is_shown = template.kind == ("sheet" if entry is self.route else "consent")
            if entry in {self.recipient, self.scope} and self.purpose.raw == "ledger":
                is_shown = False  # nobody knows who will read the ledger
            entry.setVisible(is_shown)
            self._labels[entry].setVisible(is_shown)


def _language_of(client: Person) -> PaperLanguage:
    """Return the first of the client's languages that papers are in, English where there is none."""
    known = map(paper_language, client.languages)
    return next((tag for tag in known if tag), "en")
