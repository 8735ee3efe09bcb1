"""Validates an imported PDF or image: completeness, page count and text.

Made for the extract worker, which is confined before it sees the file; it imports no nouns.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casebook.host.protocol.render_protocol import MAX_PAGES, MAX_PIXELS
from casebook.pdf.raster.raster_sheet import DocumentTooLarge, Encrypted, Unreadable

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2

_NO_COMMENTS = ("/FreeText", "/Link", "/Popup", "/Widget", "/FileAttachment")
"""Marks whose text is drawn on the page, or is none of a person."""
_ANIMATED = frozenset({"GIF", "PNG", "WEBP"})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class UploadedPdf:
    """The content of a complete PDF.

    Attributes:
        pages: the words of each page; "" for one without any, and beyond the characters asked for.
        obstacle: why it cannot be bound all the same: "portfolio", "xfa" or "form"; "" where it can.
        losses: kinds of what a bundle of it could not keep; "fonts" where text may not be shown everywhere.
        comments: the text of each comment on a page, which a viewer shows beside it or when it is opened.
    """

    pages: tuple[str, ...]
    obstacle: str = ""
    losses: frozenset[str] = frozenset()
    comments: tuple[str, ...] = ()


def load_for_pdf() -> None:
    """Load what reading a PDF needs, before file access is given up."""
    import codecs

    import pikepdf

    from casebook.pdf.page.opening import load_for_locked
    from casebook.pdf.page.pdf_reading import load_for_reading
    from casebook.pdf.raster import raster_pdf  # noqa: F401 - loaded now

    codecs.lookup("utf-16-le")
    load_for_locked()
    load_for_reading()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        written = io.BytesIO()
        pdf.save(written)
    uploaded_pdf(written.getvalue(), 1)


def load_for_pictures() -> None:
    """Load what reading an image needs, before file access is given up."""
    from PIL import Image

    from casebook.pdf.raster.raster_picture import load_pictures

    load_pictures()
    written = io.BytesIO()
    Image.new("RGB", (4, 4)).save(written, "PNG")
    picture_frames(written.getvalue())


def uploaded_pdf(data: bytes, most_words: int) -> UploadedPdf:
    """Read a whole PDF as a bundle would, and its text up to a number of characters.

    Raises:
        Unreadable: it is cut short or damaged.
        Encrypted: it wants a password.
        DocumentTooLarge: it has more pages than are read.
    """
    from casebook.pdf.page.pdf_reading import PasswordProtectedPdf, Unfit

    try:
        whole = _bound(data)
    except PasswordProtectedPdf as error:
        raise Encrypted from error
    except Unfit as unfit:
        if not unfit.obstacle:
            raise Unreadable from unfit
        count = _page_count(data)
        return UploadedPdf(pages=_words(data, count, most_words), obstacle=unfit.obstacle)
    return replace(whole, pages=_words(data, len(whole.pages), most_words))


def picture_frames(data: bytes) -> int:
    """Return the number of frames of an image, after decoding it completely.

    Raises:
        Unreadable: it is cut short, damaged or of a kind that is not read.
        DocumentTooLarge: it has more pixels or frames than are read.
    """
    from PIL import Image, ImageFile, ImageSequence

    from casebook.pdf.raster.raster_picture import FAULTS, KINDS

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(data), formats=(*KINDS, "MPO")) as picture:
            frames = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            if frames > MAX_PAGES or picture.width * picture.height > MAX_PIXELS:
                raise DocumentTooLarge
            for _ in ImageSequence.Iterator(picture) if frames > 1 else (picture,):
                if picture.width * picture.height > MAX_PIXELS:
                    raise DocumentTooLarge
                picture.load()
    except FAULTS as error:
        raise Unreadable from error
    return frames


def is_animation(data: bytes) -> bool:
    """Return whether an image, which can be read, has further pictures in time, as a GIF may."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        return bool(getattr(picture, "is_animated", False)) and picture.format in _ANIMATED


