"""Contacts around cases."""

from __future__ import annotations

from casebook.domain.contact import Contact
from casebook.language.romanise import pinyin_forms
from casebook.store.shelf import Shelf, Words
from casebook.store.table import noun_table, parts, text

SHELF = Shelf(
    noun="contact",
    kind=Contact,
    table=noun_table(
        "contact",
        text("name", is_indexed=True),
        text("kind"),
        text("body"),
        parts("languages"),
        parts("channels"),
        text("vetting"),
        parts("case_ids"),
        text("remarks"),
    ),
    words=lambda contact: [
        Words(
            title=contact.name,
            body=" ".join((contact.body, contact.kind, contact.remarks, *pinyin_forms(contact.name))),
        )
    ],
)
