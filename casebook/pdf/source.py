"""A file handed in as evidence: is it whole, how many pages has it, and what words stand on them."""

from __future__ import annotations

import io
from typing import BinaryIO

from casebook.base.errors import DamagedSource
from casebook.domain.composition import Exhibit
from casebook.domain.entity import entity

PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/tiff"})


@entity
class SourceText:
    """What was found on reading a file.

    Attributes:
        media_type: as told by its content.
        pages: text of each page; "" for a page without text; none where the notion does not fit.
    """

    media_type: str
    pages: tuple[str, ...]


def read_source(stream: BinaryIO, media_type: str, name: str) -> SourceText:
    """Judge a file and read its words.

    Args:
        stream: its bytes.
        media_type: as told by its content.
        name: how messages call it.

    Raises:
        DamagedSource: it is cut short, damaged or locked.
    """
    if media_type == "application/pdf":
        return SourceText(media_type=media_type, pages=_words(_whole(stream, name)))
    if media_type in PICTURES:
        _whole(stream, name)
        return SourceText(media_type=media_type, pages=("",))
    return SourceText(media_type=media_type, pages=())


def _whole(stream: BinaryIO, name: str) -> bytes:
    """The bytes of a file that a bundle could take."""
    from casebook.pdf.reading import read_exhibit

    data = stream.read()
    exhibit = Exhibit(key=name, mark="", title=name, media_type="", open=lambda: io.BytesIO(data), file=name)
    read_exhibit(exhibit, "A4", lambda: None).pdf.close()
    return data


def _words(data: bytes) -> tuple[str, ...]:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            return tuple(_page_words(document, index) for index in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise DamagedSource("The words of a PDF cannot be read.") from error


def _page_words(document: object, index: int) -> str:
    page = document[index]  # type: ignore[index]
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()
        page.close()
