"""Statements of persons."""

from __future__ import annotations

from casebook.domain.evidence.statement import Statement
from casebook.domain.sharing.merge import WHOLE_PART, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text

STATEMENT = EntityTable(
    noun="statement",
    kind=Statement,
    table=noun_table(
        "statement",
        text("case_id", is_indexed=True),
        text("title"),
        text("person_id"),
        text("language"),
        text("translation_language"),
        text("confirmation"),
        text("contact_id"),
        text("translator"),
        text("recorded_by"),
        maybe_text("recorded_on"),
        text("place"),
        parts("ground_ids"),
        parts("paragraphs"),
        parts("read_backs"),
    ),
    words=lambda statement: [
        SearchText(
            title=statement.title,
            body=" ".join(f"{one.text} {one.translation}" for one in statement.paragraphs),
            case_id=statement.case_id,
        )
    ],
    merge=merging(
        one=(
            "case_id",
            "title",
            "person_id",
            "language",
            "translation_language",
            "confirmation",
            "contact_id",
            "translator",
            "recorded_by",
            "recorded_on",
            "place",
        ),
        parts={"ground_ids": WHOLE_PART, "paragraphs": Part(by=("id",))},
        grown=("read_backs",),
    ),
)
