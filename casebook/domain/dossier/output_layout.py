"""The output files of a dossier, as its court or body accepts them."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.dossier.profile import Profile

ShapeKind = Literal["one", "exhibits", "parts"]
"""One PDF; the text and a file for each exhibit; parts within a size limit."""
Additions = Literal["end", "inserted"]
"""Late exhibits after all others with continued numbers, or in place with numbers such as 45A."""
MB_BYTES = 1_000_000
"""Decimal: the smaller of the two definitions, so that a passing file complies with both."""


@entity
class OutputLayout:
    """The files of a dossier.

    Attributes:
        kind: how it is divided.
        most_bytes: of one file, where it is divided by size; 0 where nothing limits it.
    """

    kind: ShapeKind
    most_bytes: int = 0


def shape_of(profile: Profile | None) -> OutputLayout:
    """Return what a court accepts; one PDF if no rule was found."""
    if profile is None:
        return OutputLayout(kind="one")
    each = profile.rule("one_file_per_document")
    if each is not None and each.value is True:
        return OutputLayout(kind="exhibits")
    most = profile.rule("max_file_size_mb")
    if most is not None and isinstance(most.value, int):
        return OutputLayout(kind="parts", most_bytes=most.value * MB_BYTES)
    return OutputLayout(kind="one")


def additions_of(profile: Profile | None) -> Additions:
    """Return where a court wants late exhibits; at the end if no rule requires sub-numbers."""
    rule = profile.rule("late_additions_rule") if profile else None
    return "inserted" if rule is not None and "sub-numbers" in str(rule.value) else "end"
