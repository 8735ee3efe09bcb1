"""Contacts around cases."""

from __future__ import annotations

from casebook.domain.person.contact import Contact
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text

SHELF = EntityTable(
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
    ),
    words=lambda contact: [
        SearchText(
            title=contact.name,
            body=" ".join(
                (
                    *contact.other_names,
                    contact.body,
                    contact.kind,
                    contact.remarks,
                    *(channel.address for channel in contact.channels),
                )
            ),
        )
    ],
    names=lambda contact: (contact.name, *contact.other_names),
)
