"""Changes of many records, newest first."""

from __future__ import annotations

from sqlalchemy import Connection

from casebook.domain.base.bulk_edit import BulkEdit
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.table import maybe_text, noun_table, parts, text

BULK_EDIT = EntityTable(
    noun="bulk-edit",
    kind=BulkEdit,
    table=noun_table(
        "bulk_edit",
        text("field"),
        text("changed_at"),
        parts("rows"),
        text("case_id", is_indexed=True),
        maybe_text("undone_at"),
    ),
    title=lambda bulk_edit: bulk_edit.field,
)


def newest_first(connection: Connection) -> list[BulkEdit]:
    """Return every change of many records outside the bin."""
    query = BULK_EDIT.not_binned().order_by(BULK_EDIT.table.c.changed_at.desc(), BULK_EDIT.table.c.id.desc())
    return BULK_EDIT.all(connection, query)
