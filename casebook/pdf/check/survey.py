"""Surveys any finished PDF as a viewer would show it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any, BinaryIO

from pikepdf import PasswordError, Pdf, PikepdfError
from pypdfium2 import PdfDocument, PdfiumError

from casebook.base.errors import DamagedSource
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.survey import Survey
from casebook.pdf.check.covered_words import flattened, letters_under_notes
from casebook.pdf.check.examiner import examine
from casebook.pdf.check.survey_file import bookmarks, has_notes, links, residue
from casebook.pdf.check.survey_page import PageStock
from casebook.pdf.page.forms import is_signed
from casebook.pdf.page.frame import frame_of
from casebook.pdf.redact.page_traits import has_usage
from casebook.pdf.typeset.missing_fonts import missing_fonts

_XMP_PART, _XMP_CONFORMANCE = (
    "{http://www.aiim.org/pdfa/ns/id/}part",
    "{http://www.aiim.org/pdfa/ns/id/}conformance",
)


def survey(stream: BinaryIO, name: str, *, is_measured: bool = False, progress: Progress = silent) -> Survey:
    """Survey a finished PDF.

    Args:
        stream: its bytes.
        name: as it will be handed in, without folders.
        is_measured: whether the sizes and spacing of its type are measured too, which takes longer.
        progress: reported page by page.

    Raises:
        DamagedSource: not a PDF, or damaged or password-protected.
        Cancelled: the person stopped.
    """
    inspector = PdfInspector(name, stream, is_measured=is_measured)
    try:
        examine(stream, [inspector], lambda at, count: progress(at, count, Message("reading pages")))
    except PasswordError as error:
        raise DamagedSource(
            "The file is protected by a password.",
            field="file",
            remedy="Save it without a password and check that copy.",
        ) from error
    except (PikepdfError, PdfiumError, ValueError) as error:  # an empty file is a value error
        raise DamagedSource(
            "The file is not a PDF, or is damaged or incomplete.",
            field="file",
            remedy="Create the PDF again from its source files. The court's PDF reader may not "
            "open this one either.",
        ) from error
    return inspector.survey


class PdfInspector:
    """Examiner that collects a `Survey`.

    Args:
        name: as it will be handed in, without folders.
        stream: its bytes, for their number.
        is_measured: whether the sizes and spacing of its type are measured too.
        finds_covered: whether words under something are looked for.
    """

    def __init__(
        self, name: str, stream: BinaryIO, *, is_measured: bool = False, finds_covered: bool = True
    ) -> None:
        self._name, self._stream, self._is_measured = name, stream, is_measured
        self._finds_covered = finds_covered
        self._whole: Survey | None = None
        self._flat: PdfDocument | None = None
        self._noted: set[int] = set()
        self._pages = PageStock((), (), is_measured=False)

    def open(self, pdf: Pdf) -> None:
        """Survey the document as a whole."""
        pages = [page.obj for page in pdf.pages]
        at = {page.objgen: index for index, page in enumerate(pages)}
        frames, labels = [frame_of(page) for page in pages], [page.label for page in pdf.pages]
        self._pages = PageStock(
            frames, labels, is_measured=self._is_measured, finds_covered=self._finds_covered
        )
        self._whole = Survey(
            file_name=self._name,
            size_bytes=self._stream.seek(0, os.SEEK_END),
            pages=(),
            bookmarks=tuple(bookmarks(pdf)),
            links=tuple(links(pdf, pages)),
            missing_fonts=tuple((name, page + 1) for name, page in missing_fonts(pdf, at)),
            residue=tuple(residue(pdf, pages)),
            is_encrypted=pdf.is_encrypted,
            is_signed=is_signed(pdf),
            was_repaired=bool(pdf.get_warnings()),
            archive_part=_archive_part(pdf),
            version=pdf.pdf_version,
        )
        if self._finds_covered:
            is_layered = has_usage(pdf)
            self._noted = {index for index, page in enumerate(pages) if is_layered or has_notes(page)}
        if self._noted:
            self._flat = PdfDocument(flattened(pdf), autoclose=True)

    def look(self, index: int, page: Any, text: Any, said: str) -> None:  # noqa: ANN401 - untyped library
        """Survey a page."""
        self._pages.look(index, page, text, said)
        if self._flat and index in self._noted:
            latest = self._pages.pages[-1]
            under = letters_under_notes(page, self._flat[index], index)
            self._pages.pages[-1] = replace(latest, covered_letters=latest.covered_letters + under)

    @property
    def survey(self) -> Survey:
        """The survey; complete once all pages were examined."""
        if self._whole is None:
            raise ValueError("nothing was examined")
        return replace(self._whole, pages=tuple(self._pages.pages), prints=tuple(self._pages.prints))


def _archive_part(pdf: Pdf) -> str:
    """Return the file's own PDF/A claim. Source: ISO 19005-2, 6.6.4."""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            return f"{metadata.get(_XMP_PART, '')}{metadata.get(_XMP_CONFORMANCE, '')}"
    except (PikepdfError, ValueError, SyntaxError):
        return ""
