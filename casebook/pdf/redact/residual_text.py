"""The words of a page that redaction leaves readable, with their positions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from casebook.domain.dossier.pseudonym import TextHit
from casebook.domain.evidence.recognition import SeenWord
from casebook.domain.evidence.redaction import Edges, overlap

_NOWHERE: Edges = (0.0, 0.0, 0.0, 0.0)
_TOUCHED = 0.25
"""Of a letter or line: what an area covers less of, it only brushes, as the box of the line above."""
_BRIM_PT = 4.0
_WITHOUT_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
"""Signs of scripts that part no words: of a line of them, those covered are gone and not the whole."""


@dataclass(slots=True)
class SeenPage:
    """A page with its letters: `text` as long as `edges`, in points from the upper left corner."""

    text: str
    edges: Sequence[Edges]
    width_pt: float
    height_pt: float

    def in_points(self, edges: Edges) -> Edges:
        """Left, top, right and bottom in parts of the page, given in points."""
        left, top, right, bottom = edges
        return left * self.width_pt, top * self.height_pt, right * self.width_pt, bottom * self.height_pt

    def boxes(self, hit: TextHit) -> Iterator[Edges]:
        """The boxes of a hit, one for each line it stands on."""
        box: Edges | None = None
        for edge in self.edges[hit.start : hit.end]:
            if edge == _NOWHERE:
                continue
            if box is not None and abs(_middle(edge) - _middle(box)) < (box[3] - box[1]) / 2:
                box = _around((box, edge))
            else:
                if box is not None:
                    yield box
                box = edge
        if box is not None:
            yield box

    def left_over(self, hits: Sequence[TextHit], areas: Sequence[Edges], label: str) -> list[SeenWord]:
        """What may still be read, with a label in place of each hit and each area."""
        gone = self._under(areas)
        words = [word for word, box in self._between(hits, gone) if not _is_touched(box, areas)]
        return [*words, *(self.word(f"{label} ", area) for area in areas if label)]

    def under(self, areas: Sequence[Edges], label: str) -> str:
        """The letters that lie within areas, all but their brim and the labels that were put there."""
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
            if edge != _NOWHERE and not self.text[at].isspace() and _is_touched(edge, areas):
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
        return not sign.isspace() and self.edges[at] != _NOWHERE and not _WITHOUT_BLANKS.match(sign)

    def _between(
        self, hits: Sequence[TextHit], hidden_letters: AbstractSet[int]
    ) -> Iterator[tuple[SeenWord, Edges]]:
        at = 0
        for hit in hits:
            yield from self._words(at, hit.start, hidden_letters)
            box = next(self.boxes(hit), None)
            if box is not None and hidden_letters.isdisjoint(range(hit.start, hit.end)):
                yield self.word(f"{hit.label} ", box), box
            at = hit.end
        yield from self._words(at, len(self.text), hidden_letters)

    def _words(
        self, start: int, end: int, hidden_letters: AbstractSet[int]
    ) -> Iterator[tuple[SeenWord, Edges]]:
        def stands(place: int) -> bool:
            is_seen = not self.text[place].isspace() and self.edges[place] != _NOWHERE
            return is_seen and place not in hidden_letters

        at = start
        while at < end:
            if not stands(at):
                at += 1
                continue
            last = at
            while last < end and stands(last):
                last += 1
            box = _around(self.edges[at:last])
            after = " " if last < len(self.text) and self.text[last].isspace() else ""
            yield self.word(self.text[at:last] + after, box), box
            at = last


def _is_touched(box: Edges, areas: Sequence[Edges]) -> bool:
    """Whether an area covers more of a box than its brim."""
    inner = _inner(box)
    return any(overlap(inner, area) > 0 for area in areas)


def _inner(box: Edges) -> Edges:
    left, top, right, bottom = box
    down = (bottom - top) * _TOUCHED
    across = min(down, (right - left) * _TOUCHED)
    return left + across, top + down, right - across, bottom - down


def _core(area: Edges) -> Edges:
    """An area without its brim, into which a word that stands beside it may reach as it is laid anew."""
    left, top, right, bottom = area
    across, down = (min(_BRIM_PT, side * _TOUCHED) for side in (right - left, bottom - top))
    return left + across, top + down, right - across, bottom - down


def _holds(area: Edges, edge: Edges) -> bool:
    """Whether the middle of a letter lies in an area."""
    x, y = (edge[0] + edge[2]) / 2, _middle(edge)
    return edge != _NOWHERE and area[0] < x < area[2] and area[1] < y < area[3]


def _around(boxes: Sequence[Edges]) -> Edges:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _middle(edge: Edges) -> float:
    return (edge[1] + edge[3]) / 2
