"""What contacts do in cases."""

from __future__ import annotations

from sqlalchemy import Connection

from casebook.domain.person.role import Role
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text

SHELF = EntityTable(
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


def of_contact(connection: Connection, contact_id: str) -> list[Role]:
    """What a contact does in any case."""
    return SHELF.all(connection, SHELF.standing().where(SHELF.table.c.contact_id == contact_id))
