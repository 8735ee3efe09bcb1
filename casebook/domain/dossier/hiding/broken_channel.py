"""Telephone numbers and houses in a street that run over the end of a line, or stand in a block of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_search import NameSearch, compiled
from casebook.domain.dossier.hiding.neighbour import holds
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.domain.dossier.hiding.readings.text_reading import unbroken
from casebook.domain.dossier.hiding.text_hit import TextHit

_NEAR_DIGIT = re.compile(r"\d[^\d\n]{0,24}\n|\n[^\d\n]{0,24}\d")
"""A line end that may part one: each has a figure."""
_AROUND = 120
_OWN_ENDS = ("[ \n]", " ?\n", "[ \\n]", " ?\\n")
"""In patterns that say where a line may end: those of Turkish addresses."""
_Span = tuple[int, int]


class BrokenChannels:
    """Finds them.

    Args:
        searches: those for channels on one line are used.
    """

    def __init__(self, searches: Iterable[tuple[NameSearch, Hidden]]) -> None:
        channels = [(search, one) for search, one in searches if one.shape == "any-channel"]
        self._hidden = next((one for _, one in channels), None)
        self._patterns = [
            (compiled(search.pattern), search.strength)
            for search, _ in channels
            if search.strength != "whole" and not any(end in search.pattern for end in _OWN_ENDS)
        ]

    def find(self, text: str, hits: Sequence[TextHit]) -> Iterator[TextHit]:
        """Yield those that hold a line end; two beside it that are found by themselves are not one.

        Args:
            text: it.
            hits: in it.
        """
        one = self._hidden
        if one is None or "\n" not in text:
            return
        ends, starts = ({getattr(hit, at) for hit in hits if hit.kind == one.kind} for at in ("end", "start"))
        for first, last in _windows(text):
            reading = unbroken(text[first:last])
            for place in self._in(reading.text, folded(reading.text)):
                start, end = (first + at for at in reading.printed(*place))
                lines = [at for at in range(start, end) if text[at] == "\n"]
                if lines and not all(at in ends and at + 1 in starts for at in lines):
                    yield TextHit(start=start, end=end, label=one.label, kind=one.kind, is_certain=False)

    def _in(self, text: str, plain: str) -> Iterator[_Span]:
        for pattern, strength in self._patterns:
            for place in pattern.finditer(plain):
                if holds(strength, text, plain, place.span()):
                    yield place.span()


def _windows(text: str) -> Iterator[_Span]:
    """Yield the parts of a text around such line ends; they do not overlap."""
    start = end = 0
    for place in _NEAR_DIGIT.finditer(text):
        begins = max(0, place.start() - _AROUND)
        if begins > end:
            if end:
                yield start, end
            start = begins
        end = min(len(text), place.end() + _AROUND)
    if end:
        yield start, end
