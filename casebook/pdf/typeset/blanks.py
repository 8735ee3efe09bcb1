"""Line boxes of form fields: a label and a ruled line to write on."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from casebook.domain.dossier.composition import FormField, FormFields
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.line_box import LineBox, RuledLine
from casebook.pdf.typeset.text_setter import TextSetter, line_boxes

_LABEL = 0.28
"""Share of the measure, as for labels of pairs."""
_BENEATH = 2.0
_WRITING, _SIGNING = 22.0, 36.0
"""Height of a line for writing by hand, and of one for a signature, in points."""


def form_field_boxes(setter: TextSetter, blanks: FormFields) -> list[LineBox]:
    """Return the line boxes of form fields."""
    set_ = [_strip(setter, blank) for blank in blanks.rows]
    for at, (upper, lower) in enumerate(pairwise(blanks.rows)):  # who signs together signs on one page
        set_[at] = replace(set_[at], keeps_next=not upper.name and not lower.name)
    return [replace(set_[0], before_pt=page_style.BETWEEN_PARAGRAPHS), *set_[1:]] if set_ else []


def _strip(setter: TextSetter, blank: FormField) -> LineBox:
    """Return a strip: the label ends at the first line or its limit, and the lines follow."""
    left_pt = setter.width_pt * _LABEL
    label = line_boxes(
        setter.lines(blank.label, setter.types.pairs_label, width_pt=left_pt - page_style.GUTTER),
        setter.types.pairs_label,
    )
    label_pt = sum(line_box.height_pt for line_box in label)
    first_pt = max(label_pt, _WRITING if blank.name else _SIGNING)
    down_pt = first_pt - label_pt
    at = []
    for line_box in label:
        at += [replace(line, down_pt=line.down_pt + down_pt) for line in line_box.lines]
        down_pt += line_box.height_pt
    ends = [first_pt + further * _WRITING for further in range(blank.lines)]
    rules = tuple(RuledLine(left_pt, setter.width_pt, end - _BENEATH, page_style.HAIRLINE) for end in ends)
    return LineBox(height_pt=ends[-1], lines=tuple(at), rules=rules, before_pt=2, blank=blank)
