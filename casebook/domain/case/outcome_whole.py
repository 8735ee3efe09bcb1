"""Rows on what happened beside those on how it ended: no part counts more than its whole without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from casebook.domain.case.packed_outcome import PackedOutcome


def exceeded_whole(row: PackedOutcome, among: Collection[PackedOutcome]) -> int:
    """Return how many people rows say to have ended so, where a row counts more of them; else 0.

    Where no row says how it ended, there is no whole to compare with. Of an assurance all results count
    together, since each person has one of them.

    Args:
        row: it.
        among: all rows of its author, it too.
    """
    if row.part not in {"since", "assurance"}:
        return 0
    parts = list(_parts(row, among))
    states = {one.requested for one in parts}
    ended = sum(
        one.people
        for one in among
        if one.part == "end"
        and (one.ended, one.requesting) == (row.ended, row.requesting)
        and ("" in states or one.requested in {"", *states})
    )
    return ended if ended < sum(one.people for one in parts) else 0


def _parts(row: PackedOutcome, among: Iterable[PackedOutcome]) -> Iterable[PackedOutcome]:
    """Yield the rows that count together with one."""
    about = {one.about for one in row.assurances}
    for one in among:
        if one == row or (
            (one.ended, one.requesting) == (row.ended, row.requesting)
            and about & {other.about for other in one.assurances}
            and (one.requested == row.requested or "" in {one.requested, row.requested})
        ):
            yield one
