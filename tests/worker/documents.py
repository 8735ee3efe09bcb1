"""Documents made to be looked at: sound ones, and ones made to hurt."""

from __future__ import annotations

import io
import random
import struct
import zlib
from functools import cache

from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas


def plain_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue. It has no table."""
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (at, one) for at, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF\n" % (len(objects) + 1)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), entries, data)


def one_page(content: bytes, *more: bytes, box: bytes = b"0 0 200 100", resources: bytes = b"") -> bytes:
    """A PDF of one page; `more` are its objects from 5 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<<%b>>>>" % (box, resources)
    return plain_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content, *more
    )


def endless_pdf() -> bytes:
    """Return a page with an expensive function for every pixel: hours of work in a few hundred bytes."""
    shading = (
        b"<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1 0 1]/Matrix[2000 0 0 1000 0 0]/Function 6 0 R>>"
    )
    packed = zlib.compress(b"{ " + b"sin cos 360 mul sin " * 20_000 + b" pop dup dup }")
    function = stream(packed, b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]/Filter/FlateDecode")
    drawn = stream(b"/S sh")
    return one_page(drawn, shading, function, box=b"0 0 2000 1000", resources=b"/Shading<</S 5 0 R>>")


def greedy_pdf() -> bytes:
    """A page that draws a form ten times that draws a form ten times, and so on, all held at once."""
    depth = 12
    forms = [
        stream(
            b"/F Do\n" * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Resources<</XObject<</F %d 0 R>>>>"
            % min(6 + at, 16),
        )
        for at in range(depth)
    ]
    return one_page(stream(b"/F Do\n" * 10), *forms, resources=b"/XObject<</F 5 0 R>>")


def swelling_pdf(times: int = 2) -> bytes:
    """Return a page whose content decompresses to gigabytes of nothing."""
    data = _packed(times)
    filters = b"/Filter[" + b"/FlateDecode" * times + b"]"
    return one_page(stream(data, filters))


@cache
def _packed(times: int) -> bytes:
    """Two gigabytes of nothing, packed so often: one packed piece laid end to end, as the format allows."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = b"\x78\xda" + piece * 128
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb_png(width: int, height: int, extra: bytes = b"") -> bytes:
    """Return a small PNG that declares a large size."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    rows = zlib.compress(bytes(1 << 20), 9)
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@cache
def letter_pdf() -> bytes:
    """Three pages: Latin words, Chinese in a font that is not in the file, and a turned page."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=(400, 300), invariant=1)
    canvas.setFont("Helvetica", 20)
    canvas.drawString(40, 240, "The hearing is adjourned.")
    canvas.showPage()
    canvas.setFont("STSong-Light", 40)
    canvas.drawString(40, 200, "林志远")
    canvas.drawString(40, 100, "判决书")
    canvas.showPage()
    canvas.setPageRotation(90)
    canvas.setFont("Helvetica", 20)
    canvas.drawString(40, 240, "Turned")
    canvas.save()
    return written.getvalue()


@cache
def picture(kind: str, *, turn: int = 1) -> bytes:
    """Return an image with a red left half and a transparent right half, where supported."""
    mode = "RGB" if kind == "JPEG" else "RGBA"
    image = Image.new(mode, (80, 40), (255, 0, 0) if mode == "RGB" else (255, 0, 0, 255))
    image.paste((255, 255, 255) if mode == "RGB" else (0, 0, 0, 0), (40, 0, 80, 40))
    exif = Image.Exif()
    exif[274] = turn
    written = io.BytesIO()
    image.save(written, kind, exif=exif.tobytes(), **({"lossless": True} if kind == "WEBP" else {}))
    return written.getvalue()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A damaged copy: bits turned, bytes overwritten, pieces cut, doubled or moved, figures made absurd."""
    hurt = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(hurt))
        length = chance.randint(1, 64)
        kind = chance.randrange(7)
        if kind == 0:
            hurt[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            hurt[at : at + length] = chance.randbytes(length)
        elif kind == 2:
            del hurt[at : at + length]
        elif kind == 3:
            hurt[at:at] = hurt[at : at + length] * chance.randint(1, 20)
        elif kind == 4:
            to = chance.randrange(len(hurt))
            hurt[at : at + length] = hurt[to : to + length]
        elif kind == 5:
            _absurd(hurt, at, chance)
        else:
            del hurt[max(at, 8) :]
        if not hurt:
            hurt = bytearray(data)
    return bytes(hurt)


def _absurd(hurt: bytearray, at: int, chance: random.Random) -> None:
    """Replace the next number of a PDF, or the next four bytes of an image, by an extreme value."""
    figures = [i for i in range(at, min(at + 200, len(hurt))) if chr(hurt[i]).isdigit()]
    if hurt.startswith(b"%PDF") and figures:
        extreme = chance.choice(
            [b"0", b"-1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e38"]
        )
        hurt[figures[0] : figures[0] + 1] = extreme
    else:
        hurt[at : at + 4] = chance.choice(
            [b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\1\0\0"]
        )
