"""Findings of the sources, from the library's pack."""

from __future__ import annotations

from typing import get_args

from casebook.domain.library.finding import Finding, FindingKind, Strength
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack
from casebook.packs.library.history import LEVELS

KIND = "finding"
KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
STRENGTHS: tuple[Strength, ...] = get_args(Strength)


def read_findings(pack: Pack) -> tuple[Finding, ...]:
    """Every finding of the pack, in its order."""
    return tuple(_finding(entry, pack) for entry in pack.entries(KIND))


def _finding(entry: PackEntry, pack: Pack) -> Finding:
    finding = Finding(
        id=entry.text("id"),
        source_id=entry.text("source"),
        topic_id=entry.text("topic"),
        statement=entry.text("statement"),
        strength=entry.choice("strength", STRENGTHS),
        kind=entry.choice("kind", KINDS),
        pinpoint=entry.text("pinpoint", default=""),
        period=entry.text("period"),
        scope=entry.text("scope"),
        groups=entry.texts("groups"),
        is_adverse=entry.flag("adverse"),
        reading_level=entry.choice("reading_level", LEVELS),
        reported_in=entry.text("reported_in", default=""),
        verify=entry.text("verify", default=""),
        checked_on=entry.day("checked", default=pack.head.checked_on),
        pack=pack.head.version,
    )
    entry.close()
    return finding
