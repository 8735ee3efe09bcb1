"""Blackens areas of a page image and prints a label in each."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw, ImageFont

from casebook.base.resources import resource
from casebook.domain.evidence.redaction import Edges
from casebook.pdf.typeset.fonts import face

_FILES = ("NotoSans-Regular.ttf", "NotoSerifSC-Regular.otf", "NotoSerifTC-Regular.otf")
_LABEL_SHARE, _MAX_LABEL_PT = 0.6, 14


def blacken(picture: Image.Image, edges_pt: Edges, label: str, scale: float) -> None:
    """Paint a rectangle black, with a label in it.

    Args:
        picture: changed in place.
        edges_pt: of the rectangle, in points from the upper left corner.
        label: set smaller where it would not fit.
        scale: pixels a point.
    """
    left, top, right, bottom = (side * scale for side in edges_pt)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((left, top, right, bottom), fill="black")
    size = min((bottom - top) * _LABEL_SHARE, _MAX_LABEL_PT * scale)
    font = label_font(label, max(size, 1))
    wide = draw.textlength(label, font=font)
    if wide > right - left:
        font = font.font_variant(size=max(size * (right - left) / wide, 1))
    draw.text(((left + right) / 2, (top + bottom) / 2), label, font=font, fill="white", anchor="mm")


def label_font(text: str, size: float) -> ImageFont.FreeTypeFont:
    """A font that has every character of a label."""
    return ImageFont.truetype(str(resource("fonts", _file(text))), size)


@cache
def _file(text: str) -> str:
    covering = (file for file in _FILES if set(text) <= face(file).characters | {" "})
    return next(covering, _FILES[0])
