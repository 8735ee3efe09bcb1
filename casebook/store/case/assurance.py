"""Assurances given in cases, in order of day."""

from __future__ import annotations

from casebook.domain.case.assurance import Assurance
from casebook.store.base.entity_table import Shelf, Words
from casebook.store.base.table import noun_table, parts, sort_day, text

SHELF = Shelf(
    noun="assurance",
    kind=Assurance,
    table=noun_table(
        "assurance",
        text("case_id", is_indexed=True),
        text("text"),
        text("given_by"),
        parts("given_on"),
        text("proceeding_id"),
        text("specificity"),
        text("monitoring"),
        parts("pinpoints"),
        parts("assessments"),
        parts("earlier"),
        sort_day(),
    ),
    derived=lambda told: {"sorted_on": told.given_on.earliest_on.isoformat()},
    words=lambda told: [
        Words(
            title=told.text,
            body=" ".join((told.given_by, told.monitoring, *(part.reason for part in told.assessments))),
            case_id=told.case_id,
        )
    ],
)
