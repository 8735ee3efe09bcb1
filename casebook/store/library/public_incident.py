"""Public incidents of repression across borders."""

from __future__ import annotations

from casebook.domain.library.public_incident import PublicIncident
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import flag, noun_table, parts, text

SHELF = EntityTable(
    noun="public-incident",
    kind=PublicIncident,
    table=noun_table(
        "public_incident",
        text("kind"),
        text("actor"),
        text("summary"),
        flag("is_seen"),
        text("confidence"),
        text("country", is_indexed=True),
        parts("on"),
        parts("named_persons"),
        text("group"),
        text("url"),
        text("reported_in"),
        text("notes"),
        text("conflict"),
        text("pack"),
    ),
    words=lambda incident: [
        SearchText(title=incident.summary, body=" ".join((incident.group, *incident.named_persons)))
    ],
)
