"""Strips fill pages: what belongs together stays together, heads repeat, every anchor learns its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from casebook.domain.composition import Blank, Target
from casebook.pdf.lines import Placed, SetLine
from casebook.pdf.press import BASELINE, Column
from casebook.pdf.sheet import Sheets
from casebook.pdf.text import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A bookmark of the set pages.

    Attributes:
        level: 1 for cover, index and parts; 2 and 3 for headings.
        title: with its number, without the page.
        anchor: what it leads to.
        page: in this PDF, from 0.
    """

    level: Literal[1, 2, 3]
    title: str
    anchor: str
    page: int


@dataclass(frozen=True, slots=True)
class At:
    """A line in a strip: its start from the column's left edge, its baseline from the strip's top."""

    x_pt: float
    down_pt: float
    line: SetLine


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule in a strip: ends from the column's left edge, place from the strip's top."""

    left_pt: float
    right_pt: float
    down_pt: float
    weight_pt: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A horizontal strip of a page, the least that is not divided: a line of text or of a table.

    Attributes:
        before_pt: space above it, left out at the top of a page.
        keeps_next: no page ends after it.
        anchors: what can be pointed at here.
        outline: level and title of its bookmark; it leads to the first anchor.
        to: what a click anywhere on it goes to.
        head: set again when a page begins with this strip.
        blank: what is to be written between the ends of its rule; a form has a field there.
    """

    height_pt: float
    lines: tuple[At, ...] = ()
    rules: tuple[Rule, ...] = ()
    before_pt: float = 0
    keeps_next: bool = False
    anchors: tuple[str, ...] = ()
    outline: tuple[Literal[1, 2, 3], str] | None = None
    to: Target | None = None
    head: tuple[Strip, ...] = ()
    blank: Blank | None = None


def height(line: SetLine, style: Type) -> tuple[float, float]:
    """The height of a line and the place of its baseline, with room for tall stacks and low bowls."""
    above_pt = max(style.leading_pt * BASELINE, line.top_pt + 1)
    below_pt = max(style.leading_pt * (1 - BASELINE), 1 - line.bottom_pt - style.size_pt * 0.12)
    return above_pt + below_pt, above_pt


@dataclass(slots=True)
class Pages:
    """The pages of a document being filled.

    Attributes:
        on_turn: called after each turn with the sheets, to set the running head.
        anchors: page of each anchor, from 0.
    """

    sheets: Sheets
    column: Column
    on_turn: Callable[[Sheets], None]
    anchors: dict[str, int] = field(default_factory=dict)
    outline: list[OutlineEntry] = field(default_factory=list)
    _down_pt: float = 0

    def turn(self) -> None:
        """Begin a new page."""
        self.sheets.turn()
        self.on_turn(self.sheets)
        self._down_pt = 0

    def fill(self, strips: Iterable[Strip]) -> None:
        """Set strips from where the page stands, on as many pages as they need."""
        for chain in _chains(strips):
            fits_here = self._down_pt + _height(chain, self._down_pt) <= self.column.height_pt + 0.01
            if not fits_here and self._down_pt:
                self._turn_to(chain[0])
            for strip in chain:
                needed_pt = strip.height_pt + (strip.before_pt if self._down_pt else 0)
                if self._down_pt and self._down_pt + needed_pt > self.column.height_pt + 0.01:
                    self._turn_to(strip)
                self._put(strip)

    def _turn_to(self, strip: Strip) -> None:
        self.turn()
        for repeated in strip.head:
            self._put(repeated)

    def _put(self, strip: Strip) -> None:
        self._down_pt += strip.before_pt if self._down_pt else 0
        top_pt = self.column.top_pt - self._down_pt
        left_pt = self.column.left_pt
        page = self.sheets.count - 1
        for anchor in strip.anchors:
            self.anchors[anchor] = page
        if strip.outline:
            level, title = strip.outline
            anchor = strip.anchors[0] if strip.anchors else ""
            self.outline.append(OutlineEntry(level=level, title=title, anchor=anchor, page=page))
        for rule in strip.rules:
            y_pt = top_pt - rule.down_pt
            self.sheets.rule(left_pt + rule.left_pt, left_pt + rule.right_pt, y_pt, rule.weight_pt)
        for at in strip.lines:
            put_line(self.sheets, at.line, left_pt + at.x_pt, top_pt - at.down_pt)
        if strip.blank and strip.blank.name:
            rule = strip.rules[-1]
            box = (left_pt + rule.left_pt, top_pt - rule.down_pt, left_pt + rule.right_pt, top_pt)
            self.sheets.leave_blank(box, strip.blank)
        if strip.to:
            bottom_pt = top_pt - strip.height_pt
            self.sheets.link((left_pt, bottom_pt, self.column.right_pt, top_pt), strip.to)
        self._down_pt += strip.height_pt


def put_line(sheets: Sheets, line: SetLine, x_pt: float, y_pt: float) -> None:
    """Set a line from a point on its baseline, with the links of its pieces."""
    sheets.show(line.placed, x_pt, y_pt)
    for to, left_pt, right_pt, size_pt in _linked(line.placed):
        box = (x_pt + left_pt, y_pt - size_pt * 0.28, x_pt + right_pt, y_pt + size_pt * 0.95)
        sheets.link(box, to)


def _linked(placed: Sequence[Placed]) -> Iterator[tuple[Target, float, float, float]]:
    """Target, left, right and size of each stretch of pieces with the same target."""
    current: tuple[Target, float, float, float] | None = None
    for one in placed:
        piece = one.piece
        right_pt = one.x_pt + piece.width_pt
        if current and piece.to == current[0] and one.x_pt >= current[1]:
            current = (current[0], current[1], right_pt, current[3])
            continue
        if current:
            yield current
        current = (piece.to, one.x_pt, right_pt, piece.size_pt) if piece.to else None
    if current:
        yield current


def _chains(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Strips grouped so that pages end between groups only."""
    chain: list[Strip] = []
    for strip in strips:
        chain.append(strip)
        if not strip.keeps_next:
            yield chain
            chain = []
    if chain:
        yield chain


def _height(chain: Sequence[Strip], down_pt: float) -> float:
    before_pt = sum(strip.before_pt for strip in chain[1:]) + (chain[0].before_pt if down_pt else 0)
    return before_pt + sum(strip.height_pt for strip in chain)
