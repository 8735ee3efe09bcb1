"""Responses to adverse material."""

from __future__ import annotations

from casebook.domain.library.rebuttal import Rebuttal
from casebook.domain.sharing.merge import merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, text

REBUTTAL = EntityTable(
    noun="rebuttal",
    kind=Rebuttal,
    table=noun_table(
        "rebuttal",
        text("case_id", is_indexed=True),
        text("noun"),
        text("record_id"),
        text("text"),
        text("who"),
        text("written_at"),
    ),
    words=lambda rebuttal: [
        SearchText(title=rebuttal.text, body=rebuttal.record_id, case_id=rebuttal.case_id)
    ],
    merge=merging(one=("case_id", "noun", "record_id", "who", "written_at"), prose=("text",)),
)
