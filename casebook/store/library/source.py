"""Sources of the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, Table

from casebook.domain.library.source import Source, with_successors
from casebook.domain.sharing.merge import WHOLE_PART, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text

STRICTEST_READING_LEVEL = ("none", "secondary", "summary", "document")
"""What somebody else doubts was read is not cited as read."""

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
    comes_with_packs=True,
    merge=merging(
        one=(
            "title",
            "author",
            "body",
            "type",
            "title_original",
            "publisher",
            "csl_type",
            "issued",
            "published",
            "accessed_on",
            "replaces",
            "follows",
            "history",
            "number",
            "ecli",
            "url",
            "language",
            "reliability",
            "access",
            "verify",
            "checked_on",
            "pack",
        ),
        safest={
            "cite_use": ("do-not-cite", "only-as-history", "with-history", "plain"),
            "reading_level": STRICTEST_READING_LEVEL,
        },
        parts={"topics": WHOLE_PART},
    ),
)


def citable(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, Source]:
    """Return the sources outside the bin by ID, or some of them, with what must be said of each.

    A text that a later edition replaced says so, whether a pack or the office holds that edition.
    """
    found = SOURCE.all(connection) if ids is None else SOURCE.some(connection, ids).values()
    successors = SOURCE.known(connection, _replacing)
    return {source.id: source for source in with_successors(found, successors)}


def _replacing(table: Table) -> Select[Any]:
    """Return the query for the sources outside the bin that replace an earlier edition."""
    return SOURCE.not_binned().where(table.c.replaces != "")
