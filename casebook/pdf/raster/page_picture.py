"""Renders pages as images, for text recognition and redaction."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2

from casebook.base.errors import DamagedSource
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.evidence.recognition import READING_DPI
from casebook.pdf.page.annotations import Losses
from casebook.pdf.page.opened_exhibit import read_exhibit
from casebook.pdf.raster.zoomed_layers import hide_zoomed_layers

_MAX_PIXELS = 64_000_000
_MAX_SIDE = 10_000


def as_pdf(exhibit: Exhibit, tick: Callable[[], None] = lambda: None, losses: Losses | None = None) -> bytes:
    """Return a PDF or image as the PDF that a bundle would use.

    Args:
        exhibit: opened here.
        tick: called often, so that the work can be stopped.
        losses: added to: what of it is left out, such as comments and attachments.

    Raises:
        DamagedSource: it is empty, cut short, damaged, locked, or nothing this program reads.
    """
    opened_exhibit = read_exhibit(exhibit, "A4", tick)
    with opened_exhibit.pdf:
        hide_zoomed_layers(opened_exhibit.pdf)
        if losses is not None:
            losses.update(opened_exhibit.losses)
        written = io.BytesIO()
        opened_exhibit.pdf.save(written, deterministic_id=True, encryption=False)
    return written.getvalue()


def pages_without_text(pdf: bytes) -> Iterator[int]:
    """Yield the numbers from 1 of the pages without searchable text."""
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            page = document[index]
            if not _says_anything(page):
                yield index + 1
            page.close()


def _says_anything(page: Any) -> bool:  # noqa: ANN401 - untyped library
    """Return whether it has more than the one word that a machine or stamp may have left."""
    text = page.get_textpage()
    said = text.get_text_range()
    text.close()
    return len(said.split()) > 1


def page_picture(pdf: bytes, number: int, dpi: int = READING_DPI) -> bytes:
    """Return a page as greyscale PNG, scaled down if too large.

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
                dpi / 72, _MAX_SIDE / max(width, height, 1), (_MAX_PIXELS / max(width * height, 1)) ** 0.5
            )
            bitmap = page.render(scale=scale, grayscale=True)
            written = io.BytesIO()
            bitmap.to_pil().save(written, "PNG", compress_level=1)
            bitmap.close()
            page.close()
            return written.getvalue()
    except pypdfium2.PdfiumError as error:
        raise DamagedSource("A page cannot be shown.", field="file") from error
