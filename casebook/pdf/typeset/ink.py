"""Writes lines as text operators of a content stream, with kerning and word spaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casebook.pdf.typeset.fonts.embed import FontsUsed
from casebook.pdf.typeset.fonts.fonts import Face
from casebook.pdf.typeset.fonts.shaping import Glyph, Shaped, outline, shape
from casebook.pdf.typeset.lines import PlacedPiece


@dataclass(frozen=True, slots=True)
class _Row:
    """The coded glyphs of a run on one baseline.

    Attributes:
        codes: inside the brackets of TJ.
        start, end: where the pen is before and after, in units from the start of the run.
    """

    codes: str
    start: int
    end: int


class Ink:
    """Writes lines with the codes of one document's fonts; each run is coded once."""

    def __init__(self, fonts: FontsUsed) -> None:
        self._fonts = fonts
        self._rows: dict[Shaped, _Row | None] = {}

    def line(self, placed: Sequence[PlacedPiece], x_pt: float, y_pt: float) -> list[str]:
        """Return the operators of a line that starts at a point on the baseline."""
        pen = _RowPen(y_pt)
        outlines: list[str] = []
        for one in placed:
            shaped, size_pt, at_pt = one.piece.shaped, one.piece.size_pt, x_pt + one.x_pt
            row = self._row(shaped)
            if row is None:
                for glyph in shaped.glyphs:
                    pen.alone(shaped.face, glyph, self._code(shaped.face, glyph), (at_pt, size_pt))
            else:
                pen.row(shaped.face, row, at_pt, size_pt)
            if one.is_spaced and shaped.face.space and row is not None:
                space = self._row(shape(shaped.face, " "))
                pen.follow(space, size_pt)
            outlines += [outline(shaped.face, glyph, at_pt, y_pt, size_pt) for glyph in shaped.outlines]
        return [*pen.operators(), *(f"{path} f" for path in outlines if path)]

    def _row(self, shaped: Shaped) -> _Row | None:
        """Return the run as a row, or None if glyphs are off the baseline or missing."""
        if shaped not in self._rows:
            self._rows[shaped] = self._coded(shaped)
        return self._rows[shaped]

    def _coded(self, shaped: Shaped) -> _Row | None:
        if not shaped.glyphs or any(glyph.y for glyph in shaped.glyphs):
            return None
        codes: list[str] = []
        pen = start = shaped.glyphs[0].x
        for glyph in shaped.glyphs:
            if glyph.x != pen:
                codes.append(f"> {pen - glyph.x} <")
            codes.append(self._code(shaped.face, glyph))
            pen = glyph.x + glyph.advance
        return _Row("".join(codes), start, pen)

    def _code(self, face: Face, glyph: Glyph) -> str:
        return self._fonts.code(face, glyph)


class _RowPen:
    """Joins rows of one face and size into one operator."""

    def __init__(self, y_pt: float) -> None:
        self._y_pt = y_pt
        self._operators: list[str] = []
        self._at: tuple[Face, float] | None = None
        self._x_pt = 0.0

    def row(self, face: Face, row: _Row, x_pt: float, size_pt: float) -> None:
        """Write a run of glyphs at a position on the baseline."""
        start_pt = x_pt + row.start * size_pt / 1000
        if self._at != (face, size_pt):
            self._start(face, start_pt, self._y_pt, size_pt)
            self._at = (face, size_pt)
        else:
            back = round((self._x_pt - start_pt) * 1000 / size_pt)
            if back:
                self._operators.append(f"> {back} <")
                self._x_pt -= back * size_pt / 1000
        self.follow(row, size_pt)

    def follow(self, row: _Row | None, size_pt: float) -> None:
        """Write a run of glyphs after the last one."""
        if row is not None:
            self._operators.append(row.codes)
            self._x_pt += (row.end - row.start) * size_pt / 1000

    def alone(self, face: Face, glyph: Glyph, code: str, at: tuple[float, float]) -> None:
        """Write a glyph at its own height; the next row is separate."""
        x_pt, size_pt = at
        scale = size_pt / 1000
        self._start(face, x_pt + glyph.x * scale, self._y_pt + glyph.y * scale, size_pt)
        self._operators.append(code)
        self._at = None

    def _start(self, face: Face, x_pt: float, y_pt: float, size_pt: float) -> None:
        self._operators.append(
            f"{'>] TJ ' if self._operators else ''}"
            f"/{face.name} {size_pt:.2f} Tf 1 0 0 1 {x_pt:.3f} {y_pt:.3f} Tm [<"
        )
        self._x_pt = x_pt

    def operators(self) -> list[str]:
        """Return the text object (BT … ET) written so far."""
        return ["BT", "".join([*self._operators, ">] TJ"]).replace("<>", ""), "ET"] if self._operators else []
