"""Redrawn pages: the visible content becomes an image on an empty page, and nothing else is kept.

Typed pages are kept in sixteen shades of grey without loss, which is a quarter of what JPEG takes for them;
what shows colours or photographs is kept as JPEG.
"""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Sequence
from typing import Any

from pikepdf import Dictionary, Name, Object, Pdf
from PIL import Image, ImageChops

from casebook.domain.evidence.recognition import SeenWord
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.text_layer import UnseenText

DPI = 200
"""What a fax machine at its best and most courts' scanners give."""
_MAX_PIXELS = 40_000_000
_THUMBNAIL_DPI = 36
_GREY_WITHIN = 12
"""Of 255: how far the three colours of a pixel may be apart in a thumbnail of a grey page."""
_SHADES, _SHADE_BITS = 16, 4
_PACKING = 2
"""Of zlib: what more takes three times as long for a seventh of the bytes."""
_QUALITY = 85
_SHADE_OF = [(value * (_SHADES - 1) + 127) // 255 for value in range(256)]


def scale_of(width_pt: float, height_pt: float) -> float:
    """Pixels a point for a page of this size."""
    return min(DPI / 72, math.sqrt(_MAX_PIXELS / max(width_pt * height_pt, 1)))


def draw(page: Any, scale: float) -> Image.Image:  # noqa: ANN401 - untyped library
    """A page in shades of grey, or in colours where it has any.

    Args:
        page: of pypdfium2.
        scale: pixels a point.
    """
    is_coloured = _is_coloured(page)
    bitmap = page.render(scale=scale, grayscale=not is_coloured)
    picture: Image.Image = bitmap.to_pil().convert("RGB" if is_coloured else "L")
    bitmap.close()
    return picture


def _is_coloured(page: Any) -> bool:  # noqa: ANN401 - untyped library
    bitmap = page.render(scale=_THUMBNAIL_DPI / 72)
    red, green, blue = bitmap.to_pil().convert("RGB").split()
    bitmap.close()
    apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return any(one.getextrema()[1] > _GREY_WITHIN for one in apart)  # type: ignore[operator]


def put_picture(
    pdf: Pdf,
    unseen: UnseenText,
    picture: Image.Image,
    size_pt: tuple[float, float],
    words: Sequence[SeenWord],
    *,
    has_photograph: bool = False,
) -> None:
    """Add a page that is a picture, with words laid under it unseen.

    Args:
        pdf: the page is added to its end.
        unseen: lays words over pages of this document.
        picture: fills the page.
        size_pt: width and height of the page.
        words: with their places.
        has_photograph: whether it shows more than type and lines.
    """
    width_pt, height_pt = size_pt
    page = pdf.add_blank_page(page_size=size_pt).obj
    is_lossy = has_photograph or picture.mode != "L"
    image = _jpeg(pdf, picture) if is_lossy else _shades(pdf, picture)
    page.Resources = Dictionary(XObject=Dictionary(Im0=image))
    page.Contents = pdf.make_stream(f"q {width_pt:.3f} 0 0 {height_pt:.3f} 0 0 cm /Im0 Do Q\n".encode())
    unseen.lay(page, frame_of(page), words)


def _jpeg(pdf: Pdf, picture: Image.Image) -> Object:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    space = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    return _image(pdf, picture, written.getvalue(), 8, ColorSpace=space, Filter=Name.DCTDecode)


def _shades(pdf: Pdf, picture: Image.Image) -> Object:
    """Two pixels a byte, each row from a byte of its own. Source: ISO 32000-1, 8.9.3."""
    rows = picture.point(_SHADE_OF).convert("P").tobytes("raw", f"P;{_SHADE_BITS}")
    data = zlib.compress(rows, _PACKING)
    return _image(pdf, picture, data, _SHADE_BITS, ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode)


def _image(pdf: Pdf, picture: Image.Image, data: bytes, bits: int, **more: Object) -> Object:
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=bits,
        **more,
    )
