"""What copies of documents hide; it goes where its document goes, and is not searched."""

from __future__ import annotations

from casebook.domain.evidence.redaction import Redaction
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import noun_table, parts, text

SHELF = EntityTable(
    noun="redaction",
    kind=Redaction,
    table=noun_table("redaction", text("case_id", is_indexed=True), parts("areas"), parts("reviewed")),
)
