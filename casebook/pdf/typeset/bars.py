"""Line boxes of bar charts: label, bar and number; a range is a thick bar continued by a thin one."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.dossier.composition import BarChart, ChartBar
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.line_box import LineBox, RuledLine
from casebook.pdf.typeset.table import side_by_side
from casebook.pdf.typeset.text_setter import TextSetter

_LABEL, _BAR = 0.34, 0.4
_FULL_PT, _THIN_PT, _MIN_PT = 6.0, 2.0, 0.6


def bar_chart_boxes(setter: TextSetter, bars: BarChart) -> list[LineBox]:
    """Return the line boxes of a bar chart; a row is never divided."""
    set_: list[LineBox] = []
    for bar in bars.rows:
        set_ += _row(setter, bar, page_style.BETWEEN_ROWS if set_ else page_style.BEFORE_TABLE)
    return set_


def _row(setter: TextSetter, bar: ChartBar, before_pt: float) -> list[LineBox]:
    left_pt, room_pt = setter.width_pt * _LABEL, setter.width_pt * _BAR
    words_pt = left_pt + room_pt + page_style.GUTTER
    cells = [
        (0.0, setter.lines(bar.label, setter.types.table, width_pt=left_pt - page_style.GUTTER)),
        (words_pt, setter.lines(bar.said, setter.types.table, width_pt=setter.width_pt - words_pt)),
    ]
    line_boxes = side_by_side(cells, setter.types.table, before_pt)
    middle_pt = setter.types.table.leading_pt / 2
    rules = [RuledLine(left_pt, left_pt + max(room_pt * bar.least, _MIN_PT), middle_pt, _FULL_PT)]
    if bar.most > bar.least:
        rules.append(
            RuledLine(left_pt + room_pt * bar.least, left_pt + room_pt * bar.most, middle_pt, _THIN_PT)
        )
    last = len(line_boxes) - 1
    return [
        replace(line_box, rules=tuple(rules) if bar.is_drawn and not at else (), keeps_next=at < last)
        for at, line_box in enumerate(line_boxes)
    ]
