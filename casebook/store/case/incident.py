"""Incidents of repression across borders, in order of day."""

from __future__ import annotations

from casebook.domain.case.incident import Incident
from casebook.store.base.entity_table import Shelf, Words
from casebook.store.base.table import noun_table, parts, sort_day, text

SHELF = Shelf(
    noun="incident",
    kind=Incident,
    table=noun_table(
        "incident",
        text("case_id", is_indexed=True),
        text("method"),
        parts("on"),
        text("what"),
        text("place"),
        text("agent"),
        parts("person_ids"),
        parts("evidence"),
        text("corroboration"),
        text("corroborated_by"),
        text("reported_to"),
        sort_day(),
    ),
    derived=lambda told: {"sorted_on": told.on.earliest_on.isoformat()},
    words=lambda told: [
        Words(
            title=told.what,
            body=f"{told.method} {told.place} {told.agent} {told.corroborated_by} {told.reported_to}",
            case_id=told.case_id,
        )
    ],
)
