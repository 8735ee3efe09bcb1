"""Pages as pictures: what a scan shows, for a machine to read or a redaction to keep."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2

from casebook.base.errors import DamagedSource
from casebook.domain.composition import Exhibit
from casebook.pdf.reading import read_exhibit

READING_DPI = 300
"""What text recognition is made for."""
_MOST_PIXELS = 64_000_000
_MOST_SIDE = 10_000


def as_pdf(stream: BinaryIO, name: str) -> bytes:
    """A PDF or picture as the PDF a bundle would take.

    Args:
        stream: read whole and closed.
        name: how messages call it.

    Raises:
        DamagedSource: it is empty, cut short, damaged, locked, or nothing this program reads.
    """
    data = stream.read()
    stream.close()
    exhibit = Exhibit(key=name, mark="", title=name, media_type="", open=lambda: io.BytesIO(data), file=name)
    reading = read_exhibit(exhibit, "A4", lambda: None)
    with reading.pdf:
        written = io.BytesIO()
        reading.pdf.save(written, deterministic_id=True)
    return written.getvalue()


def pages_without_text(pdf: bytes) -> Iterator[int]:
    """Numbers from 1 of the pages on which nothing can be searched."""
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            said = text.get_text_range()
            text.close()
            page.close()
            if len(said.split()) <= 1:
                yield index + 1


def page_picture(pdf: bytes, number: int, dpi: int = READING_DPI) -> bytes:
    """A page as PNG in shades of grey, scaled down where it would be too large.

    Args:
        pdf: a whole PDF.
        number: of the page, from 1.
        dpi: dots per inch.

    Raises:
        DamagedSource: the page cannot be drawn.
    """
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(
                dpi / 72, _MOST_SIDE / max(width, height, 1), (_MOST_PIXELS / max(width * height, 1)) ** 0.5
            )
            bitmap = page.render(scale=scale, grayscale=True)
            written = io.BytesIO()
            bitmap.to_pil().save(written, "PNG", compress_level=1)
            bitmap.close()
            page.close()
            return written.getvalue()
    except pypdfium2.PdfiumError as error:
        raise DamagedSource("A page cannot be drawn.", field="file") from error


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels. Source: PNG (third edition), 11.2.1."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
