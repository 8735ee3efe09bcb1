"""The words of a page that redaction leaves readable, with their positions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from casebook.domain.evidence.recognition import SeenWord
from casebook.domain.evidence.redaction import Edges, overlap
from casebook.pdf.redact.text_run import NOWHERE, around

_TOUCHED = 0.25
"""Of a letter or line: what an area covers less of, it only brushes, as the box of the line above."""
_BRIM_PT = 4.0
_WITHOUT_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
"""Scripts without word separators: only the covered characters of a line are removed, not the whole."""


@dataclass(frozen=True, slots=True)
class CoveredWords:
    """Part of a page's text that is painted over.

    Attributes:
        start, end: of its letters.
        box: painted over, in points.
        text: what may be read in its place; "" for nothing.
    """

    start: int
    end: int
    box: Edges
    text: str


@dataclass(slots=True)
class SeenPage:
    """A page with its letters: `text` as long as `edges`, in points from the upper left corner.

    Attributes:
        unsure: places in the text of letters a reader may not see: searched, and never written again.
        pictured: likewise of those that a picture shows: nothing but it says what they are.
        out_of_sight: where letters stand that nobody sees and `text` leaves out.
    """

    text: str
    edges: Sequence[Edges]
    width_pt: float
    height_pt: float
    unsure: AbstractSet[int] = frozenset()
    pictured: AbstractSet[int] = frozenset()
    out_of_sight: Sequence[Edges] = ()

    def in_points(self, edges: Edges) -> Edges:
        """Left, top, right and bottom in parts of the page, given in points."""
        left, top, right, bottom = edges
        return left * self.width_pt, top * self.height_pt, right * self.width_pt, bottom * self.height_pt

    def left_over(self, covered: Sequence[CoveredWords], areas: Sequence[Edges]) -> list[SeenWord]:
        """Return the text still readable: words where nothing is hidden, and the replacements.

        Args:
            covered: parts of the text that are painted over, in order.
            areas: what is painted over beside, in points.
        """
        gone = self._under(areas) | self.unsure
        return [word for word, box in self._between(covered, gone) if not is_touched(box, areas)]

    def under(self, areas: Sequence[Edges], label: str) -> str:
        """Return the letters within areas, except at their edges and in labels."""
        inner = [_core(area) for area in areas]
        labels = re.finditer(re.escape(label), self.text) if label else ()
        label_letters = {at for found in labels for at in range(*found.span())}
        shown = (
            sign
            for at, (sign, edge) in enumerate(zip(self.text, self.edges, strict=True))
            if at not in label_letters and not sign.isspace() and any(_holds(area, edge) for area in inner)
        )
        return "".join(shown)

    def text_under(self, areas: Sequence[Edges]) -> Iterator[str]:
        """The words that areas cover, whole also where they are touched only, line by line."""
        for area in areas:
            gone = self._under([area])
            shown = (sign if at in gone or sign.isspace() else "\n" for at, sign in enumerate(self.text))
            yield from (line.strip() for line in "".join(shown).split("\n") if line.strip())

    def word(self, text: str, box: Edges) -> SeenWord:
        """A word at a place in points."""
        return SeenWord(
            text=text,
            left=box[0] / self.width_pt,
            top=box[1] / self.height_pt,
            right=box[2] / self.width_pt,
            bottom=box[3] / self.height_pt,
            confidence=100,
        )

    def _under(self, areas: Sequence[Edges]) -> set[int]:
        """The letters that areas cover, and the rest of the words they are of."""
        hidden_letters: set[int] = set()
        for at, edge in enumerate(self.edges):
            if edge != NOWHERE and not self.text[at].isspace() and is_touched(edge, areas):
                hidden_letters.update(self._word_at(at))
        return hidden_letters

    def _word_at(self, at: int) -> range:
        if _WITHOUT_BLANKS.match(self.text[at]):
            return range(at, at + 1)
        first, last = at, at + 1
        while first and self._goes_on(first - 1):
            first -= 1
        while last < len(self.text) and self._goes_on(last):
            last += 1
        return range(first, last)

    def _goes_on(self, at: int) -> bool:
        sign = self.text[at]
        return not sign.isspace() and self.edges[at] != NOWHERE and not _WITHOUT_BLANKS.match(sign)

    def _between(
        self, covered: Sequence[CoveredWords], hidden_letters: AbstractSet[int]
    ) -> Iterator[tuple[SeenWord, Edges]]:
        at = 0
        for cover in covered:
            yield from self._words(at, cover.start, hidden_letters)
            if cover.text.strip():
                yield self.word(f"{cover.text} ", cover.box), NOWHERE
            at = cover.end
        yield from self._words(at, len(self.text), hidden_letters)

    def _words(
        self, start: int, end: int, hidden_letters: AbstractSet[int]
    ) -> Iterator[tuple[SeenWord, Edges]]:
        def stands(place: int) -> bool:
            is_seen = not self.text[place].isspace() and self.edges[place] != NOWHERE
            return is_seen and place not in hidden_letters

        at = start
        while at < end:
            if not stands(at):
                at += 1
                continue
            last = at
            while last < end and stands(last):
                last += 1
            box = around(self.edges[at:last])
            after = " " if last < len(self.text) and self.text[last].isspace() else ""
            yield self.word(self.text[at:last] + after, box), box
            at = last


def is_touched(box: Edges, areas: Sequence[Edges]) -> bool:
    """Whether an area covers more of a box than its brim."""
    inner = _inner(box)
    return any(overlap(inner, area) > 0 for area in areas)


def _inner(box: Edges) -> Edges:
    left, top, right, bottom = box
    down = (bottom - top) * _TOUCHED
    across = min(down, (right - left) * _TOUCHED)
    return left + across, top + down, right - across, bottom - down


def _core(area: Edges) -> Edges:
    """Return an area without its edge, which adjoining rewritten words may overlap."""
    left, top, right, bottom = area
    across, down = (min(_BRIM_PT, side * _TOUCHED) for side in (right - left, bottom - top))
    return left + across, top + down, right - across, bottom - down


def _holds(area: Edges, edge: Edges) -> bool:
    """Return whether the centre of a letter is in an area."""
    x, y = (edge[0] + edge[2]) / 2, _middle(edge)
    return edge != NOWHERE and area[0] < x < area[2] and area[1] < y < area[3]


def _middle(edge: Edges) -> float:
    return (edge[1] + edge[3]) / 2
