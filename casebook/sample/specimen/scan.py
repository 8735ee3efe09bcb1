"""A paper as a scanner sees it: pages that are pictures, a little askew, with grain, dust and a shadow."""

from __future__ import annotations

import random
from io import BytesIO
from typing import TYPE_CHECKING

from casebook.sample.specimen.chance import chance, grain

if TYPE_CHECKING:
    from PIL import Image

RESOLUTION_DPI = 150
QUALITY = 58


def as_scan(paper: bytes, word: str) -> bytes:
    """The pages of a PDF as pictures in a PDF, without any text.

    Args:
        paper: a drawn PDF.
        word: the seed of dust and skew.
    """
    import pypdfium2

    dice = chance(word)
    document = pypdfium2.PdfDocument(paper)
    pages = []
    for page in document:
        bitmap = page.render(scale=RESOLUTION_DPI / 72, grayscale=True)
        pages.append(_scanned(bitmap.to_pil(), dice))
    document.close()
    return _bound(pages)


def _scanned(page: Image.Image, dice: random.Random) -> bytes:
    from PIL import Image, ImageChops, ImageDraw, ImageFilter

    turned = page.rotate(dice.uniform(-0.7, 0.7), Image.Resampling.BICUBIC, fillcolor=244)
    soft = Image.blend(turned, turned.filter(ImageFilter.GaussianBlur(1)), 0.35)
    grey = soft.point([int(18 + value * 0.89) for value in range(256)])
    pen = ImageDraw.Draw(grey)
    for _ in range(dice.randint(24, 40)):
        x, y, size = dice.randrange(page.width), dice.randrange(page.height), dice.uniform(0.5, 1.6)
        pen.ellipse((x - size, y - size, x + size, y + size), fill=dice.randrange(70, 170))
    across = dice.randrange(page.width // 4, page.width)
    pen.line([(across, 0), (across + 2, page.height)], fill=226)
    shaded = ImageChops.multiply(grey, _shadow(page.size))
    grained = ImageChops.add(shaded, grain(page.size, dice, 5), offset=-128)
    out = BytesIO()
    grained.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _shadow(size: tuple[int, int]) -> Image.Image:
    """Darker towards the edge at which the lid did not close."""
    from PIL import Image, ImageDraw, ImageFilter

    small = Image.new("L", (size[0] // 8, size[1] // 8), 255)
    pen = ImageDraw.Draw(small)
    pen.rectangle((0, 0, 2, small.height), fill=120)
    pen.rectangle((0, 0, small.width, 1), fill=170)
    return small.filter(ImageFilter.GaussianBlur(4)).resize(size, Image.Resampling.BICUBIC)


def _bound(pages: list[bytes]) -> bytes:
    """Put JPEG pictures into a PDF as they are, one to a page."""
    import pikepdf
    from PIL import Image

    pdf = pikepdf.new()
    for picture in pages:
        with Image.open(BytesIO(picture)) as opened:
            width, height = opened.size
        image = pikepdf.Stream(
            pdf,
            picture,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        across, up = width * 72 / RESOLUTION_DPI, height * 72 / RESOLUTION_DPI
        page = pdf.add_blank_page(page_size=(across, up))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
        page.Contents = pdf.make_stream(f"q {across:.2f} 0 0 {up:.2f} 0 0 cm /Scan Do Q".encode())
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
