"""Opens a finished PDF once for several examiners, because text layout is expensive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Protocol

import pypdfium2
from pikepdf import Pdf

from casebook.pdf.page.opening import open_pdf


class Examiner(Protocol):
    """Examines a finished PDF: the whole file, then each page."""

    def open(self, pdf: Pdf) -> None:
        """Start with the file as a whole, which is closed before its pages are examined."""
        ...

    def look(self, index: int, page: Any, text: Any, said: str) -> None:  # noqa: ANN401 - untyped library
        """Examine a page.

        Args:
            index: from 0.
            page: as pypdfium2 has it; closed afterwards.
            text: likewise.
            said: all that the page says.
        """
        ...


def examine(finished: BinaryIO, examiners: Sequence[Examiner], tick: Callable[[int, int], None]) -> None:
    """Run examiners over every page of a PDF.

    Args:
        finished: read from its start.
        examiners: who look at it.
        tick: called with the index of each page from 0 and their number, before it is read.

    Raises:
        pikepdf.PikepdfError, pypdfium2.PdfiumError: not a PDF, or damaged or password-protected.
        ValueError: it is empty, or readers do not agree on its pages.
    """
    with open_pdf(finished) as pdf:
        for one in examiners:
            one.open(pdf)
        pages = len(pdf.pages)
    finished.seek(0)
    with pypdfium2.PdfDocument(finished) as document:
        if len(document) != pages:
            raise ValueError("two programs do not find the same pages in it")
        for index in range(pages):
            tick(index, pages)
            page = document[index]
            text = page.get_textpage()
            said = text.get_text_range()
            for one in examiners:
                one.look(index, page, text, said)
            text.close()
            page.close()
