"""The bulk edits that were made, and how one is undone that day or later.

Each record gets back what it had from the history. One that was changed since is left as it is and named.
"""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import Conflict, NotFound
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.services.base import row_undo
from casebook.services.base.row_undo import Row, Undone
from casebook.services.base.session import Session
from casebook.store.base.bulk_edit import newest_first
from casebook.store.registry import table_for

_ACTION = "bulk-edit"


def every(session: Session) -> list[BulkEdit]:
    """Return all bulk edits, newest first."""
    with session.store.reading() as connection:
        return newest_first(connection)


def named(session: Session, edit_id: str) -> BulkEdit:
    """Return a bulk edit by its id or the beginning of it.

    Raises:
        NotFound: there is none, or several begin so.
    """
    matching = [one for one in every(session) if one.id.startswith(edit_id)] if edit_id else []
    if len(matching) != 1:
        raise NotFound(
            "There is no bulk edit with this ID.",
            field="id",
            remedy="Run “casebook bulk-edits list” to list them.",
        )
    return matching[0]


def undo(session: Session, edit_id: str, *, is_whole: bool = False) -> Undone:
    """Undo a bulk edit in one change; one of which nothing can be undone stays as it is.

    Args:
        session: the open vault.
        edit_id: of the bulk edit.
        is_whole: all or nothing, as where the last change is undone.

    Raises:
        NotFound: there is none.
        Conflict: it was undone already; it is to be undone as a whole and a record was changed since.
    """
    with session.store.write(_ACTION + row_undo.UNDO) as transaction:
        bulk_edit = table_for(BulkEdit).find(transaction.connection, edit_id)
        if bulk_edit.undone_at:
            raise Conflict("This bulk edit was already undone.")
        mark = row_undo.first_entry(transaction, edit_id)
        undone = row_undo.undo(session, transaction, mark, _rows(bulk_edit))
        if is_whole:
            undone.require_whole()
        if undone.rows:
            transaction.replace(replace(bulk_edit, undone_at=session.clock()))
    return undone


def redo(session: Session, edit_id: str) -> Undone:
    """Make a bulk edit again that was undone, in one change, as far as it was undone.

    Raises:
        NotFound: there is none.
        Conflict: it is not undone, or a record was changed since.
    """
    with session.store.write(_ACTION + row_undo.REDO) as transaction:
        bulk_edit = table_for(BulkEdit).find(transaction.connection, edit_id)
        if not bulk_edit.undone_at:
            raise Conflict("This bulk edit is not undone.")
        mark = row_undo.last_undo(transaction, edit_id)
        redone = row_undo.undo(session, transaction, mark, _rows(bulk_edit))
        redone.require_whole()
        transaction.replace(replace(bulk_edit, undone_at=None))
    return redone


def _rows(bulk_edit: BulkEdit) -> list[Row]:
    return [(row.noun, row.record) for row in bulk_edit.rows]
