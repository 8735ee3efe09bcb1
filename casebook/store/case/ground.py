"""Grounds of a case with their proof."""

from __future__ import annotations

from casebook.domain.case.ground import Ground
from casebook.domain.sharing.merge import WHOLE_PART, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, text

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
    merge=merging(
        one=("case_id", "kind", "title"),
        parts={
            "hooks": WHOLE_PART,
            "proceeding_ids": WHOLE_PART,
            "proofs": Part(by=("element",)),
        },
        prose=("text",),
    ),
)
