"""How the fields of a noun merge where two casebooks changed them unseen by each other.

Every table of a carried noun declares each of its fields by `merging`. A kind says what stands together, what
is shown first and what a person is asked; it never makes a value go away. docs/sharing.md lists the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from casebook.domain.base.entity import entity

BLOCK = "="
"""Before the name of a block in its key; no field begins so."""
FIXED = BLOCK * 2
"""Before that of a block that is written with its record and never again."""


class MergeKind(StrEnum):
    """What becomes of two values of a field that were written unseen by each other.

    Attributes:
        ONE: both are kept and the later is shown.
        SAFEST: both are kept and the stricter is shown.
        PARTS: lists are united by the parts' keys; a part of which both made something has two versions.
        GROWN: lists are united; their parts are only ever added.
        WHOLE: the fields of a block stand or fall together.
        PROSE: both are kept, as of ONE, and a person may join them.
        SAME: both stand; a value that two records bear is reported, and stops a build.
        LOCAL: of this casebook alone, never carried.
    """

    ONE = "one"
    SAFEST = "safest"
    PARTS = "parts"
    GROWN = "grown"
    WHOLE = "whole"
    PROSE = "prose"
    SAME = "same"
    LOCAL = "local"


@entity
class FieldMerge:
    """How one field merges.

    Attributes:
        kind: the rule.
        strictest: values of a SAFEST field, the strictest first; those not named come last.
        by: fields of a part that identify it, or none where a part is known by all it says.
        wins: field of a part; where it is set in one of two versions, that version is shown.
        lapses_with: block of which the parts of a list speak; those said of another version lapse.
        block: name of the block of a WHOLE field.
        earliest: field of a block; the version in which it is earliest is shown.
        is_fixed: whether the block is written with its record and never again.
    """

    kind: MergeKind
    strictest: tuple[str | bool, ...] = ()
    by: tuple[str, ...] = ()
    wins: str = ""
    lapses_with: str = ""
    block: str = ""
    earliest: str = ""
    is_fixed: bool = False

    @property
    def is_list(self) -> bool:
        """Return whether a field is kept by its parts."""
        return self.kind in {MergeKind.PARTS, MergeKind.GROWN}


@entity
class FieldBlock:
    """Fields that stand or fall together.

    Attributes:
        fields: their names.
        earliest: that whose earliest value is shown, or "" to show the later version.
        is_fixed: whether they are written with their record and never again, as what identifies its file is:
            the version that was here first is shown, and nothing that comes replaces it.
    """

    fields: tuple[str, ...]
    earliest: str = ""
    is_fixed: bool = False


@entity
class Part:
    """What tells the parts of a list apart.

    Attributes:
        by: fields of a part that identify it, or none where a part is known by all it says.
        wins: field of a part that wins where it is set: a consent withdrawn anywhere is withdrawn.
        lapses_with: block of which the parts speak: a check of a date that is another one now says nothing.
    """

    by: tuple[str, ...] = ()
    wins: str = ""
    lapses_with: str = ""


WHOLE_PART = Part()
"""A part known by all it says: a tag, a language, a sentence."""


class MergeRules(dict[str, FieldMerge]):
    """The rule of each field of a noun, by name; empty for a noun that is never carried."""

    @cached_property
    def by_key(self) -> Mapping[str, tuple[str, ...]]:
        """The fields of each key that is not a part of a list: one, or those of a block."""
        by_key: dict[str, tuple[str, ...]] = {}
        for name, rule in self.items():
            if not rule.is_list and rule.kind is not MergeKind.LOCAL:
                key = key_of(name, rule)
                by_key[key] = (*by_key.get(key, ()), name)
        return by_key

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """The fields that are kept by their parts."""
        return tuple(name for name, rule in self.items() if rule.is_list)

    @cached_property
    def grown(self) -> frozenset[str]:
        """The lists of which parts are only ever added."""
        return frozenset(name for name, rule in self.items() if rule.kind is MergeKind.GROWN)


def key_of(name: str, rule: FieldMerge) -> str:
    """Return the key of a field that is not a list of parts: its name, or that of its block."""
    if rule.kind is not MergeKind.WHOLE:
        return name
    return f"{FIXED if rule.is_fixed else BLOCK}{rule.block}"


def is_fixed(key: str) -> bool:
    """Return whether a key is of a block that is written with its record and never again."""
    return key.startswith(FIXED)


def block_of(key: str) -> str:
    """Return the name of the block of a key, or the key of what is none."""
    return key.lstrip(BLOCK)


def merging(  # noqa: PLR0913 - all by name, one for each kind
    *,
    one: tuple[str, ...] = (),
    safest: Mapping[str, tuple[str | bool, ...]] | None = None,
    parts: Mapping[str, Part] | None = None,
    grown: tuple[str, ...] = (),
    whole: Mapping[str, FieldBlock] | None = None,
    prose: tuple[str, ...] = (),
    same: tuple[str, ...] = (),
    local: tuple[str, ...] = (),
) -> MergeRules:
    """Return the rule of each field, by name, from the fields of each kind.

    Raises:
        ValueError: a field is named twice.

    >>> merging(one=("title",), safest={"privilege": ("privileged", "")})["privilege"].kind.value
    'safest'
    """
    named: list[tuple[str, FieldMerge]] = []
    for kind, names in (
        (MergeKind.ONE, one),
        (MergeKind.GROWN, grown),
        (MergeKind.PROSE, prose),
        (MergeKind.SAME, same),
        (MergeKind.LOCAL, local),
    ):
        named += ((name, FieldMerge(kind=kind)) for name in names)
    for name, strictest in (safest or {}).items():
        named.append((name, FieldMerge(kind=MergeKind.SAFEST, strictest=strictest)))
    for name, part in (parts or {}).items():
        named.append((name, _parts_merge(part)))
    for block, one_block in (whole or {}).items():
        rule = FieldMerge(
            kind=MergeKind.WHOLE, block=block, earliest=one_block.earliest, is_fixed=one_block.is_fixed
        )
        named += ((name, rule) for name in one_block.fields)
    rules = MergeRules(named)
    if len(rules) < len(named):
        raise ValueError("a field merges in one way")
    return rules


def _parts_merge(part: Part) -> FieldMerge:
    return FieldMerge(kind=MergeKind.PARTS, by=part.by, wins=part.wins, lapses_with=part.lapses_with)
