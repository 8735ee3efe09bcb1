"""Page breaking: fills pages with line boxes, keeps groups together, repeats table heads, sets footnotes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from casebook.domain.dossier.composition import ReferenceTarget
from casebook.pdf.typeset.footnote_area import FootnoteArea, Note, foot_rule
from casebook.pdf.typeset.line_box import LineBox
from casebook.pdf.typeset.lines import PlacedPiece, SetLine
from casebook.pdf.typeset.page_style import TextColumn
from casebook.pdf.typeset.sheet import SheetSequence

_MIN_END, _MAX_END = 0.3, 0.5
"""Share of a page that the end of a part fills at least and at most, where it can be so divided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """A bookmark of the typeset pages.

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


@dataclass(slots=True)
class PageSequence:
    """The pages of a document while they are filled.

    Attributes:
        on_turn: called after each turn with the sheets, to set the running head.
        anchors: page of each anchor, from 0.
        tops: how high on its page an anchor stands, in points from the lower edge, unless it begins the page.
        numbers: page of each numbered heading and paragraph, from 0.
        held: page from 0 on which a number must not begin earlier, by number.
        filler: set on a page that only holds a place.
    """

    sheets: SheetSequence
    column: TextColumn
    on_turn: Callable[[SheetSequence], None]
    anchors: dict[str, int] = field(default_factory=dict)
    tops: dict[str, float] = field(default_factory=dict)
    outline: list[OutlineEntry] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)
    filler: Sequence[LineBox] = ()
    _down_pt: float = 0
    _foot: FootnoteArea = field(default_factory=FootnoteArea)

    def turn(self) -> None:
        """Begin a new page, with the rest of the notes of the last one at its foot."""
        self._set_foot()
        self.sheets.turn()
        self.on_turn(self.sheets)
        self._down_pt = 0
        self._foot.turn(self.column.height_pt)

    def finish(self) -> None:
        """Finish the last page: set its notes, on further pages if necessary."""
        while self._foot.is_over:
            self.turn()
        self._set_foot()
        self._foot = FootnoteArea()

    def reach(self, page: int) -> None:
        """Turn to a page from 0; those passed over say that they hold a place."""
        while self.sheets.count - 1 < page:
            self.turn()
            if self.sheets.count - 1 < page:
                for line_box in self.filler:
                    self._put(line_box)

    def fill_to(self, page: int) -> None:
        """End on a page from 0 or later; those that nothing reaches say that they hold a place."""
        while self.sheets.count - 1 < page:
            self.turn()
            for line_box in self.filler:
                self._put(line_box)

    def _set_foot(self) -> None:
        if self._foot.line_boxes:
            self._down_pt = self.column.height_pt - self._foot.height_pt
            for line_box in (foot_rule(self.column.width_pt), *self._foot.line_boxes):
                self._put(line_box)

    def fill(self, line_boxes: Iterable[LineBox]) -> None:
        """Set line boxes from the current position, on as many pages as needed.

        The last quarter of a page is kept together, so that no page ends them with a line or two.
        """
        for chain in self._parted(_with_end_kept(_chains(line_boxes), self.column.height_pt)):
            self.reach(self.held.get(chain[0].number, 0))
            notes = [note for line_box in chain for note in line_box.notes]
            if not self._fits(_height(chain, self._down_pt), notes) and self._down_pt:
                self._turn_to(chain[0])
            is_whole = self._fits(_height(chain, self._down_pt), notes)
            for line_box in chain:
                needed_pt = line_box.height_pt + (line_box.before_pt if self._down_pt else 0)
                if self._down_pt and not is_whole and not self._fits(needed_pt, line_box.notes):
                    self._turn_to(line_box)
                self._put(line_box)
                if line_box.notes and not is_whole:
                    self._foot.take(line_box.notes, self._free_pt)
            if is_whole:
                self._foot.take(notes, self._free_pt)

    def _parted(self, chains: Iterable[list[LineBox]]) -> Iterator[list[LineBox]]:
        """Yield the chains, parted where a number is held on a later page than the one before it."""
        last = 0
        for chain in chains:
            begins = 0
            for at, line_box in enumerate(chain):
                if self.held.get(line_box.number, 0) > last:
                    last = self.held[line_box.number]
                    if at > begins:
                        yield chain[begins:at]
                    begins = at
            yield chain[begins:]

    @property
    def _free_pt(self) -> float:
        return self.column.height_pt - self._foot.height_pt - self._down_pt

    def _fits(self, height_pt: float, notes: Sequence[Note]) -> bool:
        """Return whether this height fits the page, with the minimum of the notes called in it."""
        if notes and self._foot.is_over:
            return False
        return height_pt + self._foot.least_pt(notes) <= self._free_pt + 0.01

    def _turn_to(self, line_box: LineBox) -> None:
        self.turn()
        for repeated in line_box.head:
            self._put(repeated)

    def _put(self, line_box: LineBox) -> None:
        self._down_pt += line_box.before_pt if self._down_pt else 0
        top_pt = self.column.top_pt - self._down_pt
        left_pt = self.column.left_pt
        page = self.sheets.count - 1
        self._note(line_box, page, top_pt)
        for rule in line_box.rules:
            y_pt = top_pt - rule.down_pt
            self.sheets.rule(left_pt + rule.left_pt, left_pt + rule.right_pt, y_pt, rule.weight_pt)
        for drawing in line_box.drawings:
            scale = f"{drawing.scale_pt:.5f}"
            self.sheets.draw(f"q {scale} 0 0 -{scale} {left_pt:.2f} {top_pt:.2f} cm")
            for operators in drawing.operators:
                self.sheets.draw(operators)
            self.sheets.draw("Q")
        for picture in line_box.pictures:
            left = left_pt + picture.x_pt
            box = (left, top_pt - picture.height_pt, left + picture.width_pt, top_pt)
            self.sheets.picture(picture.pixels, box)
        for at in line_box.lines:
            put_line(self.sheets, at.line, left_pt + at.x_pt, top_pt - at.down_pt)
            for place in (place for one in at.line.placed for place in one.piece.places):
                self.anchors.setdefault(place, page)
                self.tops.setdefault(place, top_pt)
        if line_box.blank and line_box.blank.name:
            rule = line_box.rules[-1]
            box = (left_pt + rule.left_pt, top_pt - rule.down_pt, left_pt + rule.right_pt, top_pt)
            self.sheets.leave_blank(box, line_box.blank)
        if line_box.to:
            bottom_pt = top_pt - line_box.height_pt
            self.sheets.link((left_pt, bottom_pt, self.column.right_pt, top_pt), line_box.to)
        self._down_pt += line_box.height_pt

    def _note(self, line_box: LineBox, page: int, top_pt: float) -> None:
        """Note where what can be pointed at begins."""
        if line_box.number:
            self.numbers[line_box.number] = page
        for anchor in line_box.anchors:
            self.anchors[anchor] = page
            if self._down_pt:
                self.tops[anchor] = top_pt
        if line_box.outline:
            level, title = line_box.outline
            anchor = line_box.anchors[0] if line_box.anchors else ""
            self.outline.append(OutlineEntry(level=level, title=title, anchor=anchor, page=page))


def put_line(sheets: SheetSequence, line: SetLine, x_pt: float, y_pt: float) -> None:
    """Set a line from a point on its baseline, with the links of its pieces."""
    sheets.show(line.placed, x_pt, y_pt)
    for to, left_pt, right_pt, size_pt in _linked(line.placed):
        box = (x_pt + left_pt, y_pt - size_pt * 0.28, x_pt + right_pt, y_pt + size_pt * 0.95)
        sheets.link(box, to)


def _linked(placed: Sequence[PlacedPiece]) -> Iterator[tuple[ReferenceTarget, float, float, float]]:
    """Yield target, left, right and size of each run of pieces with the same target."""
    current: tuple[ReferenceTarget, float, float, float] | None = None
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


def _chains(line_boxes: Iterable[LineBox]) -> Iterator[list[LineBox]]:
    """Yield strips grouped so that pages end only between groups."""
    chain: list[LineBox] = []
    for line_box in line_boxes:
        chain.append(line_box)
        if not line_box.keeps_next:
            yield chain
            chain = []
    if chain:
        yield chain


def _with_end_kept(chains: Iterable[list[LineBox]], page_pt: float) -> Iterator[list[LineBox]]:
    """Yield the chains, the last ones joined to one that is no stub of a page."""
    held: deque[tuple[list[LineBox], float]] = deque()
    held_pt = 0.0
    for chain in chains:
        held.append((chain, chain[0].before_pt + _height(chain, 0)))
        held_pt += held[-1][1]
        while held_pt - held[0][1] >= page_pt * _MIN_END:
            first, first_pt = held.popleft()
            held_pt -= first_pt
            yield first
    if held_pt > page_pt * _MAX_END:
        yield held.popleft()[0]
    if end := [line_box for chain, _ in held for line_box in chain]:
        yield end


def _height(chain: Sequence[LineBox], down_pt: float) -> float:
    before_pt = sum(line_box.before_pt for line_box in chain[1:]) + (chain[0].before_pt if down_pt else 0)
    return before_pt + sum(line_box.height_pt for line_box in chain)
