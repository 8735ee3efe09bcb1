"""Page styles: type sizes, leading, margins and spacing, in points."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from casebook.domain.dossier.paper import PAPERS_PT, Paper
from casebook.domain.dossier.typesetting import Typesetting
from casebook.pdf.typeset.text import Type

MM = 72 / 25.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Types:
    """The type sizes of a part, except its title.

    Attributes:
        small: references, and whole paragraphs that are meant to be quiet.
    """

    body: Type
    small: Type
    table: Type
    table_head: Type
    pairs: Type
    pairs_label: Type
    heading: Type
    subheading: Type


USUAL = Types(
    body=Type(size_pt=12, leading_pt=17.5),
    small=Type(size_pt=9.5, leading_pt=13),
    table=Type(size_pt=10, leading_pt=13.5),
    table_head=Type(size_pt=9.5, leading_pt=13.5, weight="italic"),
    pairs=Type(size_pt=11, leading_pt=15.5),
    pairs_label=Type(size_pt=11, leading_pt=15.5, weight="italic"),
    heading=Type(size_pt=13, leading_pt=18, weight="bold"),
    subheading=Type(size_pt=12, leading_pt=17.5, weight="italic"),
)
PART = Type(size_pt=19, leading_pt=25)
RUNNING = Type(size_pt=8.5, leading_pt=11, weight="italic")

BEFORE_PART = 34.0
"""Above a part that does not begin a page."""
AFTER_PART_TITLE = 20.0
BEFORE_HEADING = 18.0
BEFORE_SUBHEADING = 10.0
AFTER_HEADING = 4.0
BETWEEN_PARAGRAPHS = 7.0
BETWEEN_NOTES = 2.0
NOTE_INDENT = 18.0
"""Indent from the number of a footnote to its text."""
BEFORE_REFERENCE = 1.5
BEFORE_TABLE = 12.0
BETWEEN_ROWS = 5.0
GUTTER = 11.0
LABEL_HANGS = 40.0
"""Distance of paragraph and heading numbers to the left of the column."""

LABEL_GAP = 3.5
"""Minimum space between the letter of a lettered paragraph and its text."""

INDENT = 24.0
"""Indent of lettered paragraphs, list items and quotations."""

RULE = 0.8
HAIRLINE = 0.4

BASELINE = 0.75
"""Share of the leading above the baseline."""

_MARGIN = 25 * MM
RUNNING_HEAD_DOWN = 15 * MM
"""Distance from the upper edge to the baseline of the running head."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """The text area of a sheet; the line box of the stamped page number below it stays empty.

    Attributes:
        left_pt, bottom_pt, right_pt, top_pt: from the lower left corner of the sheet.
    """

    left_pt: float
    bottom_pt: float
    right_pt: float
    top_pt: float

    @property
    def width_pt(self) -> float:
        """Return the width of the text column, in points."""
        return self.right_pt - self.left_pt

    @property
    def height_pt(self) -> float:
        """Return the height from the top of the first line to the bottom of the last, in points."""
        return self.top_pt - self.bottom_pt


def column(paper: Paper, ordered: Typesetting) -> TextColumn:
    """Return the column of a paper: margins of 25 mm, or more if a court requires it."""
    width_pt, height_pt = PAPERS_PT[paper]
    margins = ordered.margins
    sides_mm = (
        (margins.left_mm, margins.bottom_mm, margins.right_mm, margins.top_mm) if margins else (0, 0, 0, 0)
    )
    left_pt, bottom_pt, right_pt, top_pt = (max(_MARGIN, side * MM) for side in sides_mm)
    return TextColumn(left_pt, bottom_pt, width_pt - right_pt, height_pt - top_pt)


def at_least(style: Type, least_pt: float) -> Type:
    """Return a style in no smaller size, its leading in proportion."""
    if style.size_pt >= least_pt:
        return style
    return replace(style, size_pt=least_pt, leading_pt=style.leading_pt * least_pt / style.size_pt)


def types_of(ordered: Typesetting, height_pt: float) -> Types:
    """Return the type of an argument as its court requires; unspecified values stay as usual.

    Args:
        ordered: by the forum.
        height_pt: of the column.
    """
    apart_pt = height_pt / ordered.most_lines if ordered.most_lines else 0.0
    types = {field.name: getattr(USUAL, field.name) for field in fields(USUAL)}
    return Types(**{name: _fitted(type_, name, ordered, apart_pt) for name, type_ in types.items()})


def _fitted(type_: Type, name: str, ordered: Typesetting, apart_pt: float) -> Type:
    """Return a size and leading no smaller than usual."""
    least_pt = ordered.least_note_pt if name == "small" else ordered.least_pt
    size_pt = max(type_.size_pt, least_pt)
    leading_pt = max(type_.leading_pt * size_pt / type_.size_pt, ordered.spacing * size_pt, apart_pt)
    quiet_pt = max(type_.quiet_pt, ordered.least_note_pt)
    return replace(type_, size_pt=size_pt, leading_pt=leading_pt, quiet_pt=quiet_pt)
