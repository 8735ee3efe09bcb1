"""Kept and breached are the halves of one assurance: a row of one alone would prove what is not so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from casebook.domain.case.outcome import AssuranceResult
from casebook.domain.case.packed_outcome import PackedOutcome

_OTHERS: Mapping[AssuranceResult, AssuranceResult] = {"kept": "breached", "breached": "kept"}


def other_halves(row: PackedOutcome, among: Iterable[PackedOutcome]) -> list[PackedOutcome]:
    """Return the rows that say breached of an assurance of which a row says kept, or the other way round.

    They are of people whose case ended alike; where both name the State where the people were, of the same.
    """
    other = {(one.about, _OTHERS[one.result]) for one in row.assurances if one.result in _OTHERS}
    return [
        one
        for one in among
        if (one.ended, one.requesting) == (row.ended, row.requesting)
        and (one.requested == row.requested or "" in {one.requested, row.requested})
        and any((said.about, said.result) in other for said in one.assurances)
    ]


def is_half(row: PackedOutcome, among: Iterable[PackedOutcome]) -> bool:
    """Return whether a row says kept or breached, and none of the others says the other of it."""
    return any(one.result in _OTHERS for one in row.assurances) and not other_halves(row, among)


def paired(
    rows: Iterable[PackedOutcome], known: Mapping[str, Collection[PackedOutcome]]
) -> tuple[PackedOutcome, ...]:
    """Return rows without those whose other half is known and not among them.

    Args:
        rows: of one author.
        known: by the key of each row what else its author says; nothing where it has no key.
    """
    left = tuple(rows)
    while True:
        both = tuple(
            one for one in left if not other_halves(one, known.get(one.key, ())) or other_halves(one, left)
        )
        if both == left:
            return left
        left = both
