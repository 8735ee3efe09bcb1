"""The record that arrived values make: only those this program can read, defaults for what nobody said."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from functools import cache
from typing import Any, get_args

from casebook.base.errors import InvalidInput
from casebook.base.structure import stored
from casebook.domain.base.entity import Entity
from casebook.domain.base.field import hints, read
from casebook.domain.base.reference import NOUN_BESIDE
from casebook.domain.sharing.choice import shown
from casebook.domain.sharing.merge import BLOCK, MergeKind, is_fixed
from casebook.domain.sharing.version import BINNED, PART_SIZES, RecordVersion, list_of
from casebook.domain.sharing.wire_value import canonical
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import known_table


def record_of(
    table: EntityTable[Any], version: RecordVersion, local: Mapping[str, Any] | None
) -> tuple[Entity, str | None, dict[str, bytes]] | None:
    """Return the record that these versions show, when it went to the bin, and the stamps of what is shown.

    Args:
        table: of its noun.
        version: with all its values.
        local: the values of its row, for fields that are never carried, or None.

    Returns:
        None while its beginning is not here, or where this program cannot read a value it needs.
    """
    if not version.is_begun:
        return None
    stamps, values = shown(table.merge, version, lambda key, value: is_readable(table, key, value))
    binned_at = values.pop(BINNED, None)
    values |= {name: local[name] for name in _local(table) if local and name in local}
    kind: Any = table.kind
    for name, default in _defaults(kind, _local(table)).items():
        if name not in values:
            if default is MISSING:
                return None
            values[name] = default
    return table.entity({**values, "id": version.id}), binned_at, stamps


def names_known_nouns(table: EntityTable[Any], version: RecordVersion) -> bool:
    """Return whether every noun that values of a record state beside an ID is one of this program.

    Args:
        table: of the noun of the record.
        version: what is said of it.
    """
    beside = {*NOUN_BESIDE.values()} & table.merge.keys()
    stated = [
        value
        for key, register in version.entries.items()
        for values in register.values()
        for name, value in (values.items() if key.startswith(BLOCK) else [(key, values)])
        if name in beside
    ]
    return all(isinstance(one, str) and (not one or known_table(one)) for one in stated)


def is_readable(table: EntityTable[Any], key: str, value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Return whether a value is as this program writes it."""
    kind: Any = table.kind
    types = hints(kind)
    if key == BINNED:
        return value is None or _is_instant(value)
    if name := list_of(key):
        is_part = isinstance(value, list) and len(value) in PART_SIZES
        return (
            is_part
            and _is_place(value[0])
            and name in types
            and _is_as_written(get_args(types[name])[0], value[1])
        )
    if key.startswith(BLOCK):
        names = {*table.merge.by_key.get(key, ())}
        return (
            isinstance(value, dict)
            and (value.keys() == names if is_fixed(key) else value.keys() <= names)
            and all(_is_as_written(types[name], one) for name, one in value.items())
        )
    return key in types and _is_as_written(types[key], value)


def _is_as_written(hint: Any, value: Any) -> bool:  # noqa: ANN401 - a type of any field, any JSON
    if hint is str and isinstance(value, str) and value.isprintable():
        return True
    try:
        record = read(hint, value, "", may_be_empty=True)
        return canonical(stored().unstructure(record)) == canonical(value)  # tuples are lists there
    except (InvalidInput, ValueError, TypeError, RecursionError):
        return False


def _is_place(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_instant(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


@cache
def _defaults(kind: Any, local: tuple[str, ...]) -> dict[str, Any]:  # noqa: ANN401 - a class
    """Return what a field has where nothing is said of it, as JSON has it; texts may be empty."""
    defaults: dict[str, Any] = {}
    for part in fields(kind):
        if part.name == "id":
            continue
        value = part.default if part.default_factory is MISSING else part.default_factory()
        if part.name in local and hints(kind)[part.name] is bool:
            value = False  # nothing of it is here yet
        elif value is not MISSING:
            value = json.loads(json.dumps(stored().unstructure(value)))
        elif hints(kind)[part.name] is str:
            value = ""
        defaults[part.name] = value
    return defaults


def _local(table: EntityTable[Any]) -> tuple[str, ...]:
    return tuple(name for name, rule in table.merge.items() if rule.kind is MergeKind.LOCAL)
