"""Assurances by day."""

from __future__ import annotations

from casebook.domain.case.assurance import Assurance
from casebook.domain.sharing.merge import WHOLE_PART, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, sort_day, text

ASSURANCE = EntityTable(
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
    derived=lambda assurance: {"sorted_on": assurance.given_on.earliest_on.isoformat()},
    words=lambda assurance: [
        SearchText(
            title=assurance.text,
            body=" ".join(
                (assurance.given_by, assurance.monitoring, *(part.reason for part in assurance.assessments))
            ),
            case_id=assurance.case_id,
        )
    ],
    merge=merging(
        one=("case_id", "text", "given_by", "given_on", "proceeding_id", "specificity", "monitoring"),
        parts={"pinpoints": WHOLE_PART, "assessments": Part(by=("factor",)), "earlier": WHOLE_PART},
    ),
)
