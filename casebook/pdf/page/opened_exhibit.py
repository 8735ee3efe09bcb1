"""Opens an exhibit and prepares its pages for a bundle: scripts out, annotations flattened, links read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from pikepdf import Dictionary, Name, Object, PasswordError, Pdf, PikepdfError

from casebook.base.message import Message
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.paper import Paper
from casebook.domain.dossier.pdf_job import damaged
from casebook.pdf.page.annotations import flatten_annotations
from casebook.pdf.page.content import Content, isolate, look_at, read_content
from casebook.pdf.page.drawn_form import draw_by_pdfium
from casebook.pdf.page.forms import FormEntry, draw_entries, is_signed
from casebook.pdf.page.frame import Frame, frame_of
from casebook.pdf.page.hidden_parts import bare_inline, take_hidden_parts
from casebook.pdf.page.links import Link
from casebook.pdf.page.obstacle import obstacle_of
from casebook.pdf.page.opening import open_faulty_pdf
from casebook.pdf.page.outline import Bookmark, UnreadBookmarks, read_bookmarks
from casebook.pdf.page.picture import DamagedPicture, NoPicture, picture_pdf
from casebook.pdf.page.repair import loses_content

_HEAD_BYTES = 1024
_KEPT_KEYS = {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents"}
_KEPT_KEYS |= {"/Group", "/Annots"}
_INHERITED = (Name.Resources, Name.MediaBox, Name.CropBox, Name.Rotate)
_MAX_NESTED = 64
_FAULTS = (PikepdfError, ValueError, TypeError, KeyError, AttributeError)
"""What reading a document raises whose parts are not of the kind the format says."""
MEND = Message(
    "Get a whole copy, or open it in a viewer, compare every page with the original and print it to a PDF."
)
_UNLOCK = Message("Open it with its password, save it without, and use that copy.")


@dataclass(slots=True)
class OpenedExhibit:
    """An exhibit ready to be added to a bundle.

    Attributes:
        exhibit: it.
        pdf: changed in memory; once its pages are in stock, the document that holds them.
        pages: all of them, in order, until they are in stock.
        frames: what is seen of each.
        contents: what was found on each.
        links: of each page, by page index; taken off the pages.
        bookmarks: its own.
        losses: kinds of what was left out or does not survive, each with the page index of every one.
        fitted: index of each page that was fitted to another paper, with its scale in percent.
    """

    exhibit: Exhibit
    pdf: Pdf
    pages: list[Object] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    links: dict[int, list[Link]] = field(default_factory=dict)
    bookmarks: tuple[Bookmark, ...] = ()
    losses: dict[str, list[int]] = field(default_factory=dict)
    fitted: dict[int, int] = field(default_factory=dict)

    @property
    def scale_percent(self) -> int:
        """The least scale of its pages; 100 where all are as they came."""
        return min(self.fitted.values(), default=100)

    def check(self) -> None:
        """Ask the reader of the PDF whether it had to guess at anything so far, and judge by the content.

        Raises:
            DamagedSource: pages, text or pictures are lost.
        """
        if self.pdf.get_warnings() and "repaired" not in self.losses:
            if is_damaged(self.exhibit):
                raise damaged(self.exhibit, Message("is damaged or incomplete."), MEND)
            self.losses["repaired"] = [0]


def is_damaged(exhibit: Exhibit) -> bool:
    """Whether a PDF in which its reader had to guess lacks pages, text or pictures."""
    with exhibit.open() as stream:
        return loses_content(stream.read())


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
        raise damaged(exhibit, Message("is an empty file."), Message("Get the file again. It arrived empty."))
    if not is_pdf(stream):
        return _read_picture(exhibit, stream, paper)
    try:
        return _read_pdf(exhibit, stream, tick)
    except PasswordError as error:
        raise damaged(exhibit, Message("is protected by a password."), _UNLOCK) from error
    except _FAULTS as error:
        raise damaged(exhibit, Message("is damaged or incomplete."), MEND) from error


def is_pdf(stream: BinaryIO) -> bool:
    """Whether a file says that it is a PDF; it is at its start again afterwards."""
    stream.seek(0)
    head = stream.read(_HEAD_BYTES)
    stream.seek(0)
    return b"%PDF-" in head


def _read_picture(exhibit: Exhibit, stream: BinaryIO, paper: Paper) -> OpenedExhibit:
    with stream:
        try:
            pdf = picture_pdf(stream, paper)
        except NoPicture as error:
            what = Message("is neither a PDF nor an image this program reads.")
            raise damaged(exhibit, what, Message("Save it as PDF, PNG, JPEG, WebP, TIFF or HEIC.")) from error
        except DamagedPicture as error:
            raise damaged(
                exhibit, Message("is an image that is damaged or incomplete."), Message("Get it again.")
            ) from error
    pages: list[Object] = [page.obj for page in pdf.pages]
    seen = Content(is_closed=True, has_ink=True, has_text=False)
    return OpenedExhibit(exhibit, pdf, pages, [frame_of(page) for page in pages], [seen] * len(pages))


def _read_pdf(exhibit: Exhibit, stream: BinaryIO, tick: Callable[[], None]) -> OpenedExhibit:
    with stream:
        opened_exhibit = OpenedExhibit(exhibit, open_faulty_pdf(stream))
    pdf = opened_exhibit.pdf
    _refuse_unreadable(opened_exhibit)
    opened_exhibit.pages = [page.obj for page in pdf.pages]
    for page in opened_exhibit.pages:
        tick()
        _undress(pdf, page)
        opened_exhibit.frames.append(frame_of(page))
        opened_exhibit.contents.append(_close(opened_exhibit, page))
    undrawn = draw_entries(pdf, opened_exhibit.pages)
    if undrawn:
        _draw_rest(opened_exhibit, undrawn)
    _note_losses(opened_exhibit)
    for kind in take_hidden_parts(pdf):
        opened_exhibit.losses.setdefault(kind, []).append(0)
    opened_exhibit.links = flatten_annotations(pdf, opened_exhibit.pages, opened_exhibit.losses)
    try:
        opened_exhibit.bookmarks = read_bookmarks(pdf)
    except UnreadBookmarks:
        opened_exhibit.losses["bookmarks"] = [0]
    if Name.AcroForm in pdf.Root:
        del pdf.Root.AcroForm
    opened_exhibit.check()
    return opened_exhibit


def _draw_rest(opened_exhibit: OpenedExhibit, entries: Sequence[FormEntry]) -> None:
    """Draw entries of a form by pdfium.

    Raises:
        DamagedSource: one of them does not show what it holds then either.
    """
    exhibit = opened_exhibit.exhibit
    with exhibit.open() as stream:
        unshown = draw_by_pdfium(opened_exhibit.pdf, stream.read(), entries)
    if unshown:
        what = Message(
            "has a form on page {page} whose entries only a viewer can draw.", page=unshown.page + 1
        )
        raise damaged(exhibit, what, Message("Open it in a viewer and print it to a PDF with its entries."))


def _refuse_unreadable(opened_exhibit: OpenedExhibit) -> None:
    pdf, exhibit = opened_exhibit.pdf, opened_exhibit.exhibit
    obstacle = obstacle_of(pdf)
    if obstacle == "portfolio":
        what = Message("is a portfolio: its files are attached to a cover page.")
        raise damaged(exhibit, what, Message("Save its files one by one and hand each in as an exhibit."))
    if obstacle == "xfa":
        what = Message("is an XFA form: its pages exist only in the viewer that made it.")
        raise damaged(exhibit, what, Message("Open it in Adobe Reader and print it to a PDF."))
    pages_stated = pdf.Root.Pages.Count  # before the pages are walked, which corrects it
    there = len(pdf.pages)
    if there == 0:
        raise damaged(exhibit, Message("has no pages."), MEND)
    if pages_stated != there:
        raise damaged(
            exhibit,
            Message(
                "says it has {stated} pages, but {count} are there.", stated=int(pages_stated), count=there
            ),
            MEND,
        )


def _undress(pdf: Pdf, page: Object) -> None:
    """Give a page what it inherits and take off it what is not seen."""
    for key in _INHERITED:
        if key not in page:
            _inherit(pdf, page, key)
    for dropped in page.keys() - _KEPT_KEYS:
        del page[dropped]


def _close(reading: OpenedExhibit, page: Object) -> Content:
    """Look at a page's content and close what it leaves open."""
    data, changed = bare_inline(read_content(page))
    if changed:
        reading.losses.setdefault("camera", []).extend([len(reading.contents)] * changed)
        page.Contents = reading.pdf.make_stream(data)
    content = look_at(data)
    if not content.is_closed:
        isolate(reading.pdf, page, data)
    return content


