"""Decisions on transfers to China."""

from __future__ import annotations

from casebook.domain.library.decision import Decision
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, noun_table, parts, text

SHELF = EntityTable(
    noun="decision",
    kind=Decision,
    table=noun_table(
        "decision",
        text("court"),
        text("forum"),
        text("country", is_indexed=True),
        text("title"),
        text("person_type"),
        text("requesting_party"),
        text("procedure"),
        text("outcome"),
        text("summary"),
        flag("is_seen"),
        text("confidence"),
        parts("decided_on"),
        text("number"),
        text("ecli"),
        parts("grounds"),
        flag("has_assurances"),
        text("assurances_assessment"),
        text("url"),
        text("reported_in"),
        text("notes"),
        text("matter"),
        text("pack"),
    ),
    words=lambda decision: [
        SearchText(
            title=decision.title,
            body=f"{decision.court} {decision.number} {decision.ecli} {decision.summary}",
        )
    ],
)
