"""A reportlab canvas that accepts raw operators and fonts.

Its own text drawing falls short of what names need: it knows no PostScript outlines, no second font for a
missing letter and no order of mixed writing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from casebook.pdf.typeset.embed import FontsUsed


class PlainCanvas(Canvas):
    """Pages of uncompressed content streams: the bundle compresses what it writes."""

    _doc: Any
    _code: list[str]

    def _make_preamble(self) -> None:
        # WORKAROUND(reportlab pdfgen/canvas.py, 5.1): pages would begin with a font that is not embedded.
        self._preamble = ""

    def adopt(self, fonts: FontsUsed) -> None:
        """Add fonts to the resources of every page."""
        self._doc.idToObject["BasicFonts"].dict.update(fonts.add_objects(self._doc))

    def write(self, operators: Iterable[str]) -> None:
        """Append operators to the current page."""
        self._code.extend(operators)
