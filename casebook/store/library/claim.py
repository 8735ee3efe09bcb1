"""Checked claims of the op-ed."""

from __future__ import annotations

from casebook.domain.library.claim import Claim
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, text

SHELF = EntityTable(
    noun="claim",
    kind=Claim,
    table=noun_table(
        "claim",
        text("claim"),
        text("result"),
        text("notes"),
        text("url"),
        text("reported_in"),
        parts("countries"),
        text("pack"),
    ),
    words=lambda claim: [SearchText(title=claim.claim, body=claim.notes)],
)
