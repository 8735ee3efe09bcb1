"""Grounds of a case with their proof, and assurances in order of day."""

from __future__ import annotations

from casebook.domain.case.assurance import Assurance
from casebook.domain.case.ground import Ground
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, sort_day, text

GROUND = EntityTable(
    noun="ground",
    kind=Ground,
    table=noun_table(
        "ground",
        text("case_id", is_indexed=True),
        text("kind"),
        text("title"),
        parts("hooks"),
        text("text"),
        parts("proceeding_ids"),
        parts("proofs"),
    ),
    words=lambda ground: [
        SearchText(
            title=ground.title,
            body=" ".join((ground.text, *ground.hooks, *(proof.element for proof in ground.proofs))),
            case_id=ground.case_id,
        )
    ],
)

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
)
