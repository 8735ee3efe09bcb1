"""Notes the version of every value a save writes, in the save's own transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from casebook.domain.sharing.choice import rule_of, said_of, shown_stamp
from casebook.domain.sharing.merge import BLOCK, FieldMerge, MergeKind, MergeRules, is_fixed, key_of
from casebook.domain.sharing.part_order import keyed, placed
from casebook.domain.sharing.version import BINNED, RecordVersion, as_entries, begun, list_of, part_key
from casebook.store.base import version_tables
from casebook.store.base.entity_table import EntityTable
from casebook.store.base.version_tables import BEGINNING, LineClock, link_of
from casebook.store.sharing.outgoing import Outgoing

Values = Mapping[str, Any]
_REPLACED = "INSERT OR IGNORE INTO version VALUES (?, ?, 1, ?, ?, NULL)"
_STANDS_NO_MORE = (
    "UPDATE OR REPLACE version SET is_spent = 1, value = NULL"
    " WHERE record_id = ? AND noun = ? AND is_spent = 0 AND field = ? AND stamp = ?"
)


class VersionNotes:
    """The versions that one write adds; `finish` saves them before the commit."""

    def __init__(self, connection: Connection, at: datetime) -> None:
        self._link = link_of(connection)
        self.clock = LineClock(self._link, at)
        self._begun: list[tuple[str, str, bytes]] = []
        self._outgoing = Outgoing(self._link)

    def added(self, entity_table: EntityTable[Any], values: Values) -> None:
        """Note that a record began, with these values."""
        if is_carried(entity_table, values):
            record_id, stamp = str(values["id"]), self.clock.next()
            self._begun.append((record_id, entity_table.noun, stamp))
            if self._outgoing.is_wanted:
                self._outgoing.add(begun(entity_table.noun, record_id, entity_table.merge, values, stamp))

    def replaced(self, entity_table: EntityTable[Any], old: Values, new: Values) -> None:
        """Note the values of a record that changed."""
        if not is_carried(entity_table, old):
            return
        changed = [
            name
            for name, rule in entity_table.merge.items()
            if rule.kind is not MergeKind.LOCAL and old.get(name) != new.get(name)
        ]
        if changed:
            self._save_begun()
            note = self._note(entity_table.noun, old)
            note.write(entity_table.merge, changed, new)

    def settled(self, entity_table: EntityTable[Any], values: Values, names: Collection[str]) -> None:
        """Note that what stands in these fields of a record is the only version of them."""
        if is_carried(entity_table, values):
            self._save_begun()
            note = self._note(entity_table.noun, values)
            note.settle(entity_table.merge, frozenset(names))

    def binned(self, entity_table: EntityTable[Any], record_id: str, at: str | None) -> None:
        """Note that a record goes to the bin, or comes from it, before its row says so."""
        if not entity_table.merge:
            return
        self._save_begun()
        pack = "pack" if entity_table.comes_with_packs else "''"
        query = f'SELECT binned_at, {pack} FROM "{entity_table.table.name}" WHERE id = ?'  # noqa: S608 - our own names
        binned_at, from_pack = self._link.execute(query, (record_id,)).fetchone()
        if not from_pack:
            note = self._note(entity_table.noun, {"id": record_id})
            note.replace(BINNED, entity_table.merge, binned_at, at)

    def purged(self, noun: str, record_id: str) -> None:
        """Delete the versions of a record, and keep that it is gone."""
        self._save_begun()
        version_tables.purge(self._link, noun, record_id)
        self._outgoing.purge(noun, record_id)

    def hand_on(self, change: RecordVersion) -> None:
        """Hand a change of this casebook on to the others of a team, which was not noted as it was made."""
        self._outgoing.add(change)

    def finish(self) -> None:
        """Save what is still to be saved."""
        self._save_begun()
        self._outgoing.save()
        self.clock.save()

    def _note(self, noun: str, old: Values) -> _RecordNote:
        note = _RecordNote(self._link, self.clock.next(), noun, old)
        self._outgoing.add(note.change)
        return note

    def _save_begun(self) -> None:
        if self._begun:
            query = "INSERT INTO version VALUES (?, ?, 0, '', ?, NULL)"
            self._link.executemany(query, self._begun)
            self._begun = []


def is_carried(entity_table: EntityTable[Any], values: Values) -> bool:
    """Return whether a record may leave this casebook: entries of packs do not, which others have."""
    return bool(entity_table.merge) and not (entity_table.comes_with_packs and values.get("pack"))


class _RecordNote:
    """Writes versions of one record at one stamp."""

    def __init__(self, link: Any, stamp: bytes, noun: str, old: Values) -> None:  # noqa: ANN401 - untyped driver
        self._link, self._stamp, self._noun, self._old = link, stamp, noun, old
        self._id = str(old["id"])
        self.change = RecordVersion(noun=noun, id=self._id)
        """What this write adds to what is known of the record, with the stamp of its beginning."""
        self._rows: dict[str, dict[bytes, str | None]] = {}
        self._standing = set[tuple[str, bytes]]()
        for key, one, value in version_tables.rows_of(link, noun, self._id):
            self._rows.setdefault(key, {})[one] = value
            self._standing.add((key, one))
        beginning = self._rows.pop(BEGINNING, {})
        self.change.began, silent_of = next(iter(beginning.items()), (b"", None))
        self._silent_of = frozenset(json.loads(silent_of or "[]"))

    def write(self, rules: MergeRules, changed: Collection[str], new: Values) -> None:
        """Write the fields that changed, and again what was said of a block that did."""
        keys = dict.fromkeys(key_of(name, rules[name]) for name in changed if not rules[name].is_list)
        names = {name for key in keys for name in rules.by_key[key]}
        old_values, new_values = (
            dict(as_entries(rules, {name: of[name] for name in names if name in of}))
            for of in (self._old, new)
        )
        for key in keys:
            self.replace(key, rules, old_values.get(key), new_values[key])
        for name in rules.lists:
            block = f"{BLOCK}{rules[name].lapses_with}"
            if name in changed or block in keys:
                of_block = self._said_of(block, is_new=block in keys) if rules[name].lapses_with else []
                self._replace_parts(name, rules[name], self._old.get(name) or (), new[name] or (), of_block)

    def settle(self, rules: MergeRules, names: frozenset[str]) -> None:
        """Write these fields, or keys of parts, as they are over every version of them."""
        values = dict(as_entries(rules, self._old))
        keys = (key_of(name, rules[name]) for name in names if name in rules and not rules[name].is_list)
        for key in dict.fromkeys((*keys, *(name for name in names if name == BINNED))):
            self._cover(key, self._register(key, values[key]).keys() - {self._new_stamp(key, values[key])})
            self._put(key, values[key])
        for key, register in self._rows.items():
            name = list_of(key)
            if not names.isdisjoint((key, name)) and name and len(register) > 1:
                self._cover(key, register)
                if key in values:
                    known = _decoded(register)
                    self._put(key, known[shown_stamp(rules[name], known)])

    def _said_of(self, block: str, *, is_new: bool) -> list[str]:
        if is_new:
            return said_of(self.change.began, self._stamp)
        standing = self._rows.get(block)
        if not standing:
            return []
        return said_of(
            self.change.began, next((one for one, value in standing.items() if value is None), b"")
        )

    def replace(self, key: str, rules: MergeRules, old: Any, new: Any) -> None:  # noqa: ANN401 - any JSON
        """Write one value over the one that was shown."""
        rule = rule_of(rules, key)
        if rule is None:
            raise ValueError("a field that changed merges in some way")
        register = self._register(key, old)
        covered = {one for one, value in register.items() if value == old}
        own = self._new_stamp(key, new)
        self._cover(key, (covered | _in_the_way(rule, register, covered, own, new)) - {own})
        self._put(key, new)

    def _register(self, key: str, old: Any) -> dict[bytes, Any]:  # noqa: ANN401 - any JSON
        if key in self._rows:
            return {
                one: old if value is None else json.loads(value) for one, value in self._rows[key].items()
            }
        return {} if key in self._silent_of else {self.change.beginning(key, old): old}

    def _new_stamp(self, key: str, value: Any) -> bytes:  # noqa: ANN401 - any JSON
        return self.change.beginning(key, value) if is_fixed(key) else self._stamp

    def _replace_parts(
        self, name: str, rule: FieldMerge, old: Sequence[Any], new: Sequence[Any], of_block: list[str]
    ) -> None:
        registers = self._part_registers(name, rule, old)
        stood = {key: register[shown_stamp(rule, register)] for key, register in registers.items()}
        parts = {part_key(name, key): part for key, part in keyed(rule, new).items()}
        places = placed(list(parts), {key: value[0] for key, value in stood.items()})
        for key in registers.keys() - parts.keys():
            self._cover(key, registers[key])
        for key, part in parts.items():
            value = [places[key], part, *of_block]
            if stood.get(key) == value:
                continue
            register = registers.get(key, {})
            covered = {one for one, before in register.items() if before == stood[key]}
            self._cover(key, covered | _in_the_way(rule, register, covered, self._stamp, value))
            self._put(key, value)

    def _part_registers(self, name: str, rule: FieldMerge, old: Sequence[Any]) -> dict[str, dict[bytes, Any]]:
        """Return the versions of each part of a list; those it began with get rows of their own now."""
        registers = {key: _decoded(register) for key, register in self._rows.items() if list_of(key) == name}
        if registers:
            return registers
        for place, (key, part) in enumerate(keyed(rule, old).items()):
            whole_key, value = part_key(name, key), [place, part]
            began = self.change.beginning(whole_key, value)
            registers[whole_key] = {began: value}
            self._keep(whole_key, began, value)
        return registers

    def _cover(self, key: str, stamps: Iterable[bytes]) -> None:
        for one in stamps:
            self.change.spent.add((key, one))
            has_row = (key, one) in self._standing
            query = _STANDS_NO_MORE if has_row else _REPLACED
            self._link.execute(query, (self._id, self._noun, key, one))

    def _put(self, key: str, value: Any) -> None:  # noqa: ANN401 - any JSON
        stamp = self._new_stamp(key, value)
        if is_fixed(key):
            version_tables.unspend(self._link, self._noun, self._id, key, [stamp])
        self.change.entries.setdefault(key, {})[stamp] = value
        self._keep(key, stamp, value)

    def _keep(self, key: str, stamp: bytes, value: Any) -> None:  # noqa: ANN401 - any JSON
        """Write a row, without the value where the record's row shows it."""
        text = json.dumps(value, ensure_ascii=False) if list_of(key) else None
        row = (self._id, self._noun, key, stamp, text)
        self._standing.add((key, stamp))
        self._link.execute("INSERT OR REPLACE INTO version VALUES (?, ?, 0, ?, ?, ?)", row)


def _in_the_way(
    rule: FieldMerge,
    register: Mapping[bytes, Any],
    covered: Collection[bytes],
    stamp: bytes,
    new: Any,  # noqa: ANN401 - any JSON
) -> set[bytes]:
    """Return the other versions that would be shown in place of what a person wrote, having seen them."""
    standing = {one: value for one, value in register.items() if one not in covered} | {stamp: new}
    hiding = set[bytes]()
    while (ahead := shown_stamp(rule, standing)) != stamp:
        hiding.add(ahead)
        del standing[ahead]
    return hiding


def _decoded(register: Mapping[bytes, str | None]) -> dict[bytes, Any]:
    return {one: json.loads(value or "null") for one, value in register.items()}
