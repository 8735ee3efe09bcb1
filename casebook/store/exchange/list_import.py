"""Imports of lists, newest first."""

from __future__ import annotations

from sqlalchemy import Connection

from casebook.domain.exchange.list_import import ListImport
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import maybe_text, noun_table, number, parts, text

LIST_IMPORT = EntityTable(
    noun="list-import",
    kind=ListImport,
    table=noun_table(
        "list_import",
        text("listed"),
        text("case_id", is_indexed=True),
        text("file_name"),
        text("sha256"),
        text("form"),
        text("imported_at"),
        number("row_count"),
        number("refused_count"),
        parts("rows"),
        maybe_text("undone_at"),
    ),
    title=lambda list_import: list_import.file_name,
)


def newest_first(connection: Connection) -> list[ListImport]:
    """Return every import outside the bin."""
    query = LIST_IMPORT.not_binned().order_by(
        LIST_IMPORT.table.c.imported_at.desc(), LIST_IMPORT.table.c.id.desc()
    )
    return LIST_IMPORT.all(connection, query)
