"""Incidents of repression across borders, in order of day."""

from __future__ import annotations

from casebook.domain.case.incident import Incident
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, sort_day, text

SHELF = EntityTable(
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
    derived=lambda incident: {"sorted_on": incident.on.earliest_on.isoformat()},
    words=lambda incident: [
        SearchText(
            title=incident.what,
            body=(
                f"{incident.method} {incident.place} {incident.agent} "
                f"{incident.corroborated_by} {incident.reported_to}"
            ),
            case_id=incident.case_id,
        )
    ],
)
