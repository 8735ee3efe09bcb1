"""Line boxes: indivisible horizontal pieces of a page, with possible page breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casebook.domain.base.preview import Pixels
from casebook.domain.dossier.composition import FormField, ReferenceTarget
from casebook.pdf.typeset.lines import SetLine
from casebook.pdf.typeset.page_style import BASELINE
from casebook.pdf.typeset.text import Type


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line in a line box: start from the column's left edge, baseline from the top of the box."""

    x_pt: float
    down_pt: float
    line: SetLine


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A horizontal rule in a line box: ends from the column's left edge, position from the top of the box."""

    left_pt: float
    right_pt: float
    down_pt: float
    weight_pt: float


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture in a line box: left edge from that of the column, its top at the top of the box."""

    x_pt: float
    width_pt: float
    height_pt: float
    pixels: Pixels


@dataclass(frozen=True, slots=True)
class PlacedDrawing:
    """Shapes in a line box: operators in units of their own, y downwards from the top left of the box.

    Attributes:
        scale_pt: points of a unit.
        operators: paths with their colours; no text.
    """

    scale_pt: float
    operators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBox:
    """An indivisible horizontal piece of a page: a line of text or a row of a table. Lengths in points.

    Attributes:
        before_pt: space above it, left out at the top of a page.
        keeps_next: no page ends after it.
        anchors: what can be pointed at here.
        outline: level and title of its bookmark; it leads to the first anchor.
        to: what a click anywhere on it goes to.
        head: set again when a page begins with this line box.
        blank: what is to be written between the ends of its rule; a form has a field there.
        notes: called in it, each the line boxes it is set in.
        pictures, drawings: drawn in it.
        number: of the heading or paragraph that begins here, by which others cite it; "" for none.
    """

    height_pt: float
    lines: tuple[PlacedText, ...] = ()
    rules: tuple[RuledLine, ...] = ()
    before_pt: float = 0
    keeps_next: bool = False
    anchors: tuple[str, ...] = ()
    outline: tuple[Literal[1, 2, 3], str] | None = None
    to: ReferenceTarget | None = None
    head: tuple[LineBox, ...] = ()
    blank: FormField | None = None
    notes: tuple[tuple[LineBox, ...], ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    drawings: tuple[PlacedDrawing, ...] = ()
    number: str = ""


def height(line: SetLine, style: Type) -> tuple[float, float]:
    """Return the height of a line and its baseline, with space for tall and deep scripts."""
    above_pt = max(style.leading_pt * BASELINE, line.top_pt + 1)
    below_pt = max(style.leading_pt * (1 - BASELINE), 1 - line.bottom_pt - style.size_pt * 0.12)
    return above_pt + below_pt, above_pt
