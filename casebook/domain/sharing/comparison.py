"""What came of a record held against what is here, field by field, before anything is taken.

It only asks which values are new to us and which of ours their author had seen, never which is right.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Literal

from casebook.domain.base.entity import entity
from casebook.domain.sharing.choice import Readable, rule_of, shown_stamp
from casebook.domain.sharing.merge import MergeRules, block_of
from casebook.domain.sharing.version import RecordVersion, list_of

FieldState = Literal["new", "theirs", "ours", "both", "same", "file", "withheld"]
"""`new`: the record is not here; `theirs`: its author saw what is here; `ours`: only changed here, or later;
`both`: changed on both sides, unseen by each other; `file`: unchanged, and the file it identifies came and is
not here; `withheld`: left out of what came."""
Suspect = Literal["", "never-given", "ours-by-claim", "names-ungiven", "office-wide"]
Register = Mapping[bytes, Any]


@entity
class ComparedField:
    """One key of a record: a field, a part of a list, or a block of fields.

    Attributes:
        key: as versions call it.
        state: how it stands.
        here: what is shown of it here, as JSON has it; None for nothing.
        came: what would be shown of it, were it taken; None for nothing.
        stamps: of the values that came and are not here.
        suspect: why it is not ticked by itself: its record or this field was never given to who sent it, it
            claims to have been written here, it is new and names something here that was never given to who
            sent it, or it holds for the whole office; "" for nothing.
        is_declined: it came before and was not taken.
    """

    key: str
    state: FieldState
    here: Any = None
    came: Any = None
    stamps: tuple[bytes, ...] = ()
    suspect: Suspect = ""
    is_declined: bool = False

    @property
    def field(self) -> str:
        """Return the field, or the block, of which it is."""
        return list_of(self.key) or block_of(self.key)

    @property
    def is_offered(self) -> bool:
        """Return whether taking it would change anything."""
        return self.state in {"new", "theirs", "both", "file"}


def compared(
    rules: MergeRules,
    known: RecordVersion | None,
    came: RecordVersion,
    withheld: Collection[str],
    readable: Readable,
) -> list[ComparedField]:
    """Return each key of a record that came, with how it stands.

    Args:
        rules: of its noun; empty for one of a newer version.
        known: what is here of it; None for nothing.
        came: what came.
        withheld: the fields that were left out of it.
        readable: whether this program knows a value.
    """
    here = known or RecordVersion(noun=came.noun, id=came.id)
    keys = [*came.entries, *(key for key in here.entries if key not in came.entries)]
    ended = _by_key(came)
    fields: list[ComparedField] = []
    for key in keys:
        ours, replaced = here.entries.get(key, {}), ended.get(key, frozenset())
        shown = _shown(rules, key, ours, readable)
        if ours and ours == came.entries.get(key) and not replaced & ours.keys():
            fields.append(ComparedField(key=key, state="same", here=shown, came=shown))
            continue
        one = ComparedField(
            key=key,
            state=_state(here, came, key, replaced, withheld, is_new=known is None),
            here=shown,
            came=_shown(rules, key, _joined(here, came, key, replaced), readable),
            stamps=_unknown(here, came, key),
        )
        fields.append(one)
    return fields


def only(version: RecordVersion, keys: Collection[str]) -> RecordVersion:
    """Return a record with these keys alone."""
    return RecordVersion(
        noun=version.noun,
        id=version.id,
        is_begun=version.is_begun,
        began=version.began,
        entries={key: dict(register) for key, register in version.entries.items() if key in keys},
        spent={(key, stamp) for key, stamp in version.spent if key in keys},
    )


def _state(
    here: RecordVersion,
    came: RecordVersion,
    key: str,
    ended: Collection[bytes],
    withheld: Collection[str],
    *,
    is_new: bool,
) -> FieldState:
    if is_new:
        return "new"
    ours, theirs = here.entries.get(key, {}), came.entries.get(key, {})
    unknown = _unknown(here, came, key)
    if not theirs and not ended:
        return "withheld" if (list_of(key) or block_of(key)) in withheld else "ours"
    if _contents(key, _joined(here, came, key, ended)) == _contents(key, ours):
        return "same" if ours.keys() <= theirs.keys() or unknown else "ours"
    if not unknown:
        return "theirs" if ended & ours.keys() else "ours"
    unseen = {stamp: ours[stamp] for stamp in ours if stamp not in theirs and stamp not in ended}
    return "both" if unseen else "theirs"


def _by_key(version: RecordVersion) -> dict[str, frozenset[bytes]]:
    by_key: dict[str, set[bytes]] = {}
    for key, stamp in version.spent:
        by_key.setdefault(key, set()).add(stamp)
    return {key: frozenset(stamps) for key, stamps in by_key.items()}


def _unknown(here: RecordVersion, came: RecordVersion, key: str) -> tuple[bytes, ...]:
    ours = here.entries.get(key, {})
    return tuple(
        stamp for stamp in came.entries.get(key, {}) if stamp not in ours and (key, stamp) not in here.spent
    )


def _joined(here: RecordVersion, came: RecordVersion, key: str, ended: Collection[bytes]) -> Register:
    ours = {stamp: value for stamp, value in here.entries.get(key, {}).items() if stamp not in ended}
    theirs = came.entries.get(key, {})
    return ours | {stamp: theirs[stamp] for stamp in _unknown(here, came, key)}


def _contents(key: str, register: Register) -> set[str]:
    is_part = bool(list_of(key))
    return {json.dumps(value[1] if is_part else value, sort_keys=True) for value in register.values()}


def _shown(rules: MergeRules, key: str, register: Register, readable: Readable) -> Any:  # noqa: ANN401 - any JSON
    rule = rule_of(rules, key)
    known = {stamp: value for stamp, value in register.items() if rule and readable(key, value)}
    if rule is None or not known:
        return None
    value = known[shown_stamp(rule, known)]
    return value[1] if list_of(key) else value
