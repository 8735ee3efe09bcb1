"""Papers whose particulars are compared."""

from __future__ import annotations

from casebook.domain.request.compared_paper import ComparedPaper
from casebook.domain.sharing.merge import Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, text

COMPARED_PAPER = EntityTable(
    noun="compared-paper",
    kind=ComparedPaper,
    table=noun_table(
        "compared_paper",
        text("case_id", is_indexed=True),
        text("document_id"),
        text("kind"),
        text("side"),
        text("issued_by"),
        parts("particulars"),
        text("note"),
    ),
    title=lambda paper: paper.issued_by or paper.kind,
    words=lambda paper: [
        SearchText(
            title=paper.issued_by or paper.kind,
            body=" ".join((*(one.text for one in paper.particulars), paper.note)),
            case_id=paper.case_id,
        )
    ],
    merge=merging(
        one=("case_id", "document_id", "kind", "side", "issued_by"),
        parts={"particulars": Part(by=("kind", "text", "page"))},
        prose=("note",),
    ),
)
