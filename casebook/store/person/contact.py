"""Contacts of cases, and their roles."""

from __future__ import annotations

from sqlalchemy import Connection

from casebook.domain.person.contact import Contact
from casebook.domain.person.role import Role
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text

CONTACT = EntityTable(
    noun="contact",
    kind=Contact,
    table=noun_table(
        "contact",
        text("name", is_indexed=True),
        text("kind"),
        parts("other_names"),
        text("body"),
        parts("languages"),
        parts("channels"),
        text("vetting"),
        text("vetted_by"),
        maybe_text("vetted_on"),
        text("public_key"),
        text("remarks"),
        text("code_name"),
        parts("tags"),
    ),
    words=lambda contact: [
        SearchText(
            title=contact.name,
            body=" ".join(
                (
                    *contact.other_names,
                    contact.code_name,
                    contact.body,
                    contact.kind,
                    contact.remarks,
                    *contact.tags,
                    *(channel.address for channel in contact.channels),
                )
            ),
        )
    ],
    names=lambda contact: (contact.name, *contact.other_names),
)

ROLE = EntityTable(
    noun="role",
    kind=Role,
    table=noun_table(
        "role",
        text("case_id", is_indexed=True),
        text("contact_id", is_indexed=True),
        text("kind"),
        text("title"),
        parts("begins"),
        parts("ends"),
        text("vetting"),
        text("vetted_by"),
        maybe_text("vetted_on"),
        text("basis"),
        text("remark"),
    ),
    words=lambda role: [
        SearchText(
            title=role.title or role.kind,
            body=f"{role.kind} {role.basis} {role.remark}",
            case_id=role.case_id,
        )
    ],
)


def roles_of(connection: Connection, contact_id: str) -> list[Role]:
    """Return the roles of a contact in all cases."""
    return ROLE.all(connection, ROLE.not_binned().where(ROLE.table.c.contact_id == contact_id))
