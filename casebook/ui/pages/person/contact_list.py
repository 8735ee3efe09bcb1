"""Contacts: everyone related to the cases, their contact details and reliability."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.person.contact import Contact
from casebook.services.base import record
from casebook.services.person import role
from casebook.services.person.role import CaseRole
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.base.tags import tags_column, tags_pair
from casebook.ui.pages.exchange.list_panes import ListPanes
from casebook.ui.pages.person.contact_form import contact_form_spec
from casebook.ui.pages.person.vetting import vetted_by, vetting_column
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.cards.card import CardLine, Opening
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip


class ContactList(Records[Contact, Contact]):
    """Every contact, and the selected one."""

    concerns = frozenset({"contact", "role"})
    is_global = True
    bulk_fields = ("kind", "body", "languages", "vetted_by", "vetted_on", "tags")

    def __init__(self, context: PageContext) -> None:
        self._titles = CaseWords(context.words)
        self._lists = ListPanes(context, "contact", context.words("Import list"))
        super().__init__(context, context.words("Contacts"), _columns(context, self._titles))
        self._lists.stand_above(self)

    def read(self) -> None:
        """Read all, by name."""
        self.ask(
            lambda session: sorted(
                record.every(session, Contact), key=lambda contact: contact.name.casefold()
            ),
            self.show_records,
        )

    def spec(self) -> FormSpec[Contact]:
        """A contact."""
        return contact_form_spec(self.context)

    def fixed_values(self) -> Values:
        """Return nothing: a contact belongs to no case by default."""
        return {}

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return the buttons to import a list and to add a contact."""
        return (
            *self._lists.buttons(),
            self.new_step(self.words("New contact")),
        )

    def empty_state(self) -> QWidget:
        """Who belongs here."""
        return Empty(
            "contact",
            self.words("No contacts yet"),
            self.words(
                "Lawyers, courts, interpreters, doctors, experts, organisations: how to reach them "
                "and whether they have been vetted. You can import a list or contact cards."
            ),
            self.first_step(self.words("Add first contact")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the contact with its roles in cases."""
        contact = self.entity(record_id)
        if contact is not None:
            self.ask(lambda session: (contact, role.of_contact(session, contact.id)), self._detail)

    def _detail(self, answer: tuple[Contact, list[CaseRole]]) -> None:
        contact, parts = answer
        words, pane = self.words, self.details
        word, tone, meaning = self._titles.vetting[contact.vetting]
        beneath = " · ".join(part for part in (self._titles.contact_kind[contact.kind], contact.body) if part)
        pane.begin(contact.name, beneath, (Chip(word, tone, meaning),), self.tools())
        pane.pairs(
            (
                (words("Also known as"), words.list_of(contact.other_names)),
                (words("Languages"), self.wording.languages(contact.languages)),
                (words("Vetted by"), vetted_by(words, contact)),
                (words("Public key"), contact.public_key),
                (words("Remarks"), contact.remarks),
                tags_pair(words, contact),
            )
        )
        if contact.channels:
            pane.heading(words("Contact details"))
            kinds = self._titles.channel_kind
            pane.pairs([(kinds.get(one.kind.lower(), one.kind), one.address) for one in contact.channels])
        if parts:
            pane.heading(words("Roles in cases"))
        for part in parts:
            self._show_part(part)
        pane.end()

    def _show_part(self, part: CaseRole) -> None:
        place = Location(page="case", id=part.case.id, tab="contacts", within=part.role.id)
        opens = Opening(part.case.reference, partial(self.context.go, place))
        word, tone, meaning = self._titles.vetting[part.vetting]
        kind = part.role.title or self._titles.role_kind[part.role.kind]
        self.details.add(CardLine("", kind, status=Chip(word, tone, meaning), opens=opens))


def _columns(context: PageContext, wording: CaseWords) -> tuple[Column[Contact], ...]:
    words = context.words
    return (
        Column(
            title=words("Name"),
            text=lambda row: row.name,
            beside=lambda row: words.list_of(row.other_names),
            look="strong",
            width=24,
            stretches=True,
            edits="name",
        ),
        Column(title=words("Type"), text=lambda row: wording.contact_kind[row.kind], width=14, edits="kind"),
        Column(
            title=words("Firm or organisation"),
            text=lambda row: row.body,
            look="quiet",
            width=20,
            stretches=True,
            edits="body",
            gives_way=1,
        ),
        vetting_column(words, wording, Contact),
        tags_column(words),
    )
