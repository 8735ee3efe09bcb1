"""Contacts of a case: their roles and their reliability in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.person.role import Role
from casebook.services.person import role
from casebook.services.person.role import CaseRole
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.person.contact_form import role_form_spec
from casebook.ui.pages.person.vetting import vetted_by, vetting_column
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip


class Roles(Records[CaseRole, Role]):
    """The contacts with a role in the case."""

    heading_role = "title"
    concerns = frozenset({"role", "contact"})
    bulk_fields = ("kind", "begins", "ends")

    def __init__(self, context: PageContext) -> None:
        self._titles = CaseWords(context.words)
        super().__init__(context, context.words("Case contacts"), _columns(context, self._titles))

    def read(self) -> None:
        """Read the roles."""
        case_id = self.place.id
        self.ask(lambda session: role.of_case(session, case_id), self.show_records)

    def spec(self) -> FormSpec[Role]:
        """A part."""
        return role_form_spec(self.context, self.place.id)

    def record_of(self, row: CaseRole) -> Role:
        """Return the role of a row."""
        return row.role

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new part."""
        return (self.new_step(self.words("Assign role")),)

    def empty_state(self) -> QWidget:
        """Who belongs here."""
        return Empty(
            "contact",
            self.words("No roles yet"),
            self.words(
                "Counsel, interpreters, experts, courts, organisations: who does what in this "
                "case, and whether they have been vetted."
            ),
            self.first_step(self.words("Assign first role")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the contact in its role."""
        row = self.rows.row_at(self.rows.index_of(record_id))
        if row is None:
            return
        role_record, contact, words = row.role, row.contact, self.words
        word, tone, meaning = self._titles.vetting[row.vetting]
        title = role_record.title or self._titles.role_kind[role_record.kind]
        self.details.begin(contact.name, title, (Chip(word, tone, meaning),), self.tools())
        self.details.pairs(
            (
                (words("Also known as"), words.list_of(contact.other_names)),
                (words("Firm or organisation"), contact.body),
                (words("Languages"), self.wording.languages(contact.languages)),
                (words("From"), dates.stated(words, role_record.begins)),
                (words("To"), dates.stated(words, role_record.ends)),
                (words("Vetted by"), vetted_by(words, role_record)),
                (words("Basis"), role_record.basis),
                (words("Remarks"), role_record.remark),
            )
        )
        if contact.channels:
            self.details.heading(words("Contact details"))
            self.details.pairs([(channel.kind, channel.address) for channel in contact.channels])
        self.details.end()


def _columns(context: PageContext, wording: CaseWords) -> tuple[Column[CaseRole], ...]:
    words = context.words
    return (
        Column(
            title=words("Name"),
            text=lambda row: row.contact.name,
            beside=lambda row: row.contact.body,
            look="two-lines",
            width=24,
            stretches=True,
        ),
        Column(
            title=words("Role"),
            text=lambda row: row.role.title or wording.role_kind[row.role.kind],
            width=20,
            stretches=True,
        ),
        vetting_column(words, wording, CaseRole),
    )
