"""Which of several versions of a field is shown, and where there is more than one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Literal

from casebook.domain.sharing.merge import BLOCK, FieldMerge, MergeKind, MergeRules
from casebook.domain.sharing.stamp import tick_of
from casebook.domain.sharing.version import BINNED, Entries, RecordVersion, list_of

Readable = Callable[[str, Any], bool]
"""Whether this program knows the value of a key: a newer one may write others, which are kept unread."""
ShownBecause = Literal["later", "stricter", "earlier-day", "withdrawn", "stated", "first"]
"""Why one of several versions is shown: it was written later, or by the rule of its field."""
_LAST = "\U0010ffff"


def rule_of(rules: MergeRules, key: str) -> FieldMerge | None:
    """Return the rule by which a key merges; None for one of a newer version."""
    if key == BINNED:
        return FieldMerge(kind=MergeKind.ONE)
    if name := list_of(key):
        rule = rules.get(name)
        return rule if rule and rule.is_list else None
    names = rules.by_key.get(key)
    return rules[names[0]] if names else None


def shown_stamp(rule: FieldMerge, register: Mapping[bytes, Any]) -> bytes:
    """Return which of the values of a key, by stamp, is shown: the later, stricter or earliest.

    Of a fixed block it is the first of the register, which is the one that was here first.
    """
    if rule.is_fixed:
        return next(iter(register))
    return max(register, key=lambda stamp: (_rank(rule, register[stamp]), stamp))


def shown_because(rule: FieldMerge, register: Mapping[bytes, Any]) -> ShownBecause:
    """Return why the value that is shown of a key is shown; a rule that ranks them alike leaves the later."""
    if rule.is_fixed:
        return "first"
    if len({_rank(rule, value) for value in register.values()}) == 1:
        return "later"
    if rule.kind is MergeKind.SAFEST:
        return "stricter"
    if rule.kind is MergeKind.WHOLE:
        return "earlier-day"
    return "withdrawn" if rule.wins.startswith("withdrawn") else "stated"


def _rank(rule: FieldMerge, value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any JSON
    """Return what is greater the more a value is to be shown, whatever was written later."""
    if rule.kind is MergeKind.SAFEST:
        return (-rule.strictest.index(value) if value in rule.strictest else -len(rule.strictest),)
    if rule.kind is MergeKind.PARTS and rule.wins:
        return (bool(isinstance(value[1], dict) and value[1].get(rule.wins)),)
    if rule.kind is MergeKind.WHOLE and rule.earliest:
        day = value.get(rule.earliest)
        if isinstance(day, dict):
            day = day.get("edtf")
        return tuple(-ord(letter) for letter in (day if day and isinstance(day, str) else _LAST))
    return ()


def shown(
    rules: MergeRules, version: RecordVersion, readable: Readable
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the stamp that is shown of each key, and the values of the record by field.

    Fields of which nothing is known, or nothing that this program can read, are absent.
    """
    stamps: dict[str, bytes] = {}
    values: dict[str, Any] = {}
    parts: dict[str, list[tuple[float, str, list[Any]]]] = {}
    for key, register in version.entries.items():
        rule = rule_of(rules, key)
        known = {stamp: value for stamp, value in register.items() if rule and readable(key, value)}
        if rule is None or not known:
            continue
        stamps[key] = stamp = shown_stamp(rule, known)
        value = known[stamp]
        if name := list_of(key):
            parts.setdefault(name, []).append((value[0], key, value))
        elif key.startswith(BLOCK):
            values |= value
        else:
            values[key] = value
    for name, placed in parts.items():
        block = rules[name].lapses_with
        values[name] = [
            value[1]
            for _, _, value in sorted(placed, key=lambda one: one[:2])
            if not block or _still_holds(version, f"{BLOCK}{block}", stamps, value)
        ]
    return stamps, values


def _still_holds(version: RecordVersion, block: str, stamps: Mapping[str, bytes], value: list[Any]) -> bool:
    """Return whether a part was said of the one version of a block that there is."""
    if block not in stamps or len(version.entries[block]) > 1:
        return False
    return value[2:] == said_of(version.began, stamps[block])


def said_of(began: bytes, block_stamp: bytes) -> list[str]:
    """Return what a part keeps of the block it is said of: nothing where both are as old as the record."""
    is_as_begun = block_stamp == began if began else not tick_of(block_stamp)
    return [] if is_as_begun else [block_stamp.hex()]


def rivals(entries: Entries) -> dict[str, dict[bytes, Any]]:
    """Return the keys with two values or more that differ, with one entry for each value, the latest.

    They stand in the order of the entries.
    """
    contested: dict[str, dict[bytes, Any]] = {}
    for key, register in entries.items():
        if len(register) < 2:  # noqa: PLR2004 - two versions
            continue
        is_part = bool(list_of(key))
        by_content = {
            json.dumps(value[1] if is_part else value, sort_keys=True): stamp
            for stamp, value in sorted(register.items())
        }
        if len(by_content) > 1:
            latest = frozenset(by_content.values())
            contested[key] = {stamp: value for stamp, value in register.items() if stamp in latest}
    return contested
