"""Line boxes of a time chart: lanes named on the left, bars and blocks with titles beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casebook.domain.dossier.composition import ChartLane, ChartSpan, TimeChart
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.line_box import LineBox, PlacedText, RuledLine
from casebook.pdf.typeset.text_setter import TextSetter, kept

_NAMES = 0.18
"""Share of the measure for the names of the lanes."""
_BAR_PT, _MIN_PT, _GAP_PT, _BETWEEN_PT = 4.5, 4.5, 4.0, 12.0
_GRID_PT, _CLEAR_PT = 0.25, 2.0
"""The width of a grid line, and its clearance from words and their marks."""
_BETWEEN_LANES = 5.0


@dataclass(frozen=True, slots=True)
class _Item:
    """A bar with its words, or one of both, and the extent of all."""

    bars: tuple[RuledLine, ...]
    words: tuple[PlacedText, ...]
    left_pt: float
    right_pt: float


def time_chart_boxes(setter: TextSetter, course: TimeChart) -> list[LineBox]:
    """Return a chart; a lane is never divided, a chart only where it may be: each page then has the axis."""
    axis = _axis(setter, course)
    grid = [name.x_pt for name in axis.lines]
    set_ = [replace(axis, before_pt=page_style.BEFORE_TABLE)]
    for lane in course.lanes:
        rows = list(_lane(setter, lane, grid))
        set_ += [replace(line_box, head=(axis,)) for line_box in (*kept(rows[:-1]), rows[-1])]
    if course.is_whole:
        set_ = [*kept(set_[:-1]), set_[-1]]
    return [*set_, LineBox(height_pt=page_style.BEFORE_TABLE)]


def _x(setter: TextSetter, share: float) -> float:
    left_pt = setter.width_pt * _NAMES
    return left_pt + (setter.width_pt - left_pt) * share


def _axis(setter: TextSetter, course: TimeChart) -> LineBox:
    """Return months or years over a rule; one too close to the previous name is left out, with its line."""
    style = setter.types.table_head
    lines: list[PlacedText] = []
    free_pt = 0.0
    for title, share in course.ticks:
        line = setter.one_line(title, style)
        x_pt = _x(setter, share)
        if x_pt >= free_pt and x_pt + line.width_pt <= setter.width_pt:
            lines.append(PlacedText(x_pt, style.leading_pt * page_style.BASELINE, line))
            free_pt = x_pt + line.width_pt + _BETWEEN_PT
    height_pt = style.leading_pt + _GAP_PT
    rule = RuledLine(_x(setter, 0), setter.width_pt, height_pt - page_style.RULE / 2, page_style.RULE)
    return LineBox(height_pt=height_pt, lines=tuple(lines), rules=(rule,), keeps_next=True)


def _lane(setter: TextSetter, lane: ChartLane, grid: Sequence[float]) -> Iterator[LineBox]:
    style = setter.types.table
    names = setter.lines(lane.title, style, width_pt=setter.width_pt * _NAMES - page_style.GUTTER)
    rows = _rows([item for stretch in lane.stretches for item in _items(setter, stretch)])
    for at in range(max(len(rows), len(names))):
        items = rows[at] if at < len(rows) else []
        height_pt = style.leading_pt + (0 if at else _BETWEEN_LANES)
        down_pt = height_pt - style.leading_pt
        lines = [replace(words, down_pt=down_pt + words.down_pt) for item in items for words in item.words]
        if at < len(names):
            lines.append(PlacedText(0, down_pt + style.leading_pt * page_style.BASELINE, names[at]))
        bars = [replace(bar, down_pt=down_pt + bar.down_pt) for item in items for bar in item.bars]
        ticks = [
            RuledLine(x_pt, x_pt + _GRID_PT, height_pt / 2, height_pt)
            for x_pt in grid
            if not any(item.left_pt - _CLEAR_PT <= x_pt <= item.right_pt + _CLEAR_PT for item in items)
        ]
        yield LineBox(height_pt=height_pt, lines=tuple(lines), rules=(*ticks, *bars))


def _items(setter: TextSetter, stretch: ChartSpan) -> tuple[_Item, ...]:
    """Return a bar with its words after it, or before it if there is more space; below it if neither fits."""
    style = setter.types.table
    left_pt = _x(setter, stretch.begins)
    right_pt = max(_x(setter, stretch.ends), left_pt + _MIN_PT)
    if right_pt > setter.width_pt:
        left_pt, right_pt = left_pt - (right_pt - setter.width_pt), setter.width_pt
    after_pt, before_pt = setter.width_pt - right_pt - _GAP_PT, left_pt - _x(setter, 0) - _GAP_PT
    line = setter.one_line(stretch.title, style, setter.width_pt - _x(setter, 0))
    is_below = line.width_pt > max(after_pt, before_pt)
    is_after = line.width_pt <= after_pt or after_pt >= before_pt
    at_pt = right_pt + _GAP_PT if is_after else left_pt - _GAP_PT - line.width_pt
    if is_below:
        at_pt = min(left_pt, setter.width_pt - line.width_pt)
    bar = RuledLine(left_pt, right_pt, style.leading_pt / 2, _BAR_PT)
    words = PlacedText(at_pt, style.leading_pt * page_style.BASELINE, line)
    if is_below:
        beneath = _Item((), (words,), at_pt, max(right_pt, at_pt + line.width_pt))
        return _Item((bar,), (), left_pt, right_pt), beneath
    return (_Item((bar,), (words,), min(left_pt, at_pt), max(right_pt, at_pt + line.width_pt)),)


def _rows(items: Sequence[_Item]) -> list[list[_Item]]:
    """Return the items, each in the first row with space."""
    rows: list[list[_Item]] = []
    for item in items:
        free = next((row for row in rows if not any(_meet(item, other) for other in row)), None)
        if free is None:
            rows.append([item])
        else:
            free.append(item)
    return rows


def _meet(one: _Item, other: _Item) -> bool:
    return one.left_pt <= other.right_pt + _BETWEEN_PT and other.left_pt <= one.right_pt + _BETWEEN_PT
