"""Papers side by side, and where what they say differs.

A difference is no fault: an explanation that is known from calendars and romanisation stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.request.compared_paper import (
    PARTICULARS,
    ComparedPaper,
    PaperParticular,
    ParticularKind,
    ParticularSource,
)
from casebook.domain.request.particular_likeness import Explanation, Unlikeness, WordLikeness, joined, unlike

RowState = Literal["same", "alike", "explained", "differs", "not-compared"]
_ALL_DIFFERENT: frozenset[ParticularKind] = frozenset({"number", "issued", "court-number"})
"""Each paper has its own: they are shown side by side, and differ without contradicting each other."""
_SEVERAL: frozenset[ParticularKind] = frozenset({"amount", "count", "passport"})
"""Of several things: how many were printed is no contradiction of how many were seized."""


@entity
class PaperCell:
    """What one paper says of one kind.

    Attributes:
        paper_id: of the compared paper.
        particulars: several where it says several things.
    """

    paper_id: str
    particulars: tuple[PaperParticular, ...]


@entity
class Difference:
    """Two papers that say different things.

    Attributes:
        kind: of what they speak.
        key: what names it in a list, without what they say.
        first_id, second_id: IDs of the compared papers.
        first, second: what they say.
        explanation: what may explain it.
        is_spelling: only the spelling or script differs.
        is_also: of the paper of one, another form of the same name agrees with the other.
    """

    kind: ParticularKind
    key: str
    first_id: str
    second_id: str
    first: PaperParticular
    second: PaperParticular
    explanation: Explanation = ""
    is_spelling: bool = False
    is_also: bool = False

    @property
    def is_explained(self) -> bool:
        """Return whether a paper before the court explains one of the two."""
        return bool(self.first.explained_in or self.second.explained_in)

    @property
    def is_open(self) -> bool:
        """Return whether one paper contradicts the other, and no paper before the court explains it."""
        return not (self.is_also or self.is_explained)

    @property
    def is_of_person(self) -> bool:
        """Return whether one of the two is what the person said, as a paper records it."""
        return "person" in {self.first.source, self.second.source}


@entity
class ParticularRow:
    """All papers on one kind of particular."""

    kind: ParticularKind
    cells: tuple[PaperCell, ...]
    state: RowState
    differences: tuple[Difference, ...] = ()


def compare(papers: Sequence[ComparedPaper], likeness: WordLikeness) -> tuple[ParticularRow, ...]:
    """Return a row for each kind that a paper speaks of, with its differences.

    Args:
        papers: in the order of their columns.
        likeness: compares names and nationalities.
    """
    rows = []
    for kind in PARTICULARS:
        cells = tuple(
            PaperCell(
                paper_id=paper.id, particulars=tuple(one for one in paper.confirmed if one.kind == kind)
            )
            for paper in papers
        )
        held = [cell for cell in cells if cell.particulars]
        if held:
            unlike = () if kind in _ALL_DIFFERENT else tuple(_differences(kind, held, likeness))
            rows.append(
                ParticularRow(kind=kind, cells=cells, state=_state(kind, held, unlike), differences=unlike)
            )
    return tuple(rows)


def _state(kind: ParticularKind, held: list[PaperCell], unlike: tuple[Difference, ...]) -> RowState:
    if len(held) == 1 or kind in _ALL_DIFFERENT:
        return "not-compared"
    if not unlike:
        return "same"
    if all(one.is_spelling or one.is_also for one in unlike):
        return "alike"
    return "differs" if any(one.is_open and not one.is_spelling for one in unlike) else "explained"


def _differences(kind: ParticularKind, held: list[PaperCell], likeness: WordLikeness) -> Iterator[Difference]:
    for place, first in enumerate(held):
        for second in held[place + 1 :]:
            yield from _between(kind, first, second, likeness)


def _between(
    kind: ParticularKind, first: PaperCell, second: PaperCell, likeness: WordLikeness
) -> Iterator[Difference]:
    """Yield what one of two papers says and the other does not, each beside what is nearest to it there.

    A number is held against one that the other paper has left over. Where each number of a paper is found in
    the other as well, what that one says more is of another thing.
    """
    pairs = {
        (at, to): unlike(kind, one, other, likeness)
        for at, one in enumerate(first.particulars)
        for to, other in enumerate(second.particulars)
    }
    alone_first = [at for at in range(len(first.particulars)) if _is_alone(pairs, 0, at)]
    alone_second = [to for to in range(len(second.particulars)) if _is_alone(pairs, 1, to)]
    if kind in _SEVERAL:
        if not alone_first or not alone_second:
            return
        pairs = {
            pair: found for pair, found in pairs.items() if pair[0] in alone_first and pair[1] in alone_second
        }
    shown = dict.fromkeys(_nearest(pairs, 0, at) for at in alone_first)
    shown |= dict.fromkeys(_nearest(pairs, 1, to) for to in alone_second)
    for at, to in shown:
        explanation, is_spelling = pairs[at, to] or ("", False)
        yield Difference(
            kind=kind,
            key=f"{kind}:{first.paper_id}:{at}:{second.paper_id}:{to}",
            first_id=first.paper_id,
            second_id=second.paper_id,
            first=first.particulars[at],
            second=second.particulars[to],
            explanation=explanation,
            is_spelling=is_spelling,
            is_also=kind == "name"
            and (
                _has_form(first, second.particulars[to], first.particulars[at].source)
                or _has_form(second, first.particulars[at], second.particulars[to].source)
            ),
        )


def _has_form(cell: PaperCell, other: PaperParticular, source: ParticularSource) -> bool:
    """Return whether a paper gives the name of another paper, too, as a statement of the same source."""
    return any(one.source == source and joined(one.text) == joined(other.text) for one in cell.particulars)


_Pairs = Mapping[tuple[int, int], Unlikeness | None]


def _is_alone(pairs: _Pairs, side: int, place: int) -> bool:
    """Return whether no particular of the other paper is the same."""
    return all(found is not None for pair, found in pairs.items() if pair[side] == place)


def _nearest(pairs: _Pairs, side: int, place: int) -> tuple[int, int]:
    """Return the pair of a particular that is explained best: by spelling, by anything, or the first.

    What stands in the other script says least: it is the last to be held against it.
    """

    def rank(pair: tuple[int, int]) -> tuple[bool, bool, bool]:
        explanation, is_spelling = pairs[pair] or ("", False)
        return explanation == "script", not is_spelling, not explanation

    return min((pair for pair in pairs if pair[side] == place), key=rank)


def all_differences(rows: Iterable[ParticularRow]) -> tuple[Difference, ...]:
    """Return the differences of every row, in their order."""
    return tuple(one for row in rows for one in row.differences)
