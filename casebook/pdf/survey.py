"""Takes stock of a finished PDF, whoever made it, as a viewer would find it."""

from __future__ import annotations

import os
from typing import BinaryIO

from pikepdf import PasswordError, Pdf, PikepdfError

from casebook.base.errors import DamagedSource
from casebook.base.progress import Progress, silent
from casebook.domain.survey import Survey
from casebook.pdf.forms import is_signed
from casebook.pdf.frame import frame_of
from casebook.pdf.missing_fonts import missing_fonts
from casebook.pdf.opening import open_pdf
from casebook.pdf.survey_file import bookmarks, links, residue
from casebook.pdf.survey_page import survey_pages

_XMP_PART, _XMP_CONFORMANCE = (
    "{http://www.aiim.org/pdfa/ns/id/}part",
    "{http://www.aiim.org/pdfa/ns/id/}conformance",
)


def survey(stream: BinaryIO, name: str, *, is_measured: bool = False, progress: Progress = silent) -> Survey:
    """Read a finished PDF.

    Args:
        stream: its bytes.
        name: as it will be handed in, without folders.
        is_measured: whether the sizes and spacing of its type are measured too, which takes longer.
        progress: told page by page.

    Raises:
        DamagedSource: it is no PDF, cannot be read, or wants a password.
        Cancelled: the person stopped.
    """
    try:
        pdf = open_pdf(stream)
    except PasswordError as error:
        raise DamagedSource(
            "The file is locked with a password.",
            field="file",
            remedy="Save it without one and check that copy.",
        ) from error
    except (PikepdfError, ValueError) as error:  # an empty file is a value error
        raise DamagedSource(
            "The file is no PDF, or is damaged or cut short.",
            field="file",
            remedy="Make it again from its sources; a court's reader may not open it either.",
        ) from error
    with pdf:
        return _surveyed(pdf, name, stream, progress, is_measured=is_measured)


def _surveyed(pdf: Pdf, name: str, stream: BinaryIO, progress: Progress, *, is_measured: bool) -> Survey:
    pages = [page.obj for page in pdf.pages]
    at = {page.objgen: index for index, page in enumerate(pages)}
    labels = [page.label for page in pdf.pages]
    frames = [frame_of(page) for page in pages]
    found = survey_pages(stream, frames, labels, progress, is_measured=is_measured)
    return Survey(
        file_name=name,
        size_bytes=stream.seek(0, os.SEEK_END),
        pages=found.pages,
        prints=found.prints,
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


def _archive_part(pdf: Pdf) -> str:
    """What the file says of itself. Source: ISO 19005-2, 6.6.4."""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            return f"{told.get(_XMP_PART, '')}{told.get(_XMP_CONFORMANCE, '')}"
    except (PikepdfError, ValueError, SyntaxError):
        return ""
