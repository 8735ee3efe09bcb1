"""The imports of lists, and how one is undone that day or later.

What an import added goes to the bin, and what it changed gets its former values from the history. A record
that was changed since is kept as it is and named.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from casebook.base.errors import Conflict, NotFound
from casebook.base.structure import stored
from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.exchange.list_import import ListImport, WrittenRow
from casebook.domain.vault.audit import AuditEntry
from casebook.services.base.record import restore_within
from casebook.services.base.session import Session
from casebook.store.base import audit
from casebook.store.exchange.list_import import newest_first
from casebook.store.registry import table_for, table_named
from casebook.store.transaction import Transaction

_BIN = ("binned_at",)
_UNDO, _REDO = "list-import.undo", "list-import.redo"


@entity
class KeptRow:
    """A record that an undone import left as it is, since it was changed after it.

    Attributes:
        line: of the row that wrote it.
        noun: of the record.
        title: how it is shown.
    """

    id: str
    line: int
    noun: str
    title: str


@entity
class UndoneImport:
    """What became of an import that was undone.

    Attributes:
        count: how many records were removed or given their former values.
        kept: those that were changed since.
    """

    count: int
    kept: tuple[KeptRow, ...] = ()


def every(session: Session) -> list[ListImport]:
    """Return all imports of lists, newest first."""
    with session.store.reading() as connection:
        return newest_first(connection)


def named(session: Session, import_id: str) -> ListImport:
    """Return an import by its id or the beginning of it.

    Raises:
        NotFound: there is none, or several begin so.
    """
    matching = [one for one in every(session) if one.id.startswith(import_id)] if import_id else []
    if len(matching) != 1:
        raise NotFound("There is no import of a list with this ID.", field="id", remedy="Check the ID.")
    return matching[0]


def undo(session: Session, import_id: str) -> UndoneImport:
    """Undo an import in one change.

    Raises:
        NotFound: there is none.
        Conflict: it was undone already.
    """
    with session.store.write(_UNDO) as transaction:
        list_import = table_for(ListImport).find(transaction.connection, import_id)
        if list_import.undone_at:
            raise Conflict("This import was already undone.")
        kept = []
        count = 0
        for row in reversed(list_import.rows):
            if row.standing:
                _leave_case(transaction, list_import.case_id, row)
                continue
            outcome = _undone(session, transaction, list_import, row)
            count += outcome is True and row.noun == list_import.listed
            if isinstance(outcome, KeptRow):
                kept.append(outcome)
        transaction.replace(replace(list_import, undone_at=session.clock()))
    return UndoneImport(count=count, kept=tuple(sorted(kept, key=lambda one: one.line)))


def redo(session: Session, import_id: str) -> None:
    """Write again what an undo of an import took back, in one change.

    Raises:
        NotFound: there is none.
        Conflict: it is not undone.
    """
    with session.store.write(_REDO) as transaction:
        list_import = table_for(ListImport).find(transaction.connection, import_id)
        if not list_import.undone_at:
            raise Conflict("This import is not undone.")
        undone = [one for one in audit.history(transaction.connection, import_id) if one.action == _UNDO][-1]
        for noun, record_id in dict.fromkeys((row.noun, row.record) for row in list_import.rows):
            for entry in audit.history(transaction.connection, record_id):
                if (entry.action, entry.at, entry.noun) == (_UNDO, undone.at, noun):
                    _redone(session, transaction, entry)
        for row in list_import.rows:
            if row.standing:
                _join_case(transaction, list_import.case_id, row)
        transaction.replace(replace(list_import, undone_at=None))


def _redone(session: Session, transaction: Transaction, undone: AuditEntry) -> None:
    """Take back what the undo of an import did to one record, if it is still there."""
    entity_table = table_named(undone.noun)
    if tuple(undone.fields) == _BIN:
        restore_within(session, transaction, entity_table.kind, undone.record_id)
        return
    there = entity_table.find(transaction.connection, undone.record_id)
    values = {**entity_table.audited(there), **json.loads(undone.before)}
    _put_back(session, transaction, stored().structure(values, entity_table.kind))


def _join_case(transaction: Transaction, case_id: str, row: WrittenRow) -> None:
    """Give a person the role of the import again, unless there is another by now."""
    case = table_for(Case).some(transaction.connection, [case_id]).get(case_id)
    if case and row.standing and row.record not in {party.person_id for party in case.parties}:
        transaction.replace(case.with_party(row.record, row.standing))


def _undone(
    session: Session, transaction: Transaction, list_import: ListImport, row: WrittenRow
) -> bool | KeptRow:
    """Undo one row; True where it was, False where its record is gone already."""
    entity_table = table_named(row.noun)
    there = entity_table.some(transaction.connection, [row.record]).get(row.record)
    if there is None:
        return False
    own, later = _since(audit.history(transaction.connection, row.record), list_import)
    kept = KeptRow(id=row.record, line=row.line, noun=row.noun, title=_title(entity_table, there))
    if row.is_new:
        if later:
            return kept
        _to_bin(session, transaction, there)
        return True
    former = json.loads(own.before) if own and own.before else {}
    if not former or any(set(former) & set(entry.fields) for entry in later):
        return kept
    values = {**entity_table.audited(there), **former}
    _put_back(session, transaction, stored().structure(values, entity_table.kind))
    return True


def _since(
    history: Sequence[AuditEntry], list_import: ListImport
) -> tuple[AuditEntry | None, list[AuditEntry]]:
    """The change that the import made, and those after it; to the bin and back, undone and redone is none."""
    action = f"{list_import.listed}.import"
    # The instant of a write is taken when it begins, that of the import's record within it.
    places = [
        at
        for at, entry in enumerate(history)
        if entry.action == action and entry.at <= list_import.imported_at
    ]
    if not places:
        return None, list(history)
    later = [
        entry
        for entry in history[places[-1] + 1 :]
        if tuple(entry.fields) != _BIN and entry.action not in {_UNDO, _REDO}
    ]
    return history[places[-1]], later


def _to_bin(session: Session, transaction: Transaction, record: Entity) -> None:
    transaction.move_to_bin(type(record), record.id)
    if isinstance(record, Event):
        from casebook.services.base.deadline_recalculation import orphan  # it loads the rules

        orphan(transaction, record.id, session.clock())


def _put_back(session: Session, transaction: Transaction, former: Entity) -> None:
    transaction.replace(former)
    if isinstance(former, Event):
        from casebook.services.base.deadline_recalculation import follow

        follow(transaction, former, session.clock())


def _leave_case(transaction: Transaction, case_id: str, row: WrittenRow) -> None:
    """Take a role away that the import gave, unless it was changed since."""
    case = table_for(Case).some(transaction.connection, [case_id]).get(case_id)
    if case is None:
        return
    standing = {party.person_id: party.standing for party in case.parties}
    if standing.get(row.record) == row.standing:
        transaction.replace(case.without_party(row.record))


def _title(entity_table: Any, record: Any) -> str:  # noqa: ANN401 - of any noun
    words = next(iter(entity_table.words(record)), None)
    return str(words.title if words else entity_table.title(record))
