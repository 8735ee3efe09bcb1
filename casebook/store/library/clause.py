"""Clauses of the instruments."""

from __future__ import annotations

from casebook.domain.library.clause import Clause
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, noun_table, text

SHELF = EntityTable(
    noun="clause",
    kind=Clause,
    table=noun_table(
        "clause",
        text("instrument_id", is_indexed=True),
        text("subject"),
        text("text"),
        flag("is_seen"),
        text("article"),
        text("url"),
        text("pack"),
    ),
    words=lambda clause: [SearchText(title=clause.text, body=clause.article)],
)
