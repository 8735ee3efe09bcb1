"""A reportlab canvas that accepts raw operators and fonts.

Its own text drawing falls short of what names need: it knows no PostScript outlines, no second font for a
missing letter and no order of mixed writing.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.base.preview import Pixels
from casebook.pdf.typeset.fonts.embed import FontsUsed


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

    def picture(self, pixels: Pixels, box: tuple[float, float, float, float]) -> None:
        """Draw pixels into a rectangle, in points from the lower left corner, compressed as JPEG."""
        size = (pixels.width_px, pixels.height_px)
        image = Image.frombytes("RGB", size, bytes(pixels.data), "raw", "BGRX")
        written = BytesIO()
        image.save(written, "JPEG", quality=85)
        left, bottom, right, top = box
        self.drawImage(ImageReader(BytesIO(written.getvalue())), left, bottom, right - left, top - bottom)
