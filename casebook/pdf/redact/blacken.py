"""Blackens areas of a page image and prints a label in each."""

from __future__ import annotations

from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

from casebook.base.resources import resource
from casebook.domain.evidence.redaction import Edges
from casebook.pdf.typeset.fonts import face

_FILES = ("NotoSans-Regular.ttf", "NotoSerifSC-Regular.otf", "NotoSerifTC-Regular.otf")
_MAX_FONTS = 64
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
    font = label_font(label, size)
    wide = draw.textlength(label, font=font)
    if wide > right - left:
        font = label_font(label, font.size * (right - left) / wide)
    draw.text(((left + right) / 2, (top + bottom) / 2), label, font=font, fill="white", anchor="mm")


def label_font(text: str, size: float) -> ImageFont.FreeTypeFont:
    """A font that has every character of a label, of at most this size in pixels."""
    return _font(_file(text), max(int(size), 1))


@lru_cache(maxsize=_MAX_FONTS)
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    """A font of whole pixels: its first letter in a new size costs a hundred times those that follow."""
    return ImageFont.truetype(str(resource("fonts", file)), size)


@cache
def _file(text: str) -> str:
    covering = (file for file in _FILES if set(text) <= face(file).characters | {" "})
    return next(covering, _FILES[0])
