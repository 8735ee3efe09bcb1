"""What a machine read on the pages of documents; found by search as the document."""

from __future__ import annotations

from casebook.domain.evidence.recognition import Recognition
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, text

SHELF = EntityTable(
    noun="recognition",
    kind=Recognition,
    table=noun_table(
        "recognition",
        text("case_id", is_indexed=True),
        text("title"),
        parts("languages"),
        text("engine"),
        text("read_at"),
        parts("pages"),
    ),
    words=lambda recognition: [
        SearchText(title=recognition.title, body=page.text, case_id=recognition.case_id, page=page.number)
        for page in recognition.pages
        if page.words
    ],
    found_as="document",
    unaudited=frozenset({"pages"}),
)
