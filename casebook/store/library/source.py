"""Sources of the library."""

from __future__ import annotations

from casebook.domain.library.source import Source
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text

SOURCE = EntityTable(
    noun="source",
    kind=Source,
    table=noun_table(
        "source",
        text("title"),
        text("author"),
        text("body"),
        text("type"),
        text("title_original"),
        text("publisher"),
        text("csl_type"),
        parts("issued"),
        parts("published"),
        maybe_text("accessed_on"),
        text("replaces"),
        text("follows"),
        text("history"),
        text("cite_use"),
        text("number"),
        text("ecli"),
        text("url"),
        text("language"),
        parts("topics"),
        text("reliability"),
        text("access"),
        text("verify"),
        text("reading_level"),
        maybe_text("checked_on"),
        text("pack"),
    ),
    words=lambda source: [
        SearchText(
            title=source.title,
            body=f"{source.title_original} {source.author} {source.body} {source.number} {source.ecli}",
        )
    ],
)
