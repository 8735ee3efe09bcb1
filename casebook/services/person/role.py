"""Contacts with their roles in a case and their reliability."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.person.contact import Contact, Vetting
from casebook.domain.person.role import Role, vetting_of
from casebook.services.base.session import Session
from casebook.store.person.contact import roles_of
from casebook.store.registry import table_for


@entity
class CaseRole:
    """A contact's role in a case.

    Attributes:
        vetting: of role and contact together; a warning on either holds.
    """

    role: Role
    contact: Contact
    case: Case
    vetting: Vetting

    @property
    def id(self) -> str:
        """The ID of the role."""
        return self.role.id


def of_case(session: Session, case_id: str) -> list[CaseRole]:
    """Return the roles in a case in the order in which they were added.

    Raises:
        NotFound: there is no such case.
    """
    with session.store.reading() as connection:
        case = table_for(Case).find(connection, case_id)
        found = table_for(Role).of_case(connection, case_id)
        contacts = table_for(Contact).some(connection, {role.contact_id for role in found})
    return [_part(role, contacts[role.contact_id], case) for role in found if role.contact_id in contacts]


def of_contact(session: Session, contact_id: str) -> list[CaseRole]:
    """Return the roles of a contact in all cases.

    Raises:
        NotFound: there is no such contact.
    """
    with session.store.reading() as connection:
        contact = table_for(Contact).find(connection, contact_id)
        found = roles_of(connection, contact_id)
        cases = table_for(Case).some(connection, {role.case_id for role in found})
    return [_part(role, contact, cases[role.case_id]) for role in found if role.case_id in cases]


def contacts_of(session: Session, case_id: str) -> list[Contact]:
    """Return the contacts with a role in a case, each once."""
    return list({part.contact.id: part.contact for part in of_case(session, case_id)}.values())


def _part(role: Role, contact: Contact, case: Case) -> CaseRole:
    return CaseRole(role=role, contact=contact, case=case, vetting=vetting_of(role, contact))
