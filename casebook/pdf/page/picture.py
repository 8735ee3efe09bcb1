"""Images as exhibits: each becomes a page of the bundle's paper size, upright, at full resolution."""

from __future__ import annotations

import io
import struct
import zlib
from typing import BinaryIO

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from PIL import Image, ImageOps, UnidentifiedImageError

from casebook.domain.dossier.paper import ImagePlacement, Paper, laid
from casebook.pdf.page.frame import frame_of
from casebook.pdf.picture.jpeg import bare_jpeg
from casebook.pdf.picture.png import PngPixels, png_pixels

_KINDS = {"JPEG", "MPO", "PNG", "WEBP", "TIFF", "HEIF", "GIF", "BMP", "AVIF", "JPEG2000"}
_HEIF_BRAND = b"ftyp"
"""Source: ISO/IEC 14496-12, 4.3: from the fifth byte."""
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, struct.error)
_SPACES = {"GRAY": (1, Name.DeviceGray), "RGB ": (3, Name.DeviceRGB), "CMYK": (4, Name.DeviceCMYK)}
_ORIENTATION_TAG = 274
_PLACINGS: dict[int, tuple[int, int, int, int, int, int]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""Rotation and mirroring of an image's unit square, by orientation. Source: EXIF 2.32, 4.6.4."""


class NoPicture(Exception):
    """The file is not an image of a supported type."""


class DamagedPicture(Exception):
    """The image is truncated or unreadable."""


def picture_pdf(stream: BinaryIO, paper: Paper) -> Pdf:
    """Return a PDF with one page for the image, or for each page of a TIFF.

    A JPEG keeps its compressed pixels, a plain PNG too; everything else is kept without loss. Of moving
    pictures it is the first.

    Raises:
        NoPicture: of no kind that is read.
        DamagedPicture: it does not decode to its end.
    """
    pdf = Pdf.new()
    if stream.read(8)[4:] == _HEIF_BRAND:
        _know_heif()
    stream.seek(0)
    try:
        with Image.open(stream) as picture:
            if picture.format not in _KINDS:
                raise NoPicture
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            for frame in range(frames):
                picture.seek(frame)
                picture.load()
                _add_page(pdf, picture, stream, paper)
    except UnidentifiedImageError as error:
        raise NoPicture from error
    except (*_FAULTS, Image.DecompressionBombError) as error:
        raise DamagedPicture from error
    return pdf


def where_laid(page: Object, paper: Paper) -> ImagePlacement:
    """Return the position of the image on a page made from one."""
    image, frame = page.Resources.XObject.Im0, frame_of(page)
    short, long = sorted((int(image.Width), int(image.Height)))
    is_upright = frame.height_pt >= frame.width_pt
    return laid(short, long, paper) if is_upright else laid(long, short, paper)


def _know_heif() -> None:
    import pi_heif

    pi_heif.register_heif_opener()


def _add_page(pdf: Pdf, picture: Image.Image, stream: BinaryIO, paper: Paper) -> None:
    if picture.format in {"JPEG", "MPO"}:
        turn = int(picture.getexif().get(_ORIENTATION_TAG, 1))
        image = _jpeg(pdf, picture, stream)
    else:
        turn = 1
        image = _pixels(pdf, picture, stream)
    across, up = (int(image.Width), int(image.Height))
    if turn in {5, 6, 7, 8}:
        across, up = up, across
    where = laid(across, up, paper)
    a, b, c, d, e, f = _PLACINGS.get(turn, _PLACINGS[1])
    w, h = where.across_pt, where.down_pt
    page = pdf.add_blank_page(page_size=(round(where.width_pt, 2), round(where.height_pt, 2)))
    page.obj.Resources = Dictionary(XObject=Dictionary(Im0=image))
    numbers = (a * w, b * h, c * w, d * h, where.left_pt + e * w, where.top_pt + f * h)
    drawn = " ".join(f"{number:.3f}" for number in numbers)
    page.obj.Contents = pdf.make_stream(f"q {drawn} cm /Im0 Do Q\n".encode())


def _jpeg(pdf: Pdf, picture: Image.Image, stream: BinaryIO) -> Object:
    stream.seek(0)
    signature = {"L": "GRAY", "RGB": "RGB ", "CMYK": "CMYK"}[picture.mode]
    image = _image(pdf, bare_jpeg(stream.read()), picture.size, 8, _space(pdf, picture, signature))
    image.Filter = Name.DCTDecode
    if picture.mode == "CMYK" and "adobe" in picture.info:
        image.Decode = Array([1, 0] * 4)  # Adobe writes CMYK JPEGs as their negative
    return image


def _pixels(pdf: Pdf, picture: Image.Image, stream: BinaryIO) -> Object:
    if picture.format == "PNG" and picture.getexif().get(_ORIENTATION_TAG, 1) == 1:
        stream.seek(0)
        pixels = png_pixels(stream.read())
        if pixels is not None:
            return _from_png(pdf, picture, pixels)
    upright = _plain(ImageOps.exif_transpose(picture))
    if upright.mode == "CMYK":
        space = _space(pdf, picture, "CMYK")
        image = _image(pdf, zlib.compress(upright.tobytes()), upright.size, 8, space)
        image.Filter = Name.FlateDecode
        return image
    if upright.mode not in {"RGBA", "LA"}:
        return _packed(pdf, upright, picture)
    image = _packed(pdf, upright.convert(upright.mode[:-1]), picture)
    opacity = upright.getchannel("A")
    if opacity.getextrema() != (255, 255):
        image.SMask = _packed(pdf, opacity, None)
    return image


def _plain(picture: Image.Image) -> Image.Image:
    """Return the image in a mode a PDF supports; 16-bit grey becomes 8-bit."""
    if picture.mode in {"1", "L", "LA", "RGB", "RGBA", "CMYK"}:
        return picture
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    is_transparent = picture.mode in {"PA", "La", "RGBa"} or "transparency" in picture.info
    return picture.convert("RGBA" if is_transparent else "RGB")


def _packed(pdf: Pdf, picture: Image.Image, coloured_as: Image.Image | None) -> Object:
    written = io.BytesIO()
    picture.save(written, "PNG", icc_profile=None, transparency=None)
    pixels = png_pixels(written.getvalue())
    if pixels is None:
        raise DamagedPicture
    return _from_png(pdf, coloured_as, pixels)


def _from_png(pdf: Pdf, picture: Image.Image | None, pixels: PngPixels) -> Object:
    is_grey = pixels.components == 1 and not pixels.palette
    space = _space(pdf, picture, "GRAY" if is_grey else "RGB ")
    if pixels.palette:
        space = Array([Name.Indexed, space, len(pixels.palette) // 3 - 1, pixels.palette])
    image = _image(pdf, pixels.data, (pixels.width, pixels.height), pixels.bits, space)
    image.Filter = Name.FlateDecode
    image.DecodeParms = Dictionary(
        Predictor=15, Colors=pixels.components, BitsPerComponent=pixels.bits, Columns=pixels.width
    )
    return image


def _image(pdf: Pdf, data: bytes, size: tuple[int, int], bits: int, space: Object) -> Object:
    return Stream(
        pdf,
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        BitsPerComponent=bits,
        ColorSpace=space,
    )


def _space(pdf: Pdf, picture: Image.Image | None, signature: str) -> Object:
    """Return the image's colour space: its profile if suitable, else the plain space."""
    components, device = _SPACES[signature]
    profile = picture.info.get("icc_profile") if picture is not None else None
    if not isinstance(profile, bytes) or profile[16:20] != signature.encode():
        return device
    stream = Stream(pdf, zlib.compress(profile), N=components, Alternate=device, Filter=Name.FlateDecode)
    return Array([Name.ICCBased, pdf.make_indirect(stream)])
