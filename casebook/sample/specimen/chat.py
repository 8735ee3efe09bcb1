"""A picture of the screen of a telephone: messages received and sent, under the name of who writes."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from typing import TYPE_CHECKING

from casebook.base.resources import resource
from casebook.sample.specimen.specimen import Specimen, SpecimenPiece

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

WIDTH_PX, HEIGHT_PX = 1080, 2080
MARGIN_PX, HEAD_PX, BUBBLE_PX = 48, 230, 760
PAPER, HEAD, THEIRS, OURS = (236, 236, 238), (247, 247, 248), (255, 255, 255), (196, 226, 190)
INK, QUIET, RULE = (28, 28, 30), (128, 128, 132), (214, 214, 218)
CAPTION = "样本 · 虚构　Specimen — invented"
CHINESE, LATIN = "NotoSerifSC-Regular.otf", "NotoSans-Regular.ttf"


def draw_chat(specimen: Specimen) -> bytes:
    """The picture as PNG."""
    from PIL import Image, ImageDraw

    screen = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), PAPER)
    pen = ImageDraw.Draw(screen)
    _head(pen, specimen)
    top = HEAD_PX + 50
    _text(pen, (WIDTH_PX // 2, top), specimen.head[1], 32, QUIET, "mt")
    top += 80
    for piece in specimen.pieces:
        top = _bubble(pen, piece, top)
    _foot(pen)
    return _png(screen)


def _head(pen: ImageDraw.ImageDraw, specimen: Specimen) -> None:
    pen.rectangle((0, 0, WIDTH_PX, HEAD_PX), fill=HEAD)
    pen.line([(0, HEAD_PX), (WIDTH_PX, HEAD_PX)], fill=RULE, width=2)
    _text(pen, (MARGIN_PX, 36), "21:34", 36, INK, "lt")
    pen.rounded_rectangle((WIDTH_PX - 128, 36, WIDTH_PX - 60, 68), radius=8, outline=INK, width=3)
    pen.rectangle((WIDTH_PX - 122, 42, WIDTH_PX - 84, 62), fill=INK)
    pen.rectangle((WIDTH_PX - 58, 46, WIDTH_PX - 52, 58), fill=INK)
    pen.line([(84, 130), (58, 158), (84, 186)], fill=INK, width=6, joint="curve")
    _text(pen, (WIDTH_PX // 2, 158), specimen.head[0], 48, INK, "mm")


def _bubble(pen: ImageDraw.ImageDraw, piece: SpecimenPiece, top: int) -> int:
    """Draw one message; where the next one begins."""
    time, text = (*piece.cells, "")[:2]
    is_ours = piece.kind == "sent"
    lines = _broken(text, 44, BUBBLE_PX - 72)
    width = 72 + max(int(_font(CHINESE, 44).getlength(line)) for line in lines)
    height = 40 + 64 * len(lines)
    edge = WIDTH_PX - MARGIN_PX - 96
    left = edge - width if is_ours else MARGIN_PX + 96
    face = WIDTH_PX - MARGIN_PX - 72 if is_ours else MARGIN_PX
    pen.rounded_rectangle(
        (face, top, face + 72, top + 72), radius=12, fill=(120, 140, 160) if is_ours else (168, 148, 122)
    )
    _text(pen, (face + 36, top + 36), "律" if is_ours else "航", 38, (255, 255, 255), "mm")
    pen.rounded_rectangle(
        (left, top, left + width, top + height), radius=22, fill=OURS if is_ours else THEIRS
    )
    for place, line in enumerate(lines):
        _text(pen, (left + 36, top + 22 + 64 * place), line, 44, INK, "la")
    across, anchor = (left - 18, "rs") if is_ours else (left + width + 18, "ls")
    _text(pen, (across, top + height - 10), time, 28, QUIET, anchor)
    return top + height + 36


def _foot(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, HEIGHT_PX - 170, WIDTH_PX, HEIGHT_PX), fill=HEAD)
    pen.rounded_rectangle(
        (MARGIN_PX, HEIGHT_PX - 140, WIDTH_PX - MARGIN_PX, HEIGHT_PX - 62), radius=18, fill=THEIRS
    )
    _text(pen, (WIDTH_PX // 2, HEIGHT_PX - 18), CAPTION, 26, QUIET, "ms")


def _broken(text: str, size_px: int, width_px: int) -> list[str]:
    """Lines no wider than a bubble; a closing mark never begins one."""
    font = _font(CHINESE, size_px)
    lines = [""]
    for character in text:
        if font.getlength(lines[-1] + character) > width_px and character not in "，。？！：；":
            lines.append("")
        lines[-1] += character
    return lines


def _text(
    pen: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    size_px: int,
    ink: tuple[int, int, int],
    anchor: str,
) -> None:
    pen.text(at, text, font=_font(LATIN if text.isascii() else CHINESE, size_px), fill=ink, anchor=anchor)


@cache
def _font(file: str, size_px: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    # The plain layout engine comes with Pillow itself, so that every machine sets the same pixels.
    return ImageFont.truetype(str(resource("fonts", file)), size_px, layout_engine=ImageFont.Layout.BASIC)


def _png(screen: Image.Image) -> bytes:
    """The picture as PNG, with the compression of Python: Pillow brings another one on each system.

    Source: W3C, Portable Network Graphics, 5 (chunks), 9 (filter type 0) and 11.2 (IHDR, colour type 2).
    """
    width, height = screen.size
    pixels = screen.convert("RGB").tobytes()
    row_bytes = 3 * width
    rows = b"".join(b"\0" + pixels[at : at + row_bytes] for at in range(0, len(pixels), row_bytes))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR" + head, b"IDAT" + zlib.compress(rows, 9), b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )
