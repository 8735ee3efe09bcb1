"""Cuts the margins off a picture of an Office file, so that what was cropped away is not in the PDF.

Made for the extract worker, which is confined before it sees the file.
"""

from __future__ import annotations

import io
import math

from casebook.host.protocol.render_protocol import MAX_PIXELS

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_ORIENTATION_TAG = 274
_QUALITY = 95


def cut_picture(data: bytes, margins: tuple[float, float, float, float]) -> bytes | None:
    """Return a picture without its margins, in its own format.

    Args:
        data: the picture.
        margins: left, top, right and bottom, as shares of width and height.

    Returns:
        The picture; None if it is damaged, of another format, animated, turned, or nothing of it is left.
    """
    from PIL import Image

    from casebook.pdf.raster.raster_picture import FAULTS

    out = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            kind, (width, height) = picture.format, picture.size
            is_turned = picture.getexif().get(_ORIENTATION_TAG, 1) != 1
            if width * height > MAX_PIXELS or getattr(picture, "n_frames", 1) > 1 or is_turned:
                return None
            left, top, right, bottom = margins
            box = (
                math.ceil(width * left),
                math.ceil(height * top),
                math.floor(width * (1 - right)),
                math.floor(height * (1 - bottom)),
            )
            if box[0] >= box[2] or box[1] >= box[3]:
                return None
            picture.crop(box).save(out, kind, quality=_QUALITY)
    except FAULTS:
        return None
    return out.getvalue()


def load_for_cropping() -> None:
    """Load what this takes, before files are given up."""
    from PIL import Image

    from casebook.pdf.raster.raster_picture import load_pictures

    load_pictures()
    for kind in _FORMATS:
        out = io.BytesIO()
        Image.new("RGB", (4, 4)).save(out, kind)
        cut_picture(out.getvalue(), (0.25, 0.0, 0.0, 0.0))
