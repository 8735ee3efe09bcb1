"""Surveys any finished PDF as a viewer would show it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from pikepdf import Object, PasswordError, Pdf, PikepdfError
from pypdfium2 import PdfiumError

from casebook.base.errors import DamagedSource
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.filings.survey import PageKind, PageSurvey, Print, Survey
from casebook.pdf.check.covered_words import flattened
from casebook.pdf.check.survey_file import bookmarks, has_notes, links, residue
from casebook.pdf.check.survey_page import PageSurveyor
from casebook.pdf.page.examiner import Look, ParallelReader, examine
from casebook.pdf.page.forms import is_signed
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.opening import open_pdf
from casebook.pdf.page.page_kind import read_page_kinds
from casebook.pdf.redact.page_traits import has_usage
from casebook.pdf.typeset.fonts.missing_fonts import missing_fonts

_XMP_PART, _XMP_CONFORMANCE = (
    "{http://www.aiim.org/pdfa/ns/id/}part",
    "{http://www.aiim.org/pdfa/ns/id/}conformance",
)


def survey(
    stream: BinaryIO,
    name: str,
    *,
    is_measured: bool = False,
    progress: Progress = silent,
    reader: ParallelReader | None = None,
) -> Survey:
    """Survey a finished PDF.

    Args:
        stream: its bytes.
        name: as it will be handed in, without folders.
        is_measured: whether the sizes and spacing of its type are measured too, which takes longer.
        progress: reported page by page.
        reader: reads some of the pages.

    Raises:
        DamagedSource: not a PDF, or damaged or password-protected.
        Cancelled: the person stopped.
    """
    inspector = PdfInspector(name, stream, is_measured=is_measured)
    try:
        examine(
            stream,
            [inspector],
            lambda _, done, count: progress(done, count, Message("reading pages")),
            reader,
        )
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
        self._pages: list[PageSurvey] = []
        self._prints: list[Print] = []
        self._kinds: tuple[PageKind, ...] = ()

    def open(self, pdf: Pdf) -> Look:
        """Return what surveys its pages."""
        self._pages, self._prints = [], []
        pages = [page.obj for page in pdf.pages]
        return PageSurveyor(
            [frame_of(page) for page in pages],
            [page.label for page in pdf.pages],
            is_measured=self._is_measured,
            finds_covered=self._finds_covered,
            **self._flat_pages(pdf, pages),
        )

    def whole(self, pdf: Pdf) -> None:
        """Survey the document as a whole."""
        pages = [page.obj for page in pdf.pages]
        self._kinds = read_page_kinds(pdf, pages)
        at = {page.objgen: index for index, page in enumerate(pages)}
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

    def take(self, index: int, finding: tuple[PageSurvey, Print | None]) -> None:  # noqa: ARG002 - an examiner
        """Take the survey of a page."""
        survey, printed = finding
        self._pages.append(survey)
        if printed is not None:
            self._prints.append(printed)

    def _flat_pages(self, pdf: Pdf, pages: Sequence[Object]) -> dict[str, Any]:
        """Return which pages have something drawn over them, and the file with it drawn into them."""
        is_layered = self._finds_covered and has_usage(pdf)
        noted = frozenset(
            index
            for index, page in enumerate(pages)
            if self._finds_covered and (is_layered or has_notes(page))
        )
        if not noted:
            return {}
        with open_pdf(self._stream) as again:  # it is changed, and the other is still to be read
            return {"drawn_over": noted, "flat": flattened(again)}

    @property
    def survey(self) -> Survey:
        """The survey; complete once all pages were examined."""
        if self._whole is None:
            raise ValueError("nothing was examined")
        prints = self._prints
        if self._kinds:
            prints = [replace(one, kind=self._kinds[one.page - 1]) for one in prints]
        return replace(self._whole, pages=tuple(self._pages), prints=tuple(prints))


def _archive_part(pdf: Pdf) -> str:
    """Return the file's own PDF/A claim. Source: ISO 19005-2, 6.6.4."""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            return f"{metadata.get(_XMP_PART, '')}{metadata.get(_XMP_CONFORMANCE, '')}"
    except (PikepdfError, ValueError, SyntaxError):
        return ""
