"""Opens an exhibit, a PDF or an image, and prepares its pages for a bundle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from pikepdf import Object

from casebook.base.message import Message
from casebook.domain.dossier.composition import Exhibit, Passage
from casebook.domain.dossier.paper import Paper
from casebook.domain.dossier.pdf_result import damaged
from casebook.pdf.page.content import Content
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.opening import open_faulty_pdf
from casebook.pdf.page.pdf_reading import PdfReading, Unfit, read_pdf
from casebook.pdf.page.picture import DamagedPicture, NoPicture, picture_pdf

_HEAD_BYTES = 1024


@dataclass(slots=True, kw_only=True)
class OpenedExhibit(PdfReading):
    """An exhibit ready to be added to a bundle.

    Attributes:
        exhibit: it.
        fitted: index of each page that was fitted to another paper, with its scale in percent.
        unmarked: passages relied on that its text does not have.
    """

    exhibit: Exhibit
    fitted: dict[int, int] = field(default_factory=dict)
    unmarked: list[Passage] = field(default_factory=list)

    @property
    def scale_percent(self) -> int:
        """Return the smallest scale of its pages; 100 if none is scaled."""
        return min(self.fitted.values(), default=100)

    def require_whole(self) -> None:
        """Run `check` for this exhibit.

        Raises:
            DamagedSource: pages, text or pictures are lost.
        """
        try:
            self.check()
        except Unfit as unfit:
            raise damaged(self.exhibit, unfit.what, unfit.remedy) from unfit


def read_exhibit(exhibit: Exhibit, paper: Paper, tick: Callable[[], None]) -> OpenedExhibit:
    """Open an exhibit and prepare its pages.

    Args:
        exhibit: opened here.
        paper: for pictures.
        tick: called often, so that the work can be stopped.

    Raises:
        DamagedSource: empty, cut short, damaged, locked, or nothing this program reads.
    """
    stream = exhibit.open()
    if not stream.read(1):
        stream.close()
        raise damaged(
            exhibit, Message("is an empty file."), Message("Ask for the file again. It arrived empty.")
        )
    if not is_pdf(stream):
        return _read_picture(exhibit, stream, paper)
    try:
        with stream:
            reading = read_pdf(partial(whole_file, exhibit), partial(open_faulty_pdf, stream), tick)
    except Unfit as unfit:
        raise damaged(exhibit, unfit.what, unfit.remedy) from unfit
    if reading.bookmarks and not exhibit.keeps_bookmarks:
        reading.bookmarks = ()
        reading.losses["own-bookmarks"] = [0]
    return OpenedExhibit(
        data=reading.data,
        pdf=reading.pdf,
        exhibit=exhibit,
        pages=reading.pages,
        frames=reading.frames,
        contents=reading.contents,
        links=reading.links,
        bookmarks=reading.bookmarks,
        losses=reading.losses,
    )


def whole_file(exhibit: Exhibit) -> bytes:
    """Return the bytes of an exhibit's file."""
    with exhibit.open() as stream:
        return stream.read()


def is_pdf(stream: BinaryIO) -> bool:
    """Return whether a file has a PDF header; its position is reset to the start."""
    stream.seek(0)
    head = stream.read(_HEAD_BYTES)
    stream.seek(0)
    return b"%PDF-" in head


def _read_picture(exhibit: Exhibit, stream: BinaryIO, paper: Paper) -> OpenedExhibit:
    with stream:
        try:
            pdf = picture_pdf(stream, paper)
        except NoPicture as error:
            what = Message("is neither a PDF nor an image that this program can read.")
            remedy = Message(
                "Save it as PDF, PNG, JPEG or TIFF, or use a placeholder page. "
                "Of an archive, use the files in it."
            )
            raise damaged(exhibit, what, remedy) from error
        except DamagedPicture as error:
            raise damaged(
                exhibit,
                Message("is an image that is damaged or incomplete."),
                Message("Ask for the file again."),
            ) from error
    pages: list[Object] = [page.obj for page in pdf.pages]
    seen = Content(is_closed=True, has_ink=True, has_text=False)
    return OpenedExhibit(
        data=partial(whole_file, exhibit),
        pdf=pdf,
        exhibit=exhibit,
        pages=pages,
        frames=[frame_of(page) for page in pages],
        contents=[seen] * len(pages),
    )
