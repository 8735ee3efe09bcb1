"""Line boxes of tables and pairs: rules above, below the head and at the end; the head on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, zip_longest

from casebook.domain.dossier.composition import Line, Pairs, TextTable
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.line_box import LineBox, PlacedText, RuledLine, height
from casebook.pdf.typeset.lines import SetLine
from casebook.pdf.typeset.text import Type
from casebook.pdf.typeset.text_setter import TextSetter

_DIVISIBLE = 9
"""A row with more lines than this may continue on the next page."""
_RULE_ROOM = 4.0


def table_boxes(setter: TextSetter, table: TextTable) -> list[LineBox]:
    """Return the line boxes of a table."""
    columns = _columns(setter, table.widths)
    head = _head(setter, table, columns)
    rows = [_row(setter, cells, columns, setter.types.table) for cells in table.rows]
    set_ = [replace(head[0], before_pt=page_style.BEFORE_TABLE), *head[1:]]
    for row in rows:
        set_ += [replace(line_box, head=tuple(head)) for line_box in row]
    if rows:
        set_[-1] = replace(set_[-1], keeps_next=True)
    return [*set_, _rule(setter, page_style.RULE, room_pt=_RULE_ROOM)]


def pairs_boxes(setter: TextSetter, pairs: Pairs) -> list[LineBox]:
    """Return labels and values, like a two-column table without rules."""
    columns = _columns(setter, (pairs.label_share, 1 - pairs.label_share))
    set_: list[LineBox] = []
    for label, value in pairs.rows:
        left = setter.lines(label, setter.types.pairs_label, width_pt=columns[0][1])
        right = setter.lines(value, setter.types.pairs, width_pt=columns[1][1])
        before_pt = 2.0 if set_ else page_style.BETWEEN_PARAGRAPHS
        set_ += side_by_side([(columns[0][0], left), (columns[1][0], right)], setter.types.pairs, before_pt)
    return set_


def _columns(setter: TextSetter, shares: Sequence[float]) -> list[tuple[float, float]]:
    """Return left edge and width of each column; the gutter is to the right of all but the last."""
    whole = sum(shares)
    edges = [share / whole * setter.width_pt for share in (0.0, *accumulate(shares))]
    gutters = [page_style.GUTTER] * (len(shares) - 1) + [0.0]
    return [
        (left, right - left - gutter) for left, right, gutter in zip(edges, edges[1:], gutters, strict=False)
    ]


def _head(setter: TextSetter, table: TextTable, columns: Sequence[tuple[float, float]]) -> list[LineBox]:
    cells = [
        (left, setter.lines(title, setter.types.table_head, width_pt=width))
        for title, (left, width) in zip(table.head, columns, strict=True)
    ]
    lines = [
        replace(line_box, keeps_next=True) for line_box in side_by_side(cells, setter.types.table_head, 0)
    ]
    above = replace(_rule(setter, page_style.RULE, room_pt=_RULE_ROOM, is_above=True), keeps_next=True)
    below = replace(_rule(setter, page_style.HAIRLINE, room_pt=_RULE_ROOM), keeps_next=True)
    return [above, *lines, below]


def _row(
    setter: TextSetter, cells: Sequence[Line], columns: Sequence[tuple[float, float]], style: Type
) -> list[LineBox]:
    set_ = [
        (left, setter.lines(cell, style, width_pt=width))
        for cell, (left, width) in zip(cells, columns, strict=True)
    ]
    return side_by_side(set_, style, page_style.BETWEEN_ROWS)


def side_by_side(
    cells: Sequence[tuple[float, Sequence[SetLine]]], style: Type, before_pt: float
) -> list[LineBox]:
    """Return cells with common baselines, a line box for each line."""
    set_: list[LineBox] = []
    for of_cells in zip_longest(*(lines for _, lines in cells)):
        present = [(cells[at][0], line) for at, line in enumerate(of_cells) if line is not None]
        sizes = [height(line, style) for _, line in present]
        down_pt = max(down for _, down in sizes)
        below_pt = max(whole - down for whole, down in sizes)
        lines = tuple(PlacedText(left, down_pt, line) for left, line in present)
        set_.append(LineBox(height_pt=down_pt + below_pt, lines=lines, before_pt=0 if set_ else before_pt))
    last = len(set_) - 1
    is_whole = len(set_) <= _DIVISIBLE
    return [
        replace(line_box, keeps_next=at < last and (is_whole or at in {0, last - 1}))
        for at, line_box in enumerate(set_)
    ]


def _rule(setter: TextSetter, weight_pt: float, *, room_pt: float, is_above: bool = False) -> LineBox:
    """Return a rule across the measure, with space between it and the text."""
    down_pt = weight_pt / 2 if is_above else room_pt + weight_pt / 2
    return LineBox(height_pt=room_pt + weight_pt, rules=(RuledLine(0, setter.width_pt, down_pt, weight_pt),))
