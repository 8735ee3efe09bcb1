"""Renders the pages of an untrusted PDF."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from casebook.host.protocol.render_protocol import MAX_PAGES, MAX_SIDE_PT
from casebook.pdf.raster.raster_sheet import DocumentTooLarge, Encrypted, Unreadable
from casebook.pdf.raster.raster_text import placed_text


class PdfSheets:
    """The pages of a PDF, with filled-in forms and annotations drawn; no script is run.

    Args:
        data: the whole file.

    Raises:
        Unreadable: not a PDF, or damaged beyond repair.
        Encrypted: it wants a password.
        DocumentTooLarge: it has more pages than are shown.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(data)
            self._pdf.init_forms()
            count = len(self._pdf)
        except pypdfium2.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                raise Encrypted from error
            raise Unreadable from error
        if count > MAX_PAGES:
            raise DocumentTooLarge
        if count < 1:
            raise Unreadable
        self._data = data
        self._flat: Any = None
        self.sizes = [self._size(index) for index in range(count)]

    def draw(self, index: int, width_px: int, height_px: int) -> Iterator[memoryview]:
        """Render the page at this size in pixels, on white.

        Raises:
            Unreadable: this page cannot be loaded.
        """
        page = self._page(index)
        bitmap = pypdfium2.PdfBitmap.new_native(width_px, height_px, raw.FPDFBitmap_BGRx)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width_px, height_px)
        placed = (bitmap, page, 0, 0, width_px, height_px, 0, raw.FPDF_ANNOT)
        raw.FPDF_RenderPageBitmap(*placed)
        if self._pdf.formenv:
            raw.FPDF_FFLDraw(self._pdf.formenv, *placed)
        yield memoryview(bitmap.buffer).cast("B")
        bitmap.close()
        page.close()

    def text(self, index: int) -> tuple[str, list[tuple[float, float, float, float]]]:
        """Return the page's characters, including form entries and annotations, with the edges of each.

        Raises:
            Unreadable: this page cannot be loaded.
        """
        page = self._page(index)
        try:
            if raw.FPDFPage_GetAnnotCount(page) > 0:
                page.close()
                page = self._flattened(index)
            return placed_text(page, *self.sizes[index])
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error
        finally:
            page.close()

    def _flattened(self, index: int) -> Any:  # noqa: ANN401
        """Return a page of a second document with entries and annotations flattened; the first is in use."""
        if self._flat is None:
            self._flat = pypdfium2.PdfDocument(self._data)
            self._flat.init_forms()
        page = self._flat[index]
        # Called directly: the library's own `flatten` refuses a document that has links and no form.
        if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_FAIL:
            raise pypdfium2.PdfiumError("not flattened")
        page.close()
        return self._flat[index]

    def _page(self, index: int) -> Any:  # noqa: ANN401 - the library is untyped
        try:
            return self._pdf[index]
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error

    def _size(self, index: int) -> tuple[float, float]:
        try:
            width, height = self._pdf.get_page_size(index)
        except pypdfium2.PdfiumError:
            width, height = 1.0, 1.0
        return _bounded(width), _bounded(height)


def _bounded(side_pt: float) -> float:
    return min(max(side_pt, 1.0), MAX_SIDE_PT) if math.isfinite(side_pt) else 1.0
