"""Renders an untrusted image: upright, on white, at the requested size."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import (  # noqa: F401 - each kind is loaded before the files are given up
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from casebook.host.protocol.render_protocol import MAX_PAGES, MAX_PIXELS
from casebook.pdf.raster.raster_sheet import DocumentTooLarge, Unreadable

KINDS = ("PNG", "JPEG", "WEBP", "TIFF", "HEIF", "GIF", "BMP", "AVIF", "JPEG2000")
FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    OverflowError,
    struct.error,
    zlib.error,
    UnidentifiedImageError,
)
_BAND_ROWS = 256
_ORIENTATION_TAG = 274
_LYING = {5, 6, 7, 8}
"""EXIF orientations that swap width and height. Source: EXIF 2.32, 4.6.4."""
_MAX_PIXELS_BY_FORMAT = {"JPEG": 16 * MAX_PIXELS, "MPO": 16 * MAX_PIXELS, "WEBP": MAX_PIXELS // 2}
"""A JPEG is decoded at a half, a quarter or an eighth if sufficient; WebP is held four times."""

_SAMPLES = {
    "PNG": ("RGB", "L", "1"),
    "JPEG": ("RGB", "L", "CMYK"),
    "WEBP": ("RGB", "L", "RGBA"),
    "TIFF": ("RGB", "L", "CMYK"),
    "GIF": ("RGB", "L"),
    "BMP": ("RGB", "L"),
    "AVIF": ("RGB", "RGBA"),
    "JPEG2000": ("RGB", "L"),
}
"""Modes of pixels that are drawn before files are given up, by kind."""

Image.MAX_IMAGE_PIXELS = None  # the bounds below are stricter, and do not warn first


def load_pictures() -> None:
    """Draw a small image of each type, so that lazily loaded libraries are loaded now."""
    import pi_heif

    pi_heif.options.DECODE_THREADS = 1
    pi_heif.register_heif_opener()
    turned = Image.Exif()
    turned[_ORIENTATION_TAG] = 6
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # a confined worker starts no threads
    for kind, modes in _SAMPLES.items():
        for mode in modes:
            written = io.BytesIO()
            Image.new(mode, (4, 4)).save(written, kind, exif=turned.tobytes())
            for _ in PictureSheet(written.getvalue()).draw(0, 3, 3):
                pass


class PictureSheet:
    """An image as a document of one page, or the pages of a TIFF, one point a pixel.

    Args:
        data: the whole file.

    Raises:
        Unreadable: it is none of the kinds shown, or its beginning is damaged.
        DocumentTooLarge: it has more pixels than are shown.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._are_lying: list[bool] = []
        self.sizes: list[tuple[float, float]] = []
        with self._opened() as picture:
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            if frames > MAX_PAGES:
                raise DocumentTooLarge
            for index in range(frames):
                self._measure(_frame(picture, index))

    def draw(self, index: int, width_px: int, height_px: int) -> Iterator[bytes]:
        """Render the image at this size in pixels.

        Raises:
            Unreadable: it is damaged or cut short.
        """
        is_lying = self._are_lying[index]
        try:
            with self._opened() as opened:
                picture = _frame(opened, index)
                picture.draft(None, (height_px, width_px) if is_lying else (width_px, height_px))
                if picture.width * picture.height > MAX_PIXELS:
                    raise DocumentTooLarge
                picture.load()
                upright = _upright(_plain(picture))
            if upright.size != (width_px, height_px):
                upright = upright.resize((width_px, height_px), Image.Resampling.BICUBIC, reducing_gap=2.0)
        except FAULTS as error:
            raise Unreadable from error
        for top in range(0, height_px, _BAND_ROWS):
            yield _band(upright.crop((0, top, width_px, min(top + _BAND_ROWS, height_px))))

    def _measure(self, picture: Image.Image) -> None:
        width, height = picture.size
        if width * height > _MAX_PIXELS_BY_FORMAT.get(picture.format or "", MAX_PIXELS):
            raise DocumentTooLarge
        try:
            is_lying = picture.getexif().get(_ORIENTATION_TAG) in _LYING
        except FAULTS:
            is_lying = False
        self._are_lying.append(is_lying)
        self.sizes.append((float(height), float(width)) if is_lying else (float(width), float(height)))

    def text(self, index: int) -> tuple[str, list[tuple[float, float, float, float]]]:  # noqa: ARG002
        """Return no text: an image has none."""
        return "", []

    def _opened(self) -> Image.Image:
        try:
            return Image.open(io.BytesIO(self._data), formats=KINDS)
        except FAULTS as error:
            raise Unreadable from error


def _frame(picture: Image.Image, index: int) -> Image.Image:
    """Return a frame of an image with several."""
    try:
        if index:
            picture.seek(index)
    except FAULTS as error:
        raise Unreadable from error
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    """Return the image in a mode that can be rotated, resized and put on white."""
    if picture.mode in {"L", "RGB", "RGBA", "CMYK", "YCbCr"} and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    is_transparent = picture.mode in {"LA", "PA", "La", "RGBa", "RGBA"} or "transparency" in picture.info
    return picture.convert("RGBA" if is_transparent else "RGB")


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except FAULTS:  # the tag is damaged, the pixels are not
        return picture


def _band(part: Image.Image) -> bytes:
    if part.mode == "RGBA":
        part = Image.alpha_composite(Image.new("RGBA", part.size, "white"), part)
    return part.convert("RGB").tobytes("raw", "BGRX")