def _inherit(pdf: Pdf, page: Object, key: Name) -> None:
    node = page.get(Name.Parent)
    for _ in range(_MAX_NESTED):
        if not isinstance(node, Dictionary):
            return
        value = node.get(key)
        if value is not None:
            if isinstance(value, Dictionary) and not value.is_indirect:
                node[key] = value = pdf.make_indirect(value)
            page[key] = value
            return
        node = node.get(Name.Parent)


def _note_losses(opened_exhibit: OpenedExhibit) -> None:
    """Note what a document as a whole loses in a bundle."""
    root, losses = opened_exhibit.pdf.Root, opened_exhibit.losses
    if opened_exhibit.pdf.is_encrypted:
        losses["restricted"] = [0]
    names = root.get(Name.Names)
    if isinstance(names, Dictionary):
        if Name.JavaScript in names:
            losses["scripts"] = [0]
        if Name.EmbeddedFiles in names:
            losses["attachments"] = [0] * max(1, len(opened_exhibit.pdf.attachments))
    action = root.get(Name.OpenAction)
    if isinstance(action, Dictionary) and action.get(Name.S) == Name.JavaScript:
        losses["scripts"] = [0]
    if is_signed(opened_exhibit.pdf):
        losses["signature"] = [0]
    layers = root.get(Name.OCProperties)
    usual = layers.get(Name.D) if isinstance(layers, Dictionary) else None
    if isinstance(usual, Dictionary) and (usual.get(Name.OFF) or usual.get(Name.BaseState) == Name.OFF):
        losses["layers"] = [0]
