"""Grounds of a case with their proof."""

from __future__ import annotations

from casebook.domain.case.ground import Ground
from casebook.store.base.entity_table import Shelf, Words
from casebook.store.base.table import noun_table, parts, text

SHELF = Shelf(
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
    words=lambda told: [
        Words(
            title=told.title,
            body=" ".join((told.text, *told.hooks, *(proof.element for proof in told.proofs))),
            case_id=told.case_id,
        )
    ],
)
