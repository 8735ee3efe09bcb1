"""The measures of the press: sizes, leadings, margins and spaces of every kind of page. All in points."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.domain.paper import PAPERS_PT, Paper
from casebook.pdf.text import Type

MM = 72 / 25.4

BODY = Type(size_pt=11, leading_pt=16)
SMALL = Type(size_pt=9, leading_pt=12.5)
"""References, and whole paragraphs that are meant to be quiet."""
TABLE = Type(size_pt=9.5, leading_pt=13)
TABLE_HEAD = Type(size_pt=9, leading_pt=13, weight="italic")
PAIRS = Type(size_pt=10.5, leading_pt=15)
PAIRS_LABEL = Type(size_pt=10.5, leading_pt=15, weight="italic")
PART = Type(size_pt=19, leading_pt=25)
HEADING = Type(size_pt=12.5, leading_pt=17, weight="bold")
SUBHEADING = Type(size_pt=11, leading_pt=16, weight="italic")
RUNNING = Type(size_pt=8.5, leading_pt=11, weight="italic")

AFTER_PART_TITLE = 20.0
BEFORE_HEADING = 18.0
BEFORE_SUBHEADING = 10.0
AFTER_HEADING = 4.0
BETWEEN_PARAGRAPHS = 7.0
BEFORE_REFERENCE = 1.5
BEFORE_TABLE = 12.0
BETWEEN_ROWS = 5.0
GUTTER = 11.0
LABEL_HANGS = 40.0
"""How far left of the column paragraph and heading numbers begin."""

RULE = 0.8
HAIRLINE = 0.4

BASELINE = 0.75
"""Share of the leading that lies above the baseline."""

_MARGIN = 25 * MM
RUNNING_HEAD_DOWN = 15 * MM
"""From the upper edge to the baseline of the running head."""


@dataclass(frozen=True, slots=True)
class Column:
    """The part of a sheet that is set; below it the strip for the stamped page number stays empty.

    Attributes:
        left_pt, bottom_pt, right_pt, top_pt: from the lower left corner of the sheet.
    """

    left_pt: float
    bottom_pt: float
    right_pt: float
    top_pt: float

    @property
    def width_pt(self) -> float:
        """The measure."""
        return self.right_pt - self.left_pt

    @property
    def height_pt(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return self.top_pt - self.bottom_pt


def column(paper: Paper) -> Column:
    """The column of a paper: 25 mm of margin on every side."""
    width_pt, height_pt = PAPERS_PT[paper]
    return Column(_MARGIN, _MARGIN, width_pt - _MARGIN, height_pt - _MARGIN)
