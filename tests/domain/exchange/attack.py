"""What somebody who has a report can work out of its hidden cells, by linear programming."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from scipy.optimize import linprog

from casebook.domain.exchange.cell_suppression import WHOLE, Cell


def intervals(
    chains: Sequence[Sequence[str]],
    categories: Mapping[str, Sequence[str]],
    printed: Mapping[Cell, int | None],
) -> dict[Cell, tuple[float, float]]:
    """Return the least and greatest amount of every hidden cell that agrees with what is printed.

    It knows that zeros are never hidden and that every table adds up, and nothing of how cells were chosen.

    Args:
        chains: the dimensions, as in `Population.chains`.
        categories: all of each dimension.
        printed: every cell of every table; None where it is hidden.
    """
    places = {cell: place for place, cell in enumerate(printed)}
    sums = [
        (WHOLE, [frozenset([(name, one)]) for one in categories[name]]) for chain in chains for name in chain
    ]
    for name, other in (ends for chain in chains for pair in pairwise(chain) for ends in (pair, pair[::-1])):
        sums += [
            (frozenset([(name, one)]), [frozenset([(name, one), (other, two)]) for two in categories[other]])
            for one in categories[name]
        ]
    equal = [[0.0] * len(places) for _ in sums]
    for row, (total, inside) in zip(equal, sums, strict=True):
        row[places[total]] -= 1
        for cell in inside:
            row[places[cell]] += 1
    bounds = [(1, None) if amount is None else (amount, amount) for amount in printed.values()]
    return {
        cell: (_extreme(places[cell], 1, equal, bounds), _extreme(places[cell], -1, equal, bounds))
        for cell, amount in printed.items()
        if amount is None
    }


def _extreme(
    place: int, sign: int, equal: list[list[float]], bounds: Sequence[tuple[int, int | None]]
) -> float:
    """Return the least (sign 1) or greatest (sign -1) value of a variable; without bound, infinity."""
    goal = [0.0] * len(bounds)
    goal[place] = sign
    found = linprog(goal, A_eq=equal, b_eq=[0.0] * len(equal), bounds=bounds, method="highs")
    unbounded = 3
    if found.status == unbounded:
        return float("inf")
    assert found.status == 0, found.message
    return sign * float(found.fun)
