"""Text shaping (HarfBuzz): a run in one face becomes glyphs with ligatures, kerning and joining.

Every glyph that is written as text stands for the characters of its cluster, so that a reader of the PDF
finds what was typed. A cluster that needs more than one glyph (a skeleton and its dots, a letter and its
vowel sign) is written as the widest of them; the others become outlines drawn over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from casebook.pdf.typeset.fonts.fonts import SHAPED_AWAY, Face

_STEERING = str.maketrans("", "", "".join(SHAPED_AWAY))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a run.

    Attributes:
        id: its number in the font.
        text: the characters it stands for; "" for one that is drawn as an outline.
        x, y: where its origin is, from the start of the run on the baseline.
        advance: how far the font itself moves on after it.
    """

    id: int
    text: str
    x: int
    y: int
    advance: int


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A run as glyphs, in units of 1/1000 em, from left to right.

    Attributes:
        face: what sets it.
        glyphs: those written as text.
        outlines: those drawn.
        width: of the whole run.
        top, bottom: how far its ink reaches above and below the baseline.
    """

    face: Face
    glyphs: tuple[Glyph, ...]
    outlines: tuple[Glyph, ...]
    width: int
    top: int
    bottom: int


@lru_cache(maxsize=20_000)
def shape(face: Face, text: str, *, is_rtl: bool = False, language: str = "") -> Shaped:
    """Return the glyphs of a run of text in one face.

    Args:
        face: covers every character of the text.
        text: in the order it is read.
        is_rtl: set from right to left; parentheses are mirrored then.
        language: BCP 47 tag, where letters differ by language.
    """
    written: list[Glyph] = []
    drawn: list[Glyph] = []
    x = 0
    for letters, group in _clusters(_buffer(face, text, is_rtl=is_rtl, language=language), text):
        base = max(group, key=lambda pair: pair[1].x_advance) if len(group) > 1 else group[0]
        for pair in group:
            info, position = pair
            is_written = pair is base and bool(letters)
            place = (x + position.x_offset, position.y_offset)
            glyph = Glyph(
                info.codepoint, letters if is_written else "", *place, _advance(face, info.codepoint)
            )
            (written if is_written else drawn).append(glyph)
            x += position.x_advance
    top, bottom = _reach(face, [*written, *drawn])
    return Shaped(face, tuple(written), tuple(drawn), x, top, bottom)


def _buffer(face: Face, text: str, *, is_rtl: bool, language: str) -> Any:  # noqa: ANN401 - untyped
    """Return the text as HarfBuzz shapes it."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if is_rtl else "ltr"
    if language:
        buffer.language = language
    uharfbuzz.shape(face.hb, buffer)
    return buffer


def _clusters(buffer: Any, text: str) -> Iterator[tuple[str, list[tuple[Any, Any]]]]:  # noqa: ANN401 - untyped
    """Yield each cluster's characters with its glyphs."""
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = sorted({info.cluster for info, _ in glyphs})
    if len(starts) == len(glyphs) == len(text) and text.isascii():
        yield from ((text[pair[0].cluster], [pair]) for pair in glyphs)
        return
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for start, group in groupby(glyphs, key=lambda pair: pair[0].cluster):
        yield text[start : ends[start]].translate(_STEERING), list(group)


@cache
def _advance(face: Face, glyph_id: int) -> int:
    advance: int = face.hb.get_glyph_h_advance(glyph_id)
    return advance


def _reach(face: Face, glyphs: Sequence[Glyph]) -> tuple[int, int]:
    tops, bottoms = [0], [0]
    for glyph in glyphs:
        top, bottom = _extent(face, glyph.id)
        tops.append(glyph.y + top)
        bottoms.append(glyph.y + bottom)
    return max(tops), min(bottoms)


@cache
def _extent(face: Face, glyph_id: int) -> tuple[int, int]:
    extents = face.hb.get_glyph_extents(glyph_id)
    return (extents.y_bearing, extents.y_bearing + extents.height) if extents else (0, 0)


class _OutlinePen:
    """Writes a glyph's outline as PDF path operators."""

    def __init__(self, x: float, y: float, scale: float) -> None:
        self.path: list[str] = []
        self._at = (0.0, 0.0)
        self._x, self._y, self._scale = x, y, scale

    def _coordinates(self, *points: tuple[float, float]) -> str:
        self._at = points[-1]
        return " ".join(f"{self._x + x * self._scale:.3f} {self._y + y * self._scale:.3f}" for x, y in points)

    def moveTo(self, to: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz names it
        self.path.append(f"{self._coordinates(to)} m")

    def lineTo(self, to: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz names it
        self.path.append(f"{self._coordinates(to)} l")

    def curveTo(  # noqa: N802 - HarfBuzz names it
        self, first: tuple[float, float], second: tuple[float, float], to: tuple[float, float]
    ) -> None:
        self.path.append(f"{self._coordinates(first, second, to)} c")

    def qCurveTo(self, through: tuple[float, float], to: tuple[float, float]) -> None:  # noqa: N802
        start = self._at
        first = tuple(a + (b - a) * 2 / 3 for a, b in zip(start, through, strict=True))
        second = tuple(a + (b - a) * 2 / 3 for a, b in zip(to, through, strict=True))
        self.curveTo((first[0], first[1]), (second[0], second[1]), to)

    def closePath(self) -> None:  # noqa: N802 - HarfBuzz names it
        self.path.append("h")


def outline(face: Face, glyph: Glyph, x_pt: float, y_pt: float, size_pt: float) -> str:
    """Return the path of a glyph, to be filled, for a run that starts at a point."""
    scale = size_pt / 1000
    pen = _OutlinePen(x_pt + glyph.x * scale, y_pt + glyph.y * scale, scale)
    face.hb.draw_glyph_with_pen(glyph.id, pen)
    return " ".join(pen.path)
