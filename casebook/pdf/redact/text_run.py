"""Runs of letters on a page, and the box that covers one without telling how long a name in it is.

A box as wide as the name it hides tells which of a few names it is, and so do the places of the words around
it. What is covered is therefore the whole run: the words of a line up to the next column. Its box is as wide
as the column, out to a coarse grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casebook.domain.evidence.redaction import Edges

NOWHERE: Edges = (0.0, 0.0, 0.0, 0.0)
"""Of a sign that has no place, such as the end of a line."""

_GRID_PT = 72.0
_GAP = 2.0
"""In letter heights: anything further apart is in separate columns."""
_PAD_PT = 1.5
_SAME_LINE = 0.5


@dataclass(frozen=True, slots=True)
class Run:
    """Adjacent letters.

    Attributes:
        start, end: of the letters, as a slice of the page's text.
        box: around them, in points from the upper left corner of the page as seen.
        is_level: they go across the page and not up or down it.
    """

    start: int
    end: int
    box: Edges
    is_level: bool


def runs_of(text: str, edges: Sequence[Edges]) -> list[Run]:
    """The runs of a page, in the order of its text.

    Args:
        text: of the page.
        edges: of each of its letters, in points; `NOWHERE` where it has no place.
    """
    runs: list[Run] = []
    for first, last in _lines(text):
        placed = [at for at in range(first, last) if edges[at] != NOWHERE and not text[at].isspace()]
        if placed:
            runs += _split(placed, edges, is_level=_is_level([edges[at] for at in placed]))
    return runs


def cover_of(run: Run, runs: Iterable[Run], width_pt: float, height_pt: float) -> Edges:
    """Return the box that covers a run: column width, aligned to the grid, up to adjoining content.

    Args:
        run: what is covered.
        runs: all of the page.
        width_pt: of the page.
        height_pt: likewise.
    """
    alike = [_across(other.box, run) for other in runs if other.is_level == run.is_level and other != run]
    left, top, right, low = _across(run.box, run)
    column = [box for box in alike if box[0] < right and box[2] > left]
    most = width_pt if run.is_level else height_pt
    far_left = (min([left, *(box[0] for box in column)]) + 1) // _GRID_PT * _GRID_PT
    far_right = -((1 - max([right, *(box[2] for box in column)])) // _GRID_PT) * _GRID_PT
    beside = [box for box in alike if _is_beside(box, (left, top, right, low))]
    wall_left = max([0.0, *(box[2] + _PAD_PT for box in beside if box[2] <= left)])
    wall_right = min([most, *(box[0] - _PAD_PT for box in beside if box[0] >= right)])
    box = (
        min(max(far_left, wall_left), left - _PAD_PT),
        top - _PAD_PT,
        max(min(far_right, wall_right), right + _PAD_PT),
        low + _PAD_PT,
    )
    return _across(box, run)


def around(boxes: Sequence[Edges]) -> Edges:
    """The box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _is_level(boxes: Sequence[Edges]) -> bool:
    pairs = pairwise(boxes)
    level = sum(abs(b[0] - a[0]) >= abs(b[1] - a[1]) for a, b in pairs)
    return 2 * level >= len(boxes) - 1


def _split(placed: Sequence[int], edges: Sequence[Edges], *, is_level: bool) -> Iterator[Run]:
    first = 0
    for at in range(1, len(placed) + 1):
        if at < len(placed) and _goes_on(edges[placed[at - 1]], edges[placed[at]], is_level=is_level):
            continue
        members = placed[first:at]
        yield Run(members[0], members[-1] + 1, around([edges[each] for each in members]), is_level)
        first = at


def _goes_on(before: Edges, after: Edges, *, is_level: bool) -> bool:
    if not is_level:
        before, after = _turned(before), _turned(after)
    tall = max(before[3] - before[1], after[3] - after[1])
    down = abs((before[1] + before[3]) - (after[1] + after[3])) / 2
    gap = max(after[0] - before[2], before[0] - after[2])
    return down < tall * _SAME_LINE and gap < tall * _GAP


def _is_beside(box: Edges, other: Edges) -> bool:
    """Whether two boxes share a good part of their height."""
    shared = min(box[3], other[3]) - max(box[1], other[1])
    return shared > min(box[3] - box[1], other[3] - other[1]) / 4


def _across(box: Edges, run: Run) -> Edges:
    """A box with the direction of a run laid across; applied twice it is the box again."""
    return box if run.is_level else _turned(box)


def _turned(box: Edges) -> Edges:
    return box[1], box[0], box[3], box[2]
