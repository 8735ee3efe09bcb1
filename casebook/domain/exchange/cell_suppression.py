"""Hides small cells of linked tables, and enough others that no hidden one can be worked out.

Source: L. H. Cox, "Network Models for Complementary Cell Suppression", Journal of the American Statistical
Association 90 (1995), 1453-1462; A. Hundepool and others, "Statistical Disclosure Control", Wiley 2012,
chapter 4 (threshold rule, primary and secondary suppression, feasibility intervals).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, pairwise

from casebook.domain.base.entity import entity

Cell = frozenset[tuple[str, str]]
"""A cell as pairs of dimension and category: none for the whole, one for a total, two inside a table."""
WHOLE: Cell = frozenset()
MIN_THRESHOLD = 3
"""With a lower one, whoever knows one case of two would know the other."""
_COSTS = (5000, 60, 10)
"""The cost of hiding a cell by its number of pairs: first what is inside, then totals, last the whole."""


@entity
class Unit:
    """Something that is counted.

    Attributes:
        categories: its category by dimension.
        case_ids: the cases it stands in.
        amount: by how much it counts.
    """

    categories: Mapping[str, str]
    case_ids: frozenset[str]
    amount: int = 1


@entity
class Population:
    """What several tables count, and how these go together.

    Attributes:
        chains: dimensions in order. Neighbours make a table of two dimensions, so that a dimension between
            two others is the margin that both tables share; a single one makes a table of its own. All tables
            share the whole. No dimension stands twice.
        units: each with a category for every dimension.
        scale: how much of the amount stands for 1 of the threshold, such as 60 for minutes.
    """

    chains: tuple[tuple[str, ...], ...]
    units: tuple[Unit, ...]
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The cells of all tables of a population.

    Attributes:
        values: the amount of every cell that is not zero, hidden ones included; never printed as it is.
        hidden: the cells that must not be printed.
    """

    values: Mapping[Cell, int]
    hidden: frozenset[Cell]

    def shown(self, cell: Cell) -> int | None:
        """Return what is printed of a cell: its amount, or None where it is hidden."""
        return None if cell in self.hidden else self.values.get(cell, 0)


def suppressed(population: Population, threshold: int) -> Suppressed:
    """Return the cells of a population's tables with what must be hidden.

    A cell is sensitive if it is not zero and is below the threshold, or if fewer cases stand behind it.
    Of every hidden cell, from all that is printed and the knowledge that zeros are never hidden, no more
    follows than an interval at least as wide as the threshold, and for a sensitive one at least as wide as
    its amount.
    """
    values: dict[Cell, int] = {}
    cases: dict[Cell, set[str]] = {}
    for unit in population.units:
        for cell in _cells(population.chains, unit.categories):
            values[cell] = values.get(cell, 0) + unit.amount
            cases.setdefault(cell, set()).update(unit.case_ids)
    values = {cell: amount for cell, amount in values.items() if amount}
    width = threshold * population.scale
    is_counted = population.scale == 1
    widths = {
        cell: max(width, amount)
        for cell, amount in values.items()
        if len(cases[cell]) < threshold or (is_counted and amount < threshold)
    }
    network = _Network(population.chains, values)
    hidden = network.protect(widths, width)
    return Suppressed(values, frozenset(hidden))


def _cells(chains: Iterable[Sequence[str]], categories: Mapping[str, str]) -> Iterator[Cell]:
    """Yield every cell in which a unit of these categories is counted."""
    yield WHOLE
    for chain in chains:
        pairs = [(dimension, categories[dimension]) for dimension in chain]
        yield from (frozenset([pair]) for pair in pairs)
        yield from (frozenset(neighbours) for neighbours in pairwise(pairs))


@dataclass(frozen=True, slots=True)
class _Arc:
    """A cell as an arc of the network, from a node to another; its amount flows along it."""

    tail: int
    head: int
    cell: Cell
    amount: int

    @property
    def cost(self) -> float:
        """What it costs to hide it; of two alike the smaller one is hidden."""
        return _COSTS[len(self.cell)] + min(self.amount, 1000) / 1000


