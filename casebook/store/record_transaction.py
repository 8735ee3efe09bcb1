"""One change of records: rows, search index and audit entries, which are written together or not at all.

Texts are saved without control characters, wherever they come from: see `with_sound_texts`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, Update, bindparam, delete, insert, update

from casebook.domain.base.change import Changes
from casebook.domain.base.entity import Entity
from casebook.domain.base.field import with_sound_texts
from casebook.domain.base.reference import RecordReference, references
from casebook.domain.vault.audit import RecordDifference
from casebook.store import record_bin, record_check, reference_check
from casebook.store.base import audit, search, settings_store
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.registry import table_for, table_named
from casebook.store.sharing.version_note import VersionNotes

E = TypeVar("E", bound=Entity)


@cache
def _update_of(table: Table) -> Update:
    """Return what replaces the row `of_id`, made once, which SQLAlchemy then knows without its parts."""
    return update(table).where(table.c.id == bindparam("of_id"))


class RecordTransaction:
    """The operations of an action: add, replace, bin, restore, purge. Audit and index are automatic."""

    def __init__(self, connection: Connection, action: str, who: str, at: datetime) -> None:
        self.connection = connection
        self._action, self._who, self._at = action, who, at
        self._entries: list[dict[str, object]] = []
        self._touched: dict[str, set[str]] = defaultdict(set)
        self._named: list[RecordReference] = []
        self._versions = VersionNotes(connection, at)
        self._purges = False
        self._open_cases: set[str] = set()
        """Cases that were found outside the bin, and stay there unless this transaction moves them."""

    def add(self, entity: Entity) -> None:
        """Add a new record.

        Raises:
            Conflict: its id, or a value that must be unique, is taken; its case is in the bin.
        """
        self.add_all([entity])

    def add_all(self, entities: Sequence[Entity]) -> None:
        """Add new records of any nouns, those of each noun together; their history has the order given.

        Raises:
            Conflict: the ID of one, or a value that must be unique, is taken; its case is in the bin.
        """
        by_kind: dict[type[Entity], list[Entity]] = defaultdict(list)
        entities = [with_sound_texts(entity) for entity in entities]
        for entity in entities:
            case_id = getattr(entity, "case_id", "")
            if case_id not in self._open_cases:
                record_bin.refuse_binned_case(self.connection, entity)
                self._open_cases.add(case_id)
            by_kind[type(entity)].append(entity)
        for kind, added in by_kind.items():
            entity_table = table_for(kind)
            self.connection.execute(insert(entity_table.table), [entity_table.row(one) for one in added])
            search.index(self.connection, entity_table, added)
        for entity in entities:
            entity_table = table_for(type(entity))
            self._named += references(entity)
            values = entity_table.audited(entity)
            self._versions.added(entity_table, values)
            self._note_change(entity_table, entity.id, None, values)

    def replace(self, entity: E) -> E:
        """Replace the values of a record; does nothing if they are equal.

        Returns:
            The record as it is saved.

        Raises:
            NotFound: there is no record with its id.
        """
        entity = with_sound_texts(entity)
        entity_table = table_for(type(entity))
        old = entity_table.find(self.connection, entity.id)
        if old == entity:
            return entity
        self._write([entity], entity_table)
        self._index_replaced(entity_table, [(old, entity)])
        self._note_replaced(entity_table, old, entity)
        return entity

    def replace_all(self, entities: Sequence[E]) -> None:
        """Replace the values of records of one noun together; those that are equal stay as they are.

        Raises:
            NotFound: one of them is not there, or in the bin.
        """
        if not entities:
            return
        entity_table = table_for(type(entities[0]))
        entities = [with_sound_texts(entity) for entity in entities]
        there = entity_table.some(self.connection, [entity.id for entity in entities])
        for entity in entities:
            if entity.id not in there:
                record_bin.require(self.connection, entity_table, entity.id, is_binned=False)
        changed = [(there[entity.id], entity) for entity in entities if there[entity.id] != entity]
        if changed:
            self._write([entity for _, entity in changed], entity_table)
        self._index_replaced(entity_table, changed)
        for old, entity in changed:
            self._note_replaced(entity_table, old, entity)

    def _write(self, entities: Sequence[E], entity_table: EntityTable[E]) -> None:
        rows = [{"of_id": entity.id, **entity_table.row(entity)} for entity in entities]
        self.connection.execute(_update_of(entity_table.table), rows)

    def _index_replaced(self, entity_table: EntityTable[E], changed: Sequence[tuple[E, E]]) -> None:
        """Index records again of which anything is searched that was not before."""
        again, anew = list[E](), list[E]()
        for old, new in changed:
            before, now = _searched(entity_table, old), _searched(entity_table, new)
            if before == now:
                continue
            (words_before, names_before), (words, names) = before, now
            pages = [one.page for one in words]
            is_alike = names_before == names and [one.page for one in words_before] == pages
            (again if is_alike and len({*pages}) == len(pages) else anew).append(new)
        if again:
            search.index_again(self.connection, entity_table, again)
        if anew:
            search.index_anew(self.connection, entity_table, anew)

    def _note_replaced(self, entity_table: EntityTable[E], old: E, entity: E) -> None:
        named_before = set(references(old))
        self._named += (one for one in references(entity) if one not in named_before)
        before, after = entity_table.audited(old), entity_table.audited(entity)
        self._versions.replaced(entity_table, before, after)
        self._note_change(entity_table, entity.id, before, after)

    def move_to_bin(self, kind: type[E], record_id: str) -> None:
        """Move a record to the bin with all its parts; it can be restored.

        Raises:
            NotFound: there is no such record outside the bin.
        """
        entity_table = table_for(kind)
        self._open_cases.discard(record_id)
        record_bin.require(self.connection, entity_table, record_id, is_binned=False)
        for part, part_id in [
            (entity_table, record_id),
            *record_bin.parts_of(self.connection, entity_table, record_id, None),
        ]:
            self._mark(part, part_id, self._at.isoformat())
            self._forget(part, part_id)

    def restore(self, kind: type[E], record_id: str) -> None:
        """Restore a record from the bin, with everything removed together with it that waits for nobody.

        Raises:
            NotFound: there is no such record in the bin.
        """
        entity_table = table_for(kind)
        at = record_bin.require(self.connection, entity_table, record_id, is_binned=True)
        parts = record_bin.parts_of(self.connection, entity_table, record_id, at)
        for part, part_id in [
            (entity_table, record_id),
            *(one for one in parts if not record_bin.waits(self.connection, *one)),
        ]:
            self._mark(part, part_id, None)
            self._index(part, part.find(self.connection, part_id))

    def purge(self, kind: type[E], record_id: str) -> None:
        """Delete a record permanently: row, search words, drafts that name it, and history values.

        What remains is that it was there and who purged it when.

        Raises:
            NotFound: there is none.
        """
        from casebook.store.base import device_tables  # what few writes need
        from casebook.store.exchange import outcome_pack
        from casebook.store.sharing import handover

        entity_table = table_for(kind)
        record = entity_table.find(self.connection, record_id)
        self.connection.execute(delete(entity_table.table).where(entity_table.table.c.id == record_id))
        self._forget(entity_table, record_id)
        names = tuple(entity_table.names(record))
        settings_store.forget_about(self.connection, record_id, names)
        handover.forget_names(self.connection, names)
        outcome_pack.forget_names(self.connection, names)
        device_tables.forget_declined(self.connection, entity_table.noun, record_id)
        audit.blank(self.connection, entity_table.noun, record_id)
        self._versions.purged(entity_table.noun, record_id)
        self._note(entity_table, record_id, (), "", "")
        self._purges = True

    def keep_local(self, entity: Entity) -> None:
        """Write a record of this casebook alone that follows from others; what it names may come later."""
        entity_table = table_for(type(entity))
        table = entity_table.table
        old = entity_table.some(self.connection, [entity.id]).get(entity.id)
        if old == entity:
            return
        if old is None:
            self.connection.execute(insert(table), [entity_table.row(entity)])
            search.index(self.connection, entity_table, [entity])
        else:
            row = entity_table.row(entity)
            self.connection.execute(update(table).where(table.c.id == entity.id).values(row))
            self._index_replaced(entity_table, [(old, entity)])
        before = entity_table.audited(old) if old else None
        self._note_change(entity_table, entity.id, before, entity_table.audited(entity))

    def discard(self, kind: type[E], record_id: str) -> None:
        """Delete a record that is of this casebook alone; unlike a purge it keeps its history, and no mark.

        Raises:
            NotFound: there is none.
        """
        entity_table = table_for(kind)
        record = entity_table.find(self.connection, record_id)
        self.connection.execute(delete(entity_table.table).where(entity_table.table.c.id == record_id))
        self._forget(entity_table, record_id)
        self._note_change(entity_table, record_id, entity_table.audited(record), None)

    def accept(self, difference: RecordDifference) -> None:
        """Accept the current state of a record as its history from now on: one entry, with both versions."""
        entity_table = table_named(difference.noun)
        recorded, row = record_check.compared(self.connection, difference.noun, difference.record_id)
        names = [
            name
            for name in (row or recorded or {})
            if row is None or recorded is None or row[name] != recorded[name]
        ]
        before, after = (
            "" if values is None else json.dumps({name: values[name] for name in names}, ensure_ascii=False)
            for values in (recorded, row)
        )
        self._note(entity_table, difference.record_id, tuple(names), before, after)

    def finish(self, key: bytes) -> Changes:
        """Check references, chain the audit entries and return the changes; called before the commit.

        Records may name others that come later in the same write, and keep naming what they named before.

        Raises:
            NotFound: a record names one that is not there.
        """
        reference_check.require(self.connection, self._named)
        self._versions.finish()
        audit.append(self.connection, key, self._entries)
        if self._purges:
            record_bin.sweep(self.connection)
        return Changes(
            action=self._action, touched={noun: frozenset(ids) for noun, ids in self._touched.items()}
        )

    def _mark(self, entity_table: EntityTable[Any], record_id: str, binned_at: str | None) -> None:
        self._versions.binned(entity_table, record_id, binned_at)
        self._set_binned(entity_table, record_id, binned_at)

    def _set_binned(self, entity_table: EntityTable[Any], record_id: str, binned_at: str | None) -> None:
        self.connection.execute(
            update(entity_table.table).where(entity_table.table.c.id == record_id).values(binned_at=binned_at)
        )
        self._note(entity_table, record_id, ("binned_at",), "", json.dumps({"binned_at": binned_at}))

    def _index(self, entity_table: EntityTable[Any], entity: Entity) -> None:
        search.index(self.connection, entity_table, [entity])

    def _forget(self, entity_table: EntityTable[Any], record_id: str) -> None:
        search.forget(self.connection, entity_table.noun, record_id)

    def _note_change(
        self,
        entity_table: EntityTable[Any],
        record_id: str,
        old: dict[str, object] | None,
        new: dict[str, object] | None,
    ) -> None:
        names = [name for name in (new or old or {}) if (old or {}).get(name) != (new or {}).get(name)]
        before = json.dumps({name: old[name] for name in names}, ensure_ascii=False) if old else ""
        after = json.dumps({name: new[name] for name in names}, ensure_ascii=False) if new else ""
        self._note(entity_table, record_id, tuple(names), before, after)

    def _note(
        self, entity_table: EntityTable[Any], record_id: str, names: tuple[str, ...], before: str, after: str
    ) -> None:
        self._touch(entity_table, record_id)
        self._entries.append(
            {
                "at": self._at.isoformat(),
                "who": self._who,
                "action": self._action,
                "noun": entity_table.noun,
                "record_id": record_id,
                "fields": list(names),
                "before": before,
                "after": after,
            }
        )

    def _touch(self, entity_table: EntityTable[Any], record_id: str) -> None:
        self._touched[entity_table.found_as or entity_table.noun].add(record_id)


def _searched(entity_table: EntityTable[Any], entity: Entity) -> tuple[list[SearchText], list[str]]:
    """Return what search finds a record by; while it is unchanged, the index is not updated."""
    return list(entity_table.words(entity)), list(entity_table.names(entity))