def _bound(data: bytes) -> UploadedPdf:
    """Return a PDF with pages that are not read yet, what a bundle would lose of it, and what is beside them.

    Raises:
        Unfit: it cannot be bound.
        DocumentTooLarge: it has more pages than are read.
    """
    from pikepdf import PikepdfError, Stream

    from casebook.pdf.page.opening import open_faulty_pdf
    from casebook.pdf.page.pdf_reading import damaged_pdf, read_pdf
    from casebook.pdf.typeset.fonts.missing_fonts import lacks_composite_font

    reading = read_pdf(lambda: data, lambda: open_faulty_pdf(io.BytesIO(data)), lambda: None)
    with reading.pdf as pdf:
        if len(reading.frames) > MAX_PAGES:
            raise DocumentTooLarge
        try:
            for part in pdf.objects:
                if isinstance(part, Stream):
                    part.read_raw_bytes()  # as it is when the bundle is written
        except PikepdfError as error:
            raise damaged_pdf() from error
        reading.check()
        losses = set(reading.losses)
        with contextlib.suppress(
            PikepdfError, ValueError, TypeError, AttributeError
        ):  # a remark refuses nothing
            if lacks_composite_font(pdf):
                losses.add("fonts")
        return UploadedPdf(
            pages=("",) * len(reading.frames),
            losses=frozenset(losses),
            comments=tuple(_comments(data)),
        )


def _comments(data: bytes) -> Iterator[str]:
    """The text of each comment. Source: ISO 32000-1, 12.5.2 and 12.5.6."""
    from pikepdf import PikepdfError

    from casebook.pdf.page.repair import opened_with_repair

    faults = (PikepdfError, ValueError, TypeError, AttributeError)
    with opened_with_repair(data) as pdf:
        for page in pdf.pages:
            marks: tuple[pikepdf.Object, ...] = ()
            with contextlib.suppress(*faults):
                marks = tuple(page.obj.get("/Annots", ()))
            for mark in marks:
                with contextlib.suppress(*faults):  # a broken one hides none behind it
                    text = str(mark.get("/Contents", "")).strip()
                    if text and str(mark.get("/Subtype", "")) not in _NO_COMMENTS:
                        yield text


def _page_count(data: bytes) -> int:
    from casebook.pdf.page.repair import opened_with_repair

    with opened_with_repair(data) as pdf:
        count = len(pdf.pages)
    if count > MAX_PAGES:
        raise DocumentTooLarge
    return count


def _words(data: bytes, count: int, most_words: int) -> tuple[str, ...]:
    """Return the words of each page; of a copy rewritten by qpdf if pdfium does not see all pages."""
    import pypdfium2

    from casebook.pdf.page.repair import opened_with_repair
    from casebook.pdf.page.writing import readable_copy

    with contextlib.suppress(pypdfium2.PdfiumError), pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        if len(document) == count:
            return tuple(_words_of_pages(document, most_words))
    with opened_with_repair(data) as pdf:
        copy = readable_copy(pdf)
    try:
        with pypdfium2.PdfDocument(copy) as document:
            document.init_forms()
            return tuple(_words_of_pages(document, most_words))
    except pypdfium2.PdfiumError as error:
        raise Unreadable from error


def _words_of_pages(document: pypdfium2.PdfDocument, most_words: int) -> Iterator[str]:
    left = most_words
    for index in range(len(document)):
        words = _words_of_page(document, index) if left > 0 else ""
        left -= len(words)
        yield words


def _has_marks(page: pypdfium2.PdfPage) -> bool:
    from pypdfium2 import raw

    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        mark = raw.FPDFPage_GetAnnot(page, at)
        kind = raw.FPDFAnnot_GetSubtype(mark)
        raw.FPDFPage_CloseAnnot(mark)
        if kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            return True
    return False


def _words_of_page(document: pypdfium2.PdfDocument, index: int) -> str:
    """Return what a page shows: its text and that of form fields, stamps and other marks drawn on it."""
    from pypdfium2 import raw

    page = document[index]
    if _has_marks(page):
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = document[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded()).encode("utf-8", "replace").decode("utf-8")
    finally:
        text.close()
        page.close()