class _Network:
    """The tables as a circulation: as much arrives at a node as leaves it, which is what adds up in a table.

    Every set of tables with the same printed cells is another circulation, and the reverse, so that the
    greatest and the least amount of a hidden cell are found as flows through arcs of hidden cells only. Since
    all amounts are whole, so are the flows: the intervals are exact.
    """

    def __init__(self, chains: Sequence[Sequence[str]], values: Mapping[Cell, int]) -> None:
        self._nodes: dict[object, int] = {}
        self._arcs = [
            _Arc(*self._ends(chains, cell), cell, amount)
            for cell, amount in sorted(values.items(), key=lambda item: sorted(item[0]))
        ]
        self._by_cell = {arc.cell: at for at, arc in enumerate(self._arcs)}
        self._leaving: dict[int, list[tuple[int, int, int]]] = {}
        for at, arc in enumerate(self._arcs):
            self._leaving.setdefault(arc.tail, []).append((at, 1, arc.head))
            self._leaving.setdefault(arc.head, []).append((at, -1, arc.tail))

    def _ends(self, chains: Sequence[Sequence[str]], cell: Cell) -> tuple[int, int]:
        """Return the nodes between which a cell lies: all chains one after another, and the whole back."""
        if not cell:
            return self._node(len(chains)), self._node(0)
        place, chain = next(
            (place, chain) for place, chain in enumerate(chains) if all(name in chain for name, _ in cell)
        )
        first, *rest = sorted(cell, key=lambda pair: chain.index(pair[0]))
        if rest:
            return self._node(("out", first)), self._node(("in", rest[0]))
        at = chain.index(first[0])
        tail = self._node(("in", first) if at else place)
        head = self._node(("out", first) if at < len(chain) - 1 else place + 1)
        return tail, head

    def _node(self, key: object) -> int:
        return self._nodes.setdefault(key, len(self._nodes))

    def protect(self, widths: Mapping[Cell, int], width: int) -> set[Cell]:
        """Return the cells to hide so that each has its width, or the common one.

        Args:
            widths: the sensitive cells, each with the least width of its interval.
            width: that of any other cell that is hidden.
        """
        needed = {self._by_cell[cell]: least for cell, least in widths.items()}
        hidden = set(needed)
        has_grown = True
        while has_grown:
            has_grown = False
            for at in sorted(hidden):
                while more := self._lacking(at, hidden, needed.get(at, width)):
                    hidden |= more
                    has_grown = True
        for at in sorted(hidden - needed.keys(), key=lambda place: -self._arcs[place].cost):
            fewer = hidden - {at}
            if not any(self._is_open(one, fewer, needed.get(one, width)) for one in fewer):
                hidden = fewer
        return {self._arcs[at].cell for at in hidden}

    def _is_open(self, at: int, hidden: Collection[int], width: int) -> bool:
        """Return whether the interval of a hidden cell is narrower than this."""
        up = self._pushed(at, 1, hidden, width)[0]
        return up < width and up + self._pushed(at, -1, hidden, width - up)[0] < width

    def _lacking(self, at: int, hidden: Collection[int], width: int) -> set[int]:
        """Return the cheapest further cells that widen the interval of one, or none if it is wide enough."""
        up, risen = self._pushed(at, 1, hidden, width)
        down, fallen = self._pushed(at, -1, hidden, width - up)
        if up + down >= width:
            return set()
        ways = [self._cheapest(at, 1, hidden, risen)]
        if down < self._arcs[at].amount - 1:
            ways.append(self._cheapest(at, -1, hidden, fallen))
        return set(min((way for way in ways if way), key=lambda way: way[0])[1])

    def _pushed(self, at: int, sign: int, hidden: Collection[int], limit: int) -> tuple[int, dict[int, int]]:
        """Return by how much a cell can change while only hidden cells do, and how these change.

        Args:
            at: the cell.
            sign: 1 to raise it, -1 to lower it; none falls below 1, since zeros are never hidden.
            hidden: the cells that may change.
            limit: no more is looked for.
        """
        changes: dict[int, int] = {}
        if sign < 0:
            limit = min(limit, self._arcs[at].amount - 1)
        total = 0
        while total < limit and (path := self._path(at, sign, hidden, changes)):
            room = [self._room(one, way, changes) for one, way in path]
            step = min(limit - total, *(amount for amount in room if amount is not None), limit)
            for one, way in path:
                changes[one] = changes.get(one, 0) + way * step
            total += step
        return total, changes

    def _room(self, at: int, way: int, changes: Mapping[int, int]) -> int | None:
        """Return how much more can flow along an arc or back; None without limit."""
        return None if way > 0 else self._arcs[at].amount + changes.get(at, 0) - 1

    def _path(
        self, at: int, sign: int, hidden: Collection[int], changes: Mapping[int, int]
    ) -> list[tuple[int, int]]:
        """Return a shortest path closing a circle with a cell, as arcs and directions; [] for none."""
        start, end = self._open_ends(at, sign)
        reached: dict[int, tuple[int, int, int]] = {start: (-1, 0, -1)}
        front = [start]
        while front and end not in reached:
            following = []
            for node in front:
                for one, way, to in self._leaving[node]:
                    if (
                        one != at
                        and one in hidden
                        and to not in reached
                        and self._room(one, way, changes) != 0
                    ):
                        reached[to] = (one, way, node)
                        following.append(to)
            front = following
        return _way_back(reached, end)

    def _cheapest(
        self, at: int, sign: int, hidden: Collection[int], changes: Mapping[int, int]
    ) -> tuple[float, list[int]] | None:
        """Return cost and cells of the cheapest circle through a cell that hides more, or None."""
        start, end = self._open_ends(at, sign)
        reached: dict[int, tuple[int, int, int]] = {}
        order = count()
        heap: list[tuple[float, int, int, tuple[int, int, int]]] = [(0.0, next(order), start, (-1, 0, -1))]
        while heap:
            cost, _, node, came = heappop(heap)
            if node in reached:
                continue
            reached[node] = came
            if node == end:
                return cost, [one for one, _ in _way_back(reached, end) if one not in hidden]
            for one, way, to in self._leaving[node]:
                if one != at and to not in reached and self._room(one, way, changes) != 0:
                    more = 0.0 if one in hidden else self._arcs[one].cost
                    heappush(heap, (cost + more, next(order), to, (one, way, node)))
        return None

    def _open_ends(self, at: int, sign: int) -> tuple[int, int]:
        """Return where a path begins and ends that closes the circle with this cell."""
        arc = self._arcs[at]
        return (arc.head, arc.tail) if sign > 0 else (arc.tail, arc.head)


def _way_back(reached: Mapping[int, tuple[int, int, int]], end: int) -> list[tuple[int, int]]:
    """Return the arcs, with their directions, by which a node was reached."""
    path: list[tuple[int, int]] = []
    if end not in reached:
        return path
    at, way, node = reached[end]
    while at >= 0:
        path.append((at, way))
        at, way, node = reached[node]
    return path
