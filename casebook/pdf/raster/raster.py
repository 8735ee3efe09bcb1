"""Rendering of untrusted documents: preloading, and the library for each format.

Made for the render worker, which loads everything, gives up its files and only then sees the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from casebook.host.sandbox.kernel import path_list
from casebook.pdf.raster.raster_sheet import OpenedPages

_WARMING = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>endobj "
    b"4 0 obj<</Length 29>>stream\nBT /F 4 Tf 1 1 Td (\xce\xc4) Tj ET\nendstream endobj "
    b"5 0 obj<</Type/Font/Subtype/TrueType/BaseFont/Unheard-Of/FirstChar 0/LastChar 0/Widths[1]>>endobj "
    b"trailer<</Root 1 0 R>>"
)
"""A page in a missing font, so that the library scans the font folders while it still can."""

_kept: list[Any] = []
"""Objects that the PDF library refers to while loaded."""


def load(fonts: Sequence[Path]) -> None:
    """Load the libraries and scan the font folders, before file access is given up."""
    from pypdfium2 import raw

    from casebook.pdf.raster.raster_pdf import PdfSheets
    from casebook.pdf.raster.raster_picture import load_pictures

    paths = path_list(fonts)
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
    _kept.append(paths)
    sheets = PdfSheets(_WARMING)
    for _ in sheets.draw(0, 9, 9):
        pass
    sheets.text(0)
    load_pictures()


def open_sheets(data: bytes, media_type: str) -> OpenedPages:
    """Open a document.

    Args:
        data: its bytes.
        media_type: one of `MEDIA_TYPES`.

    Raises:
        Unreadable: it is not what the media type says, or damaged.
        Encrypted: it wants a password.
        DocumentTooLarge: more pages or pixels than are drawn.
    """
    if media_type == "application/pdf":
        from casebook.pdf.raster.raster_pdf import PdfSheets

        return PdfSheets(data)
    from casebook.pdf.raster.raster_picture import PictureSheet

    return PictureSheet(data)
