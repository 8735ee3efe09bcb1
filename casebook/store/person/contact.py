"""Contacts of cases, and their roles."""

from __future__ import annotations

from sqlalchemy import Connection

from casebook.domain.person.contact import Contact
from casebook.domain.person.role import Role
from casebook.domain.sharing.merge import WHOLE_PART, FieldBlock, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text

_STRICTEST_VETTING = ("do-not-use", "not-vetted", "vetted")
"""Nobody counts as vetted where somebody else doubts them."""

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
    merge=merging(
        one=("name", "kind", "body", "public_key", "code_name"),
        safest={"vetting": _STRICTEST_VETTING},
        parts={
            "other_names": WHOLE_PART,
            "languages": WHOLE_PART,
            "channels": WHOLE_PART,
            "tags": WHOLE_PART,
        },
        whole={"vetted": FieldBlock(fields=("vetted_by", "vetted_on"))},
        prose=("remarks",),
    ),
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
    merge=merging(
        one=("case_id", "contact_id", "kind", "title", "begins", "ends"),
        safest={"vetting": _STRICTEST_VETTING},
        whole={"vetted": FieldBlock(fields=("vetted_by", "vetted_on", "basis"))},
        prose=("remark",),
    ),
)


def roles_of(connection: Connection, contact_id: str) -> list[Role]:
    """Return the roles of a contact in all cases."""
    return ROLE.all(connection, ROLE.not_binned().where(ROLE.table.c.contact_id == contact_id))
