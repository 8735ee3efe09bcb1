"""The versions of a record: what stands in each field, written by whom, and what was replaced.

What is known of a record is a set of entries and a set of those spent, because somebody who saw them wrote
another value. Two such states are joined by uniting both sets; an entry that is spent anywhere is gone. The
join is the same in any order and however often, so that files may come late, twice or never.

Source: observed-remove sets with named predecessors (Automerge's `pred`); Almeida, Shoker, Baquero, "Delta
state replicated data types" (JPDC 2018). Why so: docs/decisions/0061-versions.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from casebook.domain.sharing.merge import BLOCK, MergeRules, is_fixed
from casebook.domain.sharing.part_order import keyed, true_key
from casebook.domain.sharing.stamp import implied_stamp

BINNED = "binned_at"
"""Key of the mark of the bin, which no noun has as a field."""
_PART = "/"

Entries = dict[str, dict[bytes, Any]]
"""Values as JSON has them, by key and stamp.

A part of a list is ``[place, part]``; of one that lapses ``[place, part, stamp]`` with the stamp, in hex, of
the block it was said of, where it did not begin with the record.
"""
PART_SIZES = (2, 3)
"""Of such a value."""
Spent = set[tuple[str, bytes]]
"""Keys and stamps of entries that were replaced or taken away."""


@dataclass(slots=True, kw_only=True, repr=False)
class RecordVersion:
    """What is known of one record.

    Attributes:
        noun: of the record.
        id: of the record.
        is_begun: whether its beginning is known; until then its other values wait.
        began: the stamp of its beginning, b"" where that is older than all stamps or not known.
        entries: what stands.
        spent: what was replaced.
    """

    noun: str
    id: str
    is_begun: bool = False
    began: bytes = b""
    entries: Entries = field(default_factory=dict)
    spent: Spent = field(default_factory=set)

    def __repr__(self) -> str:
        """Return noun and ID only, as of every record."""
        return f"{type(self).__name__}({self.id})"

    def beginning(self, key: str, value: Any) -> bytes:  # noqa: ANN401 - any JSON
        """Return the stamp of a value with which the record began.

        SECURITY: that of a fixed block is always the one implied by what it says, so that nobody can write
        another value under it.
        """
        if self.began and not is_fixed(key):
            return self.began
        return implied_stamp(self.noun, self.id, key, value)

    def take(self, other: RecordVersion) -> None:
        """Join what another copy knows of the same record."""
        if other.is_begun and not self.is_begun:
            self.is_begun, self.began = True, other.began
        self.spent |= other.spent
        for key, stamp in other.spent:
            self._remove(key, stamp)
        for key, values in other.entries.items():
            for stamp, value in values.items():
                if (key, stamp) not in self.spent:
                    self._put(key, stamp, value)

    def _put(self, key: str, stamp: bytes, value: Any) -> None:  # noqa: ANN401 - any JSON
        """Keep a value; of two under one stamp, which nobody writes by right, the same on every copy."""
        register = self.entries.setdefault(key, {})
        if stamp in register and register[stamp] != value:
            value = max(register[stamp], value, key=_canonical)
        register[stamp] = value

    def _remove(self, key: str, stamp: bytes) -> None:
        register = self.entries.get(key, {})
        register.pop(stamp, None)
        if not register:
            self.entries.pop(key, None)


def as_arrived(version: RecordVersion, rules: MergeRules = MergeRules()) -> RecordVersion:  # noqa: B008 - empty
    """Return what came of a record as it counts here.

    SECURITY: of a fixed block each value has the stamp implied by what it says, and what is said to have
    replaced one is passed over: each casebook decides for itself. So is the removal of a part of a list that
    is only added to, as custody is. A part of a list stands under the key of what it says, whatever key it
    came under, so that none takes the place of another.

    Args:
        version: what came.
        rules: of its noun, where they are known.
    """
    entries = version.entries
    fixed = {
        key: {version.beginning(key, value): value for value in register.values()}
        for key, register in entries.items()
        if is_fixed(key)
    }
    moved = {
        (key, stamp): true
        for key, register in entries.items()
        if (rule := rules.get(list_of(key))) and rule.is_list
        for stamp, value in register.items()
        if (true := part_key(list_of(key), true_key(rule, key.partition(_PART)[2], value[1]))) != key
    }
    kept = {one for one in version.spent if is_fixed(one[0]) or list_of(one[0]) in rules.grown}
    if not (fixed or moved or kept):
        return version
    counting = entries | fixed
    for (key, stamp), true in moved.items():
        counting[key] = {one: value for one, value in counting[key].items() if one != stamp}
        counting[true] = {**counting.get(true, {}), stamp: entries[key][stamp]}
    counting = {key: register for key, register in counting.items() if register}
    return replace(version, entries=counting, spent=version.spent - kept)


def join_records(known: dict[tuple[str, str], RecordVersion], more: Iterable[RecordVersion]) -> None:
    """Join what is known of records, by noun and ID, with what else is said of them."""
    for one in more:
        there = known.setdefault((one.noun, one.id), one)
        if there is not one:
            there.take(one)


def _canonical(value: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def part_key(name: str, key: str) -> str:
    """Return the key of a part of a list."""
    return f"{name}{_PART}{key}"


def list_of(key: str) -> str:
    """Return the field of which a key is a part, or ""."""
    name, separator, _ = key.partition(_PART)
    return name if separator else ""


def as_entries(rules: MergeRules, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the key and value of everything that a record's values say, of the fields that are given.

    Args:
        rules: of its noun.
        values: as JSON has them, by field; `binned_at` too if it is given.
    """
    for key, names in rules.by_key.items():
        if not key.startswith(BLOCK):
            if key in values:
                yield key, values[key]
        elif given := {name: values[name] for name in names if name in values}:
            yield key, given
    for name in rules.lists:
        if name in values:
            for place, (key, part) in enumerate(keyed(rules[name], values[name] or ()).items()):
                yield part_key(name, key), [place, part]
    if BINNED in values:
        yield BINNED, values[BINNED]


def begun(
    noun: str, record_id: str, rules: MergeRules, values: Mapping[str, Any], stamp: bytes | None
) -> RecordVersion:
    """Return the version of a record whose every value has one stamp, or that of what it says where None."""
    version = RecordVersion(noun=noun, id=record_id, is_begun=True, began=stamp or b"")
    for key, value in as_entries(rules, {BINNED: None, **values}):
        version.entries[key] = {version.beginning(key, value): value}
    return version
