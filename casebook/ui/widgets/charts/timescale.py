"""The layout of a timeline: merged lanes, and space for the text of marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casebook.domain.agenda.timeline import Lane, Mark, TimelineBar

_MAX_ROWS = 2
_SLACK = 4
"""Tolerance in pixels between measured and drawn widths."""


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A placed mark: x of its dot, row of its lane, and the width of its text."""

    mark: Mark
    x: float
    row: int
    label_width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The space of a lane, in pixels.

    Attributes:
        reach: width of the picture.
        dot: width of a dot.
        gap: between dot and words, and between words and the next dot.
        most: words are cut at this width.
        is_mirrored: words stand to the left of their dots.
    """

    reach: int
    dot: int
    gap: int
    most: int
    is_mirrored: bool


def placed(
    marks: Sequence[Mark], x_of: Callable[[date], float], width_of: Callable[[str], int], room: Room
) -> list[PlacedMark]:
    """Return marks with their rows: the first of up to two whose last text ends before the mark.

    Where none is free, the words that reach furthest back are cut to make room.
    """
    edge = 0 if room.is_mirrored else room.reach
    rows: list[list[PlacedMark]] = [[] for _ in range(_MAX_ROWS)]
    for mark in sorted(marks, key=lambda mark: mark.on):
        x = x_of(mark.on)
        width = min(width_of(mark.title) + _SLACK, room.most, int(abs(edge - x)) - room.gap)
        row = next((at for at, before in enumerate(rows) if not before or _clears(before[-1], x, room)), None)
        if row is None:
            row = max(range(_MAX_ROWS), key=lambda at: abs(rows[at][-1].x - x))
            before = rows[row][-1]
            left = int(abs(before.x - x)) - 2 * room.gap - room.dot
            rows[row][-1] = replace(before, label_width=left if left > room.dot * 3 else 0)
        rows[row].append(PlacedMark(mark, x, row, width if width > room.dot * 3 else 0))
    return sorted((placed for row in rows for placed in row), key=lambda placed: placed.mark.on)


def _clears(before: PlacedMark, x: float, room: Room) -> bool:
    return before.label_width + 2 * room.gap + room.dot / 2 <= abs(x - before.x)


def merged(lanes: Sequence[Lane]) -> tuple[Lane, ...]:
    """Return lanes, merging those of one title without overlapping bars, as a case and its appeal."""
    lanes_by_title: dict[str, Lane] = {}
    for number, lane in enumerate(lanes):
        there = lanes_by_title.get(lane.title)
        if there is None:
            lanes_by_title[lane.title] = lane
        elif _follows(there.bars, lane.bars):
            lanes_by_title[lane.title] = replace(
                there, bars=(*there.bars, *lane.bars), marks=(*there.marks, *lane.marks)
            )
        else:
            lanes_by_title[f"{lane.title} {number}"] = lane
    return tuple(lanes_by_title.values())


def _follows(first: Sequence[TimelineBar], then: Sequence[TimelineBar]) -> bool:
    ends = [bar.ends_on or date.max for bar in first]
    return all(bar.begins_on > end for bar in then for end in ends)
