"""Sheets on which glyphs, rules and links are drawn, written as a PDF by reportlab.

All is kept until the last sheet is done, because the codes of glyphs are known only then. The same
sheets always give the same bytes: no date, no chance, fonts in the order of their names.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from casebook.domain.base.preview import Pixels
from casebook.domain.dossier.composition import FormField, ReferenceTarget
from casebook.domain.dossier.paper import PAPERS_PT, Paper
from casebook.pdf.page.anchor import uri
from casebook.pdf.typeset.fonts.embed import FontsUsed
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.ink import Ink
from casebook.pdf.typeset.lines import PlacedPiece

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner."""


_Line = tuple[Sequence[PlacedPiece], float, float]


@dataclass(slots=True)
class _Sheet:
    """The content of a sheet in order: lines with positions, and raw operators."""

    operators: list[_Line | str] = field(default_factory=list)
    links: list[tuple[Box, ReferenceTarget]] = field(default_factory=list)
    pictures: list[tuple[Box, Pixels]] = field(default_factory=list)


class SheetSequence:
    """A document in progress; content goes on its last sheet and is written when all is set.

    Attributes:
        blanks: places to write, each with its sheet, from 0, and its box; only a form makes fields of them.
    """

    def __init__(self, paper: Paper, *, title: str, language: str) -> None:
        self.width_pt, self.height_pt = PAPERS_PT[paper]
        self._title = title
        self._language = language
        self._sheets: list[_Sheet] = []
        self.blanks: list[tuple[int, Box, FormField]] = []

    @property
    def count(self) -> int:
        """Return the number of sheets."""
        return len(self._sheets)

    def turn(self) -> None:
        """Begin the next sheet."""
        self._sheets.append(_Sheet())

    def show(self, placed: Sequence[PlacedPiece], x_pt: float, y_pt: float) -> None:
        """Set the pieces of a line that starts at a point on the baseline."""
        self._sheets[-1].operators.append((placed, x_pt, y_pt))

    def rule(self, left_pt: float, right_pt: float, y_pt: float, weight_pt: float) -> None:
        """Draw a horizontal line."""
        box = f"{left_pt:.2f} {y_pt - weight_pt / 2:.2f} {right_pt - left_pt:.2f} {weight_pt:.2f}"
        self.draw(f"{box} re f")

    def draw(self, operators: str) -> None:
        """Add drawing operators to the sheet unchanged, over existing content."""
        self._sheets[-1].operators.append(operators)

    def link(self, box: Box, to: ReferenceTarget) -> None:
        """Make a rectangle a link to a target."""
        self._sheets[-1].links.append((box, to))

    def picture(self, pixels: Pixels, box: Box) -> None:
        """Draw a picture that fills a rectangle."""
        self._sheets[-1].pictures.append((box, pixels))

    def leave_blank(self, box: Box, blank: FormField) -> None:
        """Record the box of a form field, in points."""
        self.blanks.append((self.count - 1, box, blank))

    def finish(self) -> bytes:
        """Return the finished PDF as bytes, and let go of what is on the sheets."""
        from casebook.pdf.typeset.canvas import PlainCanvas

        fonts = self._fonts()
        ink = Ink(fonts)
        written = io.BytesIO()
        size_pt = (self.width_pt, self.height_pt)
        canvas = PlainCanvas(written, pagesize=size_pt, invariant=1, pageCompression=0, lang=self._language)
        canvas.setTitle(self._title)
        canvas.setProducer("Casebook")
        canvas.adopt(fonts)
        for sheet in self._sheets:
            for one in sheet.operators:
                canvas.write([one] if isinstance(one, str) else ink.line(*one))
            for box, pixels in sheet.pictures:
                canvas.picture(pixels, box)
            for box, to in sheet.links:
                canvas.linkURL(uri(to), box, thickness=0)
            canvas.showPage()
            sheet.operators.clear()  # megabytes in a long index, while the bundle is put together yet
        canvas.save()
        return written.getvalue()

    def _fonts(self) -> FontsUsed:
        """Return the fonts of all glyphs on the sheets, coded."""
        fonts = FontsUsed()
        lines = (one for sheet in self._sheets for one in sheet.operators if not isinstance(one, str))
        for placed, _, _ in lines:
            for one in placed:
                fonts.note(one.piece.shaped)
                if one.is_spaced and one.piece.shaped.face.space:
                    fonts.note(shape(one.piece.shaped.face, " "))
        fonts.assign_codes()
        return fonts
