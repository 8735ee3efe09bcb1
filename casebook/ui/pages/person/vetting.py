"""How far a contact is to be relied on: who vetted them, and the column of a list that shows it."""

from __future__ import annotations

from typing import TypeVar

from casebook.base.i18n import Translator
from casebook.domain.person.contact import Contact
from casebook.domain.person.role import Role
from casebook.services.person.role import CaseRole
from casebook.ui.kit import dates
from casebook.ui.models.rows import Column
from casebook.ui.pages.wording.case import CaseWords

VettedRow = TypeVar("VettedRow", Contact, CaseRole)


def vetted_by(words: Translator, subject: Contact | Role) -> str:
    """Return who vetted a contact and when, or that a vetted contact names no one."""
    named = subject.vetted_by or (words("no name recorded") if subject.vetting == "vetted" else "")
    on = dates.format_date(words, subject.vetted_on) if subject.vetted_on else ""
    return " · ".join(part for part in (named, on) if part)


def vetting_column(words: Translator, wording: CaseWords, _: type[VettedRow]) -> Column[VettedRow]:
    """Return the column of a list of these rows."""
    return Column(
        title=words("Vetting"),
        text=lambda row: wording.vetting[row.vetting][0],
        tone=lambda row: wording.vetting[row.vetting][1],
        icon=lambda row: wording.vetting[row.vetting][2],
        width=14,
    )
