"""Checked claims of the published article, from the registry's pack."""

from __future__ import annotations

from typing import get_args

from casebook.domain.library.claim import Claim, ClaimResult
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack

KIND = "claim"
RESULTS: tuple[ClaimResult, ...] = get_args(ClaimResult)


def read_claims(pack: Pack) -> tuple[Claim, ...]:
    """Every claim of the pack, in its order."""
    return tuple(_claim(entry, pack) for entry in pack.entries(KIND))


def _claim(entry: PackEntry, pack: Pack) -> Claim:
    entry.day("checked", default=pack.head.checked_on)
    claim = Claim(
        id=entry.text("id"),
        claim=entry.text("claim"),
        result=entry.choice("result", RESULTS),
        notes=entry.text("notes"),
        url=entry.text("url", default=""),
        reported_in=entry.text("reported_in", default=""),
        countries=entry.texts("countries", default=()),
        pack=pack.head.version,
    )
    entry.close()
    return claim
