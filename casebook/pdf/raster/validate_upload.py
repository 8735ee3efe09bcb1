"""Validates an imported PDF or image: completeness, page count and text.

Made for the extract worker, which is confined before it sees the file; it imports no nouns.
"""

from __future__ import annotations

import io

from casebook.host.protocol.render_protocol import MAX_PAGES, MAX_PIXELS
from casebook.pdf.raster.raster_sheet import DocumentTooLarge, Encrypted, Unreadable


def load_for_pdf() -> None:
    """Load what reading a PDF takes, before files are given up."""
    import codecs

    import pikepdf

    from casebook.pdf.page.opening import load_for_locked
    from casebook.pdf.raster import raster_pdf  # noqa: F401 - loaded now

    codecs.lookup("utf-16-le")
    load_for_locked()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        written = io.BytesIO()
        pdf.save(written)
    pdf_pages(written.getvalue(), 1)


def load_for_pictures() -> None:
    """Load what reading a picture takes, before files are given up."""
    from PIL import Image

    from casebook.pdf.raster.raster_picture import load_pictures

    load_pictures()
    written = io.BytesIO()
    Image.new("RGB", (4, 4)).save(written, "PNG")
    picture_frames(written.getvalue())


def pdf_pages(data: bytes, most_words: int) -> tuple[str, ...]:
    """The words of each page of a whole PDF; "" for a page without any, and beyond so many characters.

    Raises:
        Unreadable: it is cut short or damaged.
        Encrypted: it wants a password.
        DocumentTooLarge: it has more pages than are read.
    """
    import pypdfium2

    count = _whole_pages(data)
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) != count:
                raise Unreadable
            pages, left = [], most_words
            for index in range(count):
                words = _words(document, index) if left > 0 else ""
                left -= len(words)
                pages.append(words)
    except pypdfium2.PdfiumError as error:
        raise Unreadable from error
    return tuple(pages)


def picture_frames(data: bytes) -> int:
    """The number of frames of an image, after decoding it completely.

    Raises:
        Unreadable: it is cut short, damaged or of a kind that is not read.
        DocumentTooLarge: it has more pixels or frames than are read.
    """
    from PIL import Image, ImageFile, ImageSequence

    from casebook.pdf.raster.raster_picture import FAULTS

    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP", "TIFF", "HEIF", "MPO")) as picture:
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


def _whole_pages(data: bytes) -> int:
    """The number of pages of a PDF in which nothing is lost, as a bundle would have it."""
    from pikepdf import PasswordError, PikepdfError

    from casebook.pdf.page.opening import open_faulty_pdf
    from casebook.pdf.page.repair import loses_content

    try:
        with open_faulty_pdf(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
            is_guessed = bool(pdf.get_warnings())
    except PasswordError as error:
        raise Encrypted from error
    except (PikepdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Unreadable from error
    if count > MAX_PAGES:
        raise DocumentTooLarge
    if not count or (is_guessed and loses_content(data)):
        raise Unreadable
    return count


def _words(document: object, index: int) -> str:
    page = document[index]  # type: ignore[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded()).encode("utf-8", "replace").decode("utf-8")
    finally:
        text.close()
        page.close()
