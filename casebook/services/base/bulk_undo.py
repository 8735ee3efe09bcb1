"""The bulk edits that were made, and how one is undone that day or later.

Each record gets back what it had from the history. One that was changed since is left as it is and named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casebook.base.errors import Conflict, NotFound
from casebook.domain.base.bulk_edit import BulkEdit, EditedRecord
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
    missing = NotFound(
        "There is no bulk edit with this ID.",
        field="id",
        remedy="Run “casebook bulk-edits list” to list them.",
    )
    return row_undo.named(every(session), edit_id, missing)


def undo(session: Session, edit_id: str, *, is_whole: bool = False) -> Undone:
    """Undo a bulk edit in one change; what is left as it is can be undone later.

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
        undone = row_undo.undo(session, transaction, mark, _rows(bulk_edit.rows))
        if is_whole:
            undone.require_whole()
        back = set(undone.rows)
        rows = row_undo.marked(
            bulk_edit.rows, {row for row in bulk_edit.rows if (row.noun, row.record) in back}, is_undone=True
        )
        if any(row.is_undone for row in rows):
            undone_at = session.clock() if undone.is_whole else None
            transaction.replace(replace(bulk_edit, rows=rows, undone_at=undone_at))
    return undone


def redo(session: Session, edit_id: str) -> Undone:
    """Make a bulk edit again, in one change, as far as the last undo took it back.

    Raises:
        NotFound: there is none.
        Conflict: it is not undone, or a record was changed since.
    """
    with session.store.write(_ACTION + row_undo.REDO) as transaction:
        bulk_edit = table_for(BulkEdit).find(transaction.connection, edit_id)
        mark = row_undo.last_undo(transaction, edit_id)
        if mark is None:
            raise Conflict("This bulk edit is not undone.")
        again = row_undo.undone_by(mark, bulk_edit.rows)
        redone = row_undo.undo(session, transaction, mark, [(row.noun, row.record) for row in again])
        redone.require_whole()
        rows = row_undo.marked(bulk_edit.rows, set(again), is_undone=False)
        transaction.replace(replace(bulk_edit, rows=rows, undone_at=None))
    return redone


def _rows(rows: Iterable[EditedRecord]) -> list[Row]:
    return [(row.noun, row.record) for row in rows if not row.is_undone]
