"""Records with all their versions, read from the tables and written back: for what comes from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casebook.domain.base.field import with_sound_texts
from casebook.domain.sharing.merge import MergeRules, is_fixed
from casebook.domain.sharing.part_order import keyed
from casebook.domain.sharing.version import (
    BINNED,
    RecordVersion,
    as_entries,
    list_of,
    part_key,
)
from casebook.store.base.version_tables import BEGINNING, VersionRow

Row = tuple[str, str, str, bytes, str | None]
"""Record, noun, key, stamp and value, as the table has them."""


def loaded(
    noun: str,
    record_id: str,
    rules: MergeRules,
    values: Mapping[str, Any] | None,
    rows: Iterable[VersionRow],
) -> RecordVersion:
    """Return all versions of a record, without what was replaced.

    Their texts have no control characters, which earlier saves kept: no other casebook would read them.

    Args:
        noun: of the record.
        record_id: of the record.
        rules: of its noun.
        values: of its row as JSON has them, with `binned_at`; None where it has none yet.
        rows: of its versions.
    """
    version = RecordVersion(noun=noun, id=record_id, is_begun=values is not None)
    silent_of = frozenset[str]()
    texts: dict[str, dict[bytes, str | None]] = {}
    for key, stamp, text in rows:
        if key == BEGINNING:
            version.is_begun, version.began = True, stamp
            silent_of = frozenset(json.loads(text or "[]"))
        else:
            texts.setdefault(key, {})[stamp] = text
    written = {*texts, *map(list_of, texts)}
    shown = dict(as_entries(rules, values)) if values is not None else {}
    for key, value in shown.items():
        if (list_of(key) or key) not in written and key not in silent_of:
            version.entries[key] = {version.beginning(key, value): with_sound_texts(value)}
    for key, register in texts.items():
        stored_first = sorted(register, key=lambda stamp: register[stamp] is not None)
        version.entries[key] = {
            stamp: with_sound_texts(shown.get(key) if (text := register[stamp]) is None else json.loads(text))
            for stamp in (stored_first if is_fixed(key) else register)
        }
    return version


def rows_for(
    version: RecordVersion,
    rules: MergeRules,
    stamps: Mapping[str, bytes],
    values: Mapping[str, Any] | None,
) -> list[Row]:
    """Return the rows that keep all versions of a record beside its row.

    Args:
        version: of the record.
        rules: of its noun.
        stamps: of what its row shows, by key.
        values: those of its row; None where it has none.
    """
    as_begun = set(_as_begun(version, rules, stamps, values)) if values is not None else set[str]()
    rows: list[Row] = []
    for key, register in version.entries.items():
        if key in as_begun:
            continue
        for stamp, value in register.items():
            is_shown = values is not None and not list_of(key) and stamps.get(key) == stamp
            text = None if is_shown else json.dumps(value, ensure_ascii=False)
            rows.append((version.id, version.noun, key, stamp, text))
    silent_of = [key for key in (*rules.by_key, BINNED) if key not in stamps]
    if version.is_begun and (version.began or silent_of or values is None):
        text = json.dumps(silent_of) if silent_of and values is not None else None
        rows.append((version.id, version.noun, BEGINNING, version.began, text))
    return rows


def _as_begun(
    version: RecordVersion,
    rules: MergeRules,
    stamps: Mapping[str, bytes],
    values: Mapping[str, Any],
) -> Iterator[str]:
    """Yield the keys whose only value is as old as the record; parts of a list all or none."""
    of_list: dict[str, list[str]] = {}
    for key, register in version.entries.items():
        if name := list_of(key):
            of_list.setdefault(name, []).append(key)
        elif (
            key in stamps
            and len(register) == 1
            and stamps[key] == version.beginning(key, register[stamps[key]])
        ):
            yield key
    for name, keys in of_list.items():
        rule = rules.get(name)
        if rule is None or not rule.is_list:
            continue
        parts = keyed(rule, values.get(name) or ())
        expected = {part_key(name, key): [place, part] for place, (key, part) in enumerate(parts.items())}
        if expected.keys() == {*keys} and all(
            version.entries[key] == {version.beginning(key, value): value} for key, value in expected.items()
        ):
            yield from keys
