"""A bulk edit as one step of undo."""

from __future__ import annotations

from casebook.domain.base.bulk_edit import BulkEdit
from casebook.services.base import bulk_undo
from casebook.ui.kit.page_context import PageContext


def did_bulk_edit(context: PageContext, title: str, bulk_edit: BulkEdit) -> None:
    """Report a bulk edit, which is undone and redone as a whole or not at all."""
    context.did(
        title,
        lambda session: bulk_undo.undo(session, bulk_edit.id, is_whole=True),
        redo=lambda session: bulk_undo.redo(session, bulk_edit.id),
    )
