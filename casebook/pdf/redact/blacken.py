"""Blackens areas of a page image and prints a label in each, or redraws the words of a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont, ImageStat

from casebook.base.resources import resource
from casebook.domain.evidence.redaction import Edges
from casebook.pdf.redact.covered_run import CoveredRun, Piece
from casebook.pdf.typeset.fonts.fonts import face

_FILES = ("NotoSans-Regular.ttf", "NotoSerifSC-Regular.otf", "NotoSerifTC-Regular.otf")
_MAX_FONTS = 64
_LABEL_SHARE, _MAX_LABEL_PT = 0.6, 14
_LINE_SHARE = 0.66
"""Of the height of a line's box: the size of the letters set in it."""
_SHAPED = range(0x0900, 0x10A0), range(0x1780, 0x18B0)
"""Scripts whose letters affect each other's shape. Source: Unicode blocks, Devanagari to Myanmar, Khmer,
Mongolian.
"""


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


def level(picture: Image.Image, edges_pt: Edges, scale: float) -> None:
    """Fill a rectangle with its median shade, removing content under a translucent box.

    Args:
        picture: changed in place.
        edges_pt: of the rectangle, in points from the upper left corner.
        scale: pixels a point.
    """
    left, top, right, bottom = (side * scale for side in edges_pt)
    box = (int(left - scale), int(top - scale), int(right + scale) + 1, int(bottom + scale) + 1)
    part = picture.crop(box)
    middle = ImageStat.Stat(part).median
    picture.paste(tuple(middle) if len(middle) > 1 else middle[0], box)


def set_anew(picture: Image.Image, cover: CoveredRun, scale: float) -> None:
    """Paint over a run and set in its place what may be read there, its labels white on black.

    Words are set one behind the other at their own width, so that nothing tells how wide was what they stand
    for. Where they cannot be set, for want of a font or since their script runs the other way, the box is
    black and shows the labels alone.

    Args:
        picture: changed in place.
        cover: the run.
        scale: pixels a point.
    """
    left, top, right, bottom = (round(side * scale) for side in cover.box)
    if cover.run.is_level:
        picture.paste(_line(picture.mode, right - left, bottom - top, cover.pieces), (left, top))
        return
    line = _line(picture.mode, bottom - top, right - left, cover.pieces)
    picture.paste(line.transpose(Image.Transpose.ROTATE_90), (left, top))


def _line(mode: str, width_px: int, height_px: int, pieces: Sequence[Piece]) -> Image.Image:
    """A line of these pieces."""
    text = "".join(piece.text for piece in pieces)
    if not text.strip() or not _can_be_set(text):
        line = Image.new(mode, (max(width_px, 1), max(height_px, 1)))
        blacken(line, (0, 0, *line.size), " · ".join(piece.text for piece in pieces if piece.is_label), 1)
        return line
    line = Image.new(mode, (max(width_px, 1), max(height_px, 1)), "#e4e4e4")
    draw = ImageDraw.Draw(line)
    size = max(height_px * _LINE_SHARE, 1)
    font = label_font(text, size)
    room, wide = width_px - size, draw.textlength(text, font=font)
    if wide > room:
        font = label_font(text, font.size * max(room, 1) / wide)
    across = size / 2
    for piece in pieces:
        end = across + draw.textlength(piece.text, font=font)
        if piece.is_label:
            draw.rectangle((across, 0, end, height_px), fill="black")
        ink = "white" if piece.is_label else "black"
        draw.text((across, height_px / 2), piece.text, font=font, fill=ink, anchor="lm")
        across = end
    return line


def label_font(text: str, size: float) -> ImageFont.FreeTypeFont:
    """A font that has every character of a label, of at most this size in pixels."""
    return _font(_file(text) or _FILES[0], max(int(size), 1))


@lru_cache(maxsize=_MAX_FONTS)
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    """A font of whole pixels: its first letter in a new size costs a hundred times those that follow."""
    return ImageFont.truetype(str(resource("fonts", file)), size)


def _can_be_set(text: str) -> bool:
    turned = any(unicodedata.bidirectional(sign) in {"R", "AL", "AN"} for sign in text)
    shaped = any(ord(sign) in block for sign in text for block in _SHAPED)
    return not turned and not shaped and bool(_file("".join(sorted(set(text)))))


@cache
def _file(text: str) -> str:
    """The first font with all these characters, or ""."""
    return next((file for file in _FILES if set(text) <= face(file).characters | {" "}), "")
