"""The imports of lists, and how one is undone that day or later.

What an import added goes to the bin, and what it changed gets its former values from the history. A record
that was changed since is kept as it is and named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casebook.base.errors import Conflict, NotFound
from casebook.base.message import Message
from casebook.domain.case.case import Case
from casebook.domain.exchange.list_import import ListImport, WrittenRow
from casebook.domain.person.person import Person
from casebook.services.base import row_undo
from casebook.services.base.row_undo import KeptRow, Row, Undone
from casebook.services.base.session import Session
from casebook.store.exchange.list_import import newest_first
from casebook.store.registry import table_for
from casebook.store.transaction import Transaction

_ACTION = "list-import"
_OTHER_ROLE = Message("The role in the case was changed since.")


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


def undo(session: Session, import_id: str, *, is_whole: bool = False) -> Undone:
    """Undo an import in one change; what is kept as it is can be undone later.

    Args:
        session: the open vault.
        import_id: of the import.
        is_whole: all or nothing, as where the last change is undone.

    Returns:
        The rows of the list that were undone, without what came beside them, and what was kept.

    Raises:
        NotFound: there is none.
        Conflict: it was undone already; it is to be undone as a whole and a record was changed since.
    """
    with session.store.write(_ACTION + row_undo.UNDO) as transaction:
        list_import = table_for(ListImport).find(transaction.connection, import_id)
        if list_import.undone_at:
            raise Conflict("This import was already undone.")
        kept = _kept_for_role(transaction, list_import)
        held = {one.id for one in kept}
        mark = row_undo.first_entry(transaction, import_id)
        written = [row for row in _rows(list_import.rows) if row[1] not in held]
        undone = row_undo.undo(session, transaction, mark, written)
        undone = replace(undone, kept=(*undone.kept, *kept))
        if is_whole:
            undone.require_whole()
        held = {one.id for one in undone.kept if not one.is_final}
        left = [row for row in list_import.rows if _has_role(row) and row.record not in held]
        _leave_case(transaction, list_import.case_id, left)
        back = {*undone.rows, *((one.noun, one.id) for one in undone.kept if one.is_final)}
        changed = [row for row in list_import.rows if not row.standing and (row.noun, row.record) in back]
        rows = row_undo.marked(list_import.rows, {*changed, *left}, is_undone=True)
        if any(row.is_undone for row in rows):
            undone_at = session.clock() if undone.is_whole else None
            transaction.replace(replace(list_import, rows=rows, undone_at=undone_at))
    lines = {row.record: row.line for row in list_import.rows}
    of_list = [row for row in undone.rows if row[0] == list_import.listed]
    return Undone(
        rows=tuple(dict.fromkeys([*of_list, *((row.noun, row.record) for row in reversed(left))])),
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
        _join_case(transaction, list_import.case_id, [row for row in again if row.standing])
        transaction.replace(replace(list_import, rows=rows, undone_at=None))
    return redone


def _rows(rows: Sequence[WrittenRow]) -> list[Row]:
    """The records to be undone, the last first: what came beside a record goes before it."""
    return [(row.noun, row.record) for row in reversed(rows) if not row.standing and not row.is_undone]


def _has_role(row: WrittenRow) -> bool:
    return row.standing is not None and not row.is_undone


def _case(transaction: Transaction, case_id: str) -> Case | None:
    return table_for(Case).some(transaction.connection, [case_id]).get(case_id)


def _kept_for_role(transaction: Transaction, list_import: ListImport) -> list[KeptRow]:
    """Return the people whose role in the case is no longer the one that the import gave them.

    One who has none any more is not among them: there is nothing to take away.
    """
    case = _case(transaction, list_import.case_id)
    standing = {party.person_id: party.standing for party in case.parties} if case else {}
    return [
        row_undo.kept_row(transaction, row.noun, row.record, _OTHER_ROLE)
        for row in list_import.rows
        if _has_role(row) and standing.get(row.record, row.standing) != row.standing
    ]


def _leave_case(transaction: Transaction, case_id: str, rows: Sequence[WrittenRow]) -> None:
    """Take the roles away that the import gave."""
    case = left = _case(transaction, case_id)
    for row in rows:
        left = left and left.without_party(row.record)
    if left and left != case:
        transaction.replace(left)


def _join_case(transaction: Transaction, case_id: str, rows: Sequence[WrittenRow]) -> None:
    """Give people the roles of the import again, unless they have others by now.

    Raises:
        Conflict: one of them is in the bin, or was deleted.
    """
    case = _case(transaction, case_id)
    if case is None or not rows:
        return
    there = table_for(Person).some(transaction.connection, [row.record for row in rows])
    row_undo.require_unchanged(sum(row.record not in there for row in rows))
    has_role = {party.person_id for party in case.parties}
    for row in rows:
        if row.standing and row.record not in has_role:
            case = case.with_party(row.record, row.standing)
    transaction.replace(case)
