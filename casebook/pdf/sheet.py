"""Sheets of paper to set on: glyphs, rules and links go in, a PDF by reportlab comes out.

Glyphs are kept until the last sheet is done, because their codes are known only then. The same sheets always
give the same bytes: no date, no chance, fonts in the order of their names.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from casebook.domain.composition import Paper, Target
from casebook.pdf.anchor import uri
from casebook.pdf.embed import FontsUsed
from casebook.pdf.fonts import Face
from casebook.pdf.lines import Placed
from casebook.pdf.press import PAPERS
from casebook.pdf.shape import Glyph, outline, shape

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner."""


@dataclass(slots=True)
class _Show:
    """Glyphs of one face and size in a row; a number moves back by so many thousandths of the size."""

    face: Face
    start: str
    row: list[Glyph | int]

    def operators(self, fonts: FontsUsed) -> str:
        told = "".join(
            f"> {one} <" if isinstance(one, int) else fonts.code(self.face, one) for one in self.row
        )
        return f"{self.start} [<{told}>] TJ".replace("<>", "")


@dataclass(slots=True)
class _Sheet:
    operators: list[str | _Show] = field(default_factory=list)
    links: list[tuple[Box, str]] = field(default_factory=list)


class Sheets:
    """A document in the making; what is set goes on its last sheet."""

    def __init__(self, paper: Paper, *, title: str, language: str) -> None:
        self.width_pt, self.height_pt = PAPERS[paper]
        self._title = title
        self._language = language
        self._sheets: list[_Sheet] = []
        self._fonts = FontsUsed()

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return len(self._sheets)

    def turn(self) -> None:
        """Begin the next sheet."""
        self._sheets.append(_Sheet())

    def show(self, placed: Sequence[Placed], x_pt: float, y_pt: float) -> None:
        """Set the pieces of a line whose start is at a point on the baseline."""
        operators = self._sheets[-1].operators
        operators.append("BT")
        outlines: list[str] = []
        setter = _Setter(operators, self._fonts)
        for one in placed:
            piece = one.piece
            setter.run(piece.shaped.face, piece.shaped.glyphs, x_pt + one.x_pt, y_pt, piece.size_pt)
            if one.is_spaced:
                setter.space(piece.shaped.face)
            outlines += [
                outline(piece.shaped.face, glyph, x_pt + one.x_pt, y_pt, piece.size_pt)
                for glyph in piece.shaped.outlines
            ]
        operators.append("ET")
        operators += [f"{path} f" for path in outlines if path]

    def rule(self, left_pt: float, right_pt: float, y_pt: float, weight_pt: float) -> None:
        """Draw a horizontal line."""
        height = f"{weight_pt:.2f}"
        box = f"{left_pt:.2f} {y_pt - weight_pt / 2:.2f} {right_pt - left_pt:.2f} {height}"
        self._sheets[-1].operators.append(f"{box} re f")

    def link(self, box: Box, to: Target) -> None:
        """Make a rectangle lead to a target."""
        self._sheets[-1].links.append((box, uri(to)))

    def finish(self) -> bytes:
        """The PDF of all sheets."""
        from casebook.pdf.canvas import PlainCanvas

        self._fonts.settle()
        written = io.BytesIO()
        canvas = PlainCanvas(
            written,
            pagesize=(self.width_pt, self.height_pt),
            invariant=1,
            pageCompression=0,
            lang=self._language,
        )
        canvas.setTitle(self._title)
        canvas.setProducer("Casebook")
        canvas.adopt(self._fonts)
        for sheet in self._sheets:
            canvas.write(
                one if isinstance(one, str) else one.operators(self._fonts) for one in sheet.operators
            )
            for box, address in sheet.links:
                canvas.linkURL(address, box, thickness=0)
            canvas.showPage()
        canvas.save()
        return written.getvalue()


class _Setter:
    """Joins glyphs of one face, size and baseline into rows, moving by the difference where one is needed."""

    def __init__(self, operators: list[str | _Show], fonts: FontsUsed) -> None:
        self._operators = operators
        self._fonts = fonts
        self._row: list[Glyph | int] = []
        self._at: tuple[Face, float, float] | None = None
        self._x_pt = 0.0

    def run(self, face: Face, glyphs: Sequence[Glyph], x_pt: float, y_pt: float, size_pt: float) -> None:
        self._fonts.note(face, glyphs)
        scale = size_pt / 1000
        for glyph in glyphs:
            self._move(face, x_pt + glyph.x * scale, y_pt + glyph.y * scale, size_pt)
            self._row.append(glyph)
            self._x_pt += glyph.advance * scale

    def space(self, face: Face) -> None:
        """Write a space where the pen is, so that words stay apart when copied."""
        if face.space and self._at is not None:
            glyphs = shape(face, " ").glyphs
            self._fonts.note(face, glyphs)
            self._row += glyphs
            self._x_pt += face.space * self._at[1] / 1000

    def _move(self, face: Face, x_pt: float, y_pt: float, size_pt: float) -> None:
        at = (face, size_pt, y_pt)
        if self._at != at:
            self._at, self._x_pt, self._row = at, x_pt, []
            start = f"/{face.name} {size_pt:.2f} Tf 1 0 0 1 {x_pt:.3f} {y_pt:.3f} Tm"
            self._operators.append(_Show(face, start, self._row))
            return
        back = round((self._x_pt - x_pt) * 1000 / size_pt)
        if back:
            self._row.append(back)
            self._x_pt -= back * size_pt / 1000
