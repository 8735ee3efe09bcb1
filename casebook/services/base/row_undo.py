"""A write of many records undone later: from the history, and without what was changed since.

A write that can be undone leaves a record of itself, the last entry it made; so the history tells which
entries were made with it, and what stood before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from typing import Any, TypeVar

from casebook.base.errors import CasebookError, Conflict, NotFound
from casebook.base.message import NO_MESSAGE, Message
from casebook.base.structure import stored
from casebook.domain.base.bulk_edit import BulkEdit, EditedRecord
from casebook.domain.base.entity import Entity, entity
from casebook.domain.base.reference import references
from casebook.domain.case.event import Event
from casebook.domain.exchange.list_import import ListImport, WrittenRow
from casebook.domain.vault.audit import AuditEntry
from casebook.services.base.form import refuse_contradiction
from casebook.services.base.record import restore_within
from casebook.services.base.session import Session
from casebook.store import record_bin, reference_check
from casebook.store.base import audit
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.migrated_history import as_today
from casebook.store.registry import table_named
from casebook.store.transaction import Transaction

Row = tuple[str, str]
"""Noun and ID of a record."""
W = TypeVar("W", EditedRecord, WrittenRow)
Noted = TypeVar("Noted", BulkEdit, ListImport)
"""What a write leaves of itself."""
UNDO, REDO = ".undo", ".redo"
"""How the actions end that undo such a write and do it again."""
_BIN = ("binned_at",)
_CHANGED = Message("It was changed since.")
_BINNED = Message("It is in the bin.")
_DELETED = Message("It was deleted permanently.")
_HELD = Message("Other records belong to it.")


@entity
class KeptRow:
    """A record that was left as it is.

    Attributes:
        noun: of the record.
        title: how it is shown; "" where it was deleted permanently.
        why: it could not be given back what it was.
    """

    id: str
    noun: str
    title: str
    why: Message

    @property
    def is_final(self) -> bool:
        """Return whether nothing of it is left that could be undone later."""
        return self.why == _DELETED


@entity
class Undone:
    """What became of a write that was undone.

    Attributes:
        rows: the records that are as they were before it.
        kept: those left as they are.
    """

    rows: tuple[Row, ...]
    kept: tuple[KeptRow, ...] = ()

    @property
    def count(self) -> int:
        """Return how many records are as they were."""
        return len(self.rows)

    @property
    def is_whole(self) -> bool:
        """Return whether nothing is left that could be undone later."""
        return all(one.is_final for one in self.kept)

    def require_whole(self) -> None:
        """Require that no record was kept, as where the change before it is undone.

        Raises:
            Conflict: one was; what was undone has to be rolled back.
        """
        require_unchanged(len(self.kept))


def require_unchanged(changed: int) -> None:
    """Require that no record was changed since by which a change of many cannot be undone as a whole.

    Raises:
        Conflict: so many were.
    """
    if changed:
        raise Conflict(
            Message.plural(
                "{number} of the records was changed again or removed since. Nothing was undone.",
                "{number} of the records were changed again or removed since. Nothing was undone.",
                changed,
            ),
            remedy="Undo the newer changes first.",
        )


def named(noted: Iterable[Noted], beginning: str, missing: NotFound) -> Noted:
    """Return the one record of a write whose ID begins so.

    Raises:
        NotFound: `missing`, where there is none, or several begin so.
    """
    matching = [one for one in noted if one.id.startswith(beginning)] if beginning else []
    if len(matching) != 1:
        raise missing
    return matching[0]


def first_entry(transaction: Transaction, record_id: str) -> AuditEntry:
    """Return the entry with which a write put in the record of itself."""
    return audit.history(transaction.connection, record_id)[0]


def last_undo(transaction: Transaction, record_id: str) -> AuditEntry | None:
    """Return the entry of the last undo, of the whole or a part, that was not redone; None without one."""
    undos: list[AuditEntry] = []
    for entry in audit.history(transaction.connection, record_id):
        if entry.action.endswith(UNDO):
            undos.append(entry)
        elif entry.action.endswith(REDO) and undos:
            undos.pop()
    return undos[-1] if undos else None


def undone_by(mark: AuditEntry, rows: Sequence[W]) -> list[W]:
    """Return the rows of a write that the undo with this entry marked as undone."""
    before = json.loads(mark.before).get("rows", ())
    return [row for row, was in zip(rows, before, strict=False) if row.is_undone and not was.get("is_undone")]


def marked(rows: Iterable[W], changed: Collection[W], *, is_undone: bool) -> tuple[W, ...]:
    """Return the rows of a write, those that were changed marked as undone or as not."""
    return tuple(replace(row, is_undone=is_undone) if row in changed else row for row in rows)


def undo(session: Session, transaction: Transaction, mark: AuditEntry, rows: Iterable[Row]) -> Undone:
    """Undo what one write did to records: added ones go to the bin, binned ones come back, fields go back.

    Args:
        session: the open vault.
        transaction: in which it is undone.
        mark: the entry that the write made last.
        rows: the records; their nouns are undone in this order.

    Returns:
        What became of them; one that the write did not change is neither undone nor kept.
    """
    by_noun: dict[str, list[str]] = {}
    for noun, record_id in dict.fromkeys(rows):
        by_noun.setdefault(noun, []).append(record_id)
    ids = [record_id for noun_ids in by_noun.values() for record_id in noun_ids]
    entries = audit.beside(transaction.connection, mark, ids)
    later = audit.after(transaction.connection, mark.number, ids)
    done: list[Row] = []
    kept: list[KeptRow] = []
    for noun, noun_ids in by_noun.items():
        undoing = _Undoing(session, transaction, table_named(noun), noun_ids)
        for record_id in noun_ids:
            if entry := entries.get((noun, record_id)):
                undoing.row(record_id, entry, later.get((noun, record_id), ()))
        undoing.write()
        done += ((noun, record_id) for record_id in undoing.done)
        kept += undoing.kept
    return Undone(rows=tuple(done), kept=tuple(kept))


def kept_row(transaction: Transaction, noun: str, record_id: str, why: Message) -> KeptRow:
    """Return a record that is left as it is; one that is nowhere any more was deleted."""
    title = ""
    with suppress(NotFound):
        title = record_bin.title_of(transaction.connection, noun, record_id)
    return KeptRow(id=record_id, noun=noun, title=title, why=why if title else _DELETED)


class _Undoing:
    """Undoes what a write did to records of one noun.

    Attributes:
        done: ids of those that are as they were.
        kept: those left as they are.
    """

    def __init__(
        self, session: Session, transaction: Transaction, table: EntityTable[Any], ids: Sequence[str]
    ) -> None:
        self._session, self._transaction, self._table = session, transaction, table
        self._there = table.some(transaction.connection, ids)
        self._former: list[Entity] = []
        self.done: list[str] = []
        self.kept: list[KeptRow] = []

    def row(self, record_id: str, entry: AuditEntry, later: Sequence[AuditEntry]) -> None:
        """Undo one entry, given what was written to its record after it; changed fields wait for `write`."""
        there = self._there.get(record_id)
        is_new = "id" in entry.fields  # only that which adds a record names it
        if tuple(entry.fields) == _BIN:
            why = NO_MESSAGE if there else self._restored(record_id)
        elif there is None:
            why = _BINNED
        else:
            why = self._taken_away(there, entry, later) if is_new else self._given_back(there, entry, later)
        if why:
            self._keep(record_id, why)
        else:
            self.done.append(record_id)

    def write(self) -> None:
        """Write the former values; deadlines follow their events."""
        transaction = self._transaction
        transaction.replace_all(self._former)
        for former in self._former:
            if isinstance(former, Event):
                from casebook.services.base.deadline_recalculation import follow  # it loads the rules

                follow(transaction, former, self._session.clock())

    def _keep(self, record_id: str, why: Message) -> None:
        self.kept.append(kept_row(self._transaction, self._table.noun, record_id, why))

    def _restored(self, record_id: str) -> Message:
        try:
            restore_within(self._session, self._transaction, self._table.kind, record_id)
        except NotFound:
            return _DELETED
        except CasebookError as problem:
            return problem.message
        return NO_MESSAGE

    def _taken_away(self, there: Entity, entry: AuditEntry, later: Sequence[AuditEntry]) -> Message:
        """Move an added record to the bin, unless a field was changed or records were added to it since."""
        names = {name for one in later for name in one.fields} - {*_BIN}
        added = as_today(self._table.noun, json.loads(entry.after))
        now = json.loads(json.dumps(self._table.audited(there)))  # as in the history
        if any(name not in added or now.get(name) != added[name] for name in names):
            return _CHANGED
        parts = record_bin.parts_of(self._transaction.connection, self._table, there.id, None)
        if any(part.noun not in record_bin.HIDDEN for part, _ in parts):
            return _HELD  # what came with it was undone before
        self._transaction.move_to_bin(type(there), there.id)
        if isinstance(there, Event):
            from casebook.services.base.deadline_recalculation import orphan  # it loads the rules

            orphan(self._transaction, there.id, self._session.clock())
        return NO_MESSAGE

    def _given_back(self, there: Any, entry: AuditEntry, later: Sequence[AuditEntry]) -> Message:  # noqa: ANN401 - of any noun
        """Give a record the fields it had, unless one of them is no longer what the write made of it."""
        noun = self._table.noun
        before, after = (as_today(noun, json.loads(values)) for values in (entry.before, entry.after))
        # In JSON as in the history, where a tuple is a list.
        now = json.loads(json.dumps(self._table.audited(there)))
        if any(now.get(name) not in (after.get(name), before[name]) for name in before):
            return _CHANGED
        try:
            whole = stored().structure({**now, **before}, self._table.kind)
            names = [part.name for part in fields(there) if part.name in before]
            former = replace(there, **{name: getattr(whole, name) for name in names})
            if later:  # else it stands again exactly as it did
                refuse_contradiction(self._session, former)
            newly_named = set(references(former)) - set(references(there))
            reference_check.require(self._transaction.connection, newly_named)
        except CasebookError as problem:
            return problem.message
        self._former.append(former)
        return NO_MESSAGE
