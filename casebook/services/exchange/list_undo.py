"""The imports of lists, and how one is undone that day or later.

What an import added goes to the bin, and what it changed gets its former values from the history. A record
that was changed since is kept as it is and named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casebook.base.errors import Conflict, NotFound
from casebook.domain.case.case import Case
from casebook.domain.exchange.list_import import ListImport, WrittenRow
from casebook.services.base import row_undo
from casebook.services.base.row_undo import Row, Undone
from casebook.services.base.session import Session
from casebook.store.exchange.list_import import newest_first
from casebook.store.registry import table_for
from casebook.store.transaction import Transaction

_ACTION = "list-import"


def every(session: Session) -> list[ListImport]:
    """Return all imports of lists, newest first."""
    with session.store.reading() as connection:
        return newest_first(connection)


def named(session: Session, import_id: str) -> ListImport:
    """Return an import by its id or the beginning of it.

    Raises:
        NotFound: there is none, or several begin so.
    """
    missing = NotFound("There is no import of a list with this ID.", field="id", remedy="Check the ID.")
    return row_undo.named(every(session), import_id, missing)


def undo(session: Session, import_id: str) -> Undone:
    """Undo an import in one change; what is kept as it is can be undone later.

    Returns:
        The rows of the list that were undone, without what came beside them, and what was kept.

    Raises:
        NotFound: there is none.
        Conflict: it was undone already.
    """
    with session.store.write(_ACTION + row_undo.UNDO) as transaction:
        list_import = table_for(ListImport).find(transaction.connection, import_id)
        if list_import.undone_at:
            raise Conflict("This import was already undone.")
        left = [
            row for row in reversed(list_import.rows) if _leave_case(transaction, list_import.case_id, row)
        ]
        mark = row_undo.first_entry(transaction, import_id)
        undone = row_undo.undo(session, transaction, mark, _rows(list_import.rows))
        back = set(undone.rows)
        changed = [row for row in list_import.rows if not row.standing and (row.noun, row.record) in back]
        rows = row_undo.marked(list_import.rows, {*changed, *left}, is_undone=True)
        if any(row.is_undone for row in rows):
            undone_at = None if undone.kept else session.clock()
            transaction.replace(replace(list_import, rows=rows, undone_at=undone_at))
    lines = {row.record: row.line for row in list_import.rows}
    of_list = [row for row in undone.rows if row[0] == list_import.listed]
    return Undone(
        rows=tuple(dict.fromkeys([*of_list, *((row.noun, row.record) for row in left)])),
        kept=tuple(sorted(undone.kept, key=lambda one: lines[one.id])),
    )


def redo(session: Session, import_id: str) -> Undone:
    """Write again what the last undo of an import took back, in one change.

    Raises:
        NotFound: there is none.
        Conflict: it is not undone, or a record was changed since.
    """
    with session.store.write(_ACTION + row_undo.REDO) as transaction:
        list_import = table_for(ListImport).find(transaction.connection, import_id)
        mark = row_undo.last_undo(transaction, import_id)
        if mark is None:
            raise Conflict("This import is not undone.")
        again = row_undo.undone_by(mark, list_import.rows)
        rows = row_undo.marked(list_import.rows, set(again), is_undone=False)
        # Those written last first, as they were undone.
        records = [(row.noun, row.record) for row in reversed(again) if not row.standing]
        redone = row_undo.undo(session, transaction, mark, records)
        redone.require_whole()
        for row in again:
            if row.standing:
                _join_case(transaction, list_import.case_id, row)
        transaction.replace(replace(list_import, rows=rows, undone_at=None))
    return redone


def _rows(rows: Sequence[WrittenRow]) -> list[Row]:
    """The records to be undone, the last first: what came beside a record goes before it."""
    return [(row.noun, row.record) for row in reversed(rows) if not row.standing and not row.is_undone]


def _join_case(transaction: Transaction, case_id: str, row: WrittenRow) -> None:
    """Give a person the role of the import again, unless there is another by now."""
    case = table_for(Case).some(transaction.connection, [case_id]).get(case_id)
    if case and row.standing and row.record not in {party.person_id for party in case.parties}:
        transaction.replace(case.with_party(row.record, row.standing))


def _leave_case(transaction: Transaction, case_id: str, row: WrittenRow) -> bool:
    """Take a role away that the import gave, unless it was changed since; returns whether it was."""
    if not row.standing or row.is_undone:
        return False
    case = table_for(Case).some(transaction.connection, [case_id]).get(case_id)
    standing = {party.person_id: party.standing for party in case.parties} if case else {}
    if case is None or standing.get(row.record) != row.standing:
        return False
    transaction.replace(case.without_party(row.record))
    return True
