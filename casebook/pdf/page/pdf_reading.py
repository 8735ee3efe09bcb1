"""Reads a PDF for a bundle: scripts removed, annotations flattened, links read.

It is the one judgement of what is damaged: import and binding call it, so that what is imported without a
word can be bound. It imports no nouns, since the extract worker loads it too.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pypdfium2
from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PikepdfError, String

from casebook.base.message import Message
from casebook.pdf.page.annotations import flatten_annotations
from casebook.pdf.page.content import Content, isolate, look_at, read_content
from casebook.pdf.page.drawn_form import draw_by_pdfium
from casebook.pdf.page.forms import FormEntry, draw_entries, is_signed
from casebook.pdf.page.frame import Frame, frame_of
from casebook.pdf.page.hidden_parts import bare_inline, take_hidden_parts
from casebook.pdf.page.links import Link
from casebook.pdf.page.opening import open_faulty_pdf
from casebook.pdf.page.outline import Bookmark, UnreadBookmarks, read_bookmarks
from casebook.pdf.page.repair import loses_content
from casebook.pdf.page.unseen_words import UnseenWords, clear_layers, without_words

_KEPT_KEYS = {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents"}
_KEPT_KEYS |= {"/Group", "/Annots"}
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_MAX_NESTED = 64
_FAULTS = (PikepdfError, pypdfium2.PdfiumError, ValueError, TypeError, KeyError, AttributeError)
"""The exceptions raised for a document whose objects have wrong types."""
MEND = Message(
    "Open it in a viewer and compare every page with the original. If nothing is missing, print it to a PDF "
    "and use that copy; otherwise ask for a complete one."
)
_UNLOCK = Message("Open it with its password, save it without, and use that copy.")


class Unfit(Exception):
    """A PDF cannot be used in a bundle.

    Attributes:
        what: a predicate, such as "is damaged or incomplete.".
        remedy: what to do.
        obstacle: "portfolio", "xfa" or "form" where the file is whole and only some viewers show it; else "".
    """

    def __init__(self, what: Message, remedy: Message, obstacle: str = "") -> None:
        super().__init__(str(what))
        self.what, self.remedy, self.obstacle = what, remedy, obstacle


class PasswordProtectedPdf(Unfit):
    """A password-protected PDF."""


@dataclass(slots=True)
class PdfReading:
    """A PDF whose pages are ready for a bundle.

    Attributes:
        data: gives the whole file.
        pdf: changed in memory; once its pages are in stock, the document that holds them.
        pages: all of them, in order, until they are in stock.
        frames: what is seen of each.
        contents: what was found on each.
        links: of each page, by page index; taken off the pages.
        bookmarks: its own.
        losses: kinds of what was left out or does not survive, each with the page index of every one.
    """

    data: Callable[[], bytes]
    pdf: Pdf
    pages: list[Object] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    links: dict[int, list[Link]] = field(default_factory=dict)
    bookmarks: tuple[Bookmark, ...] = ()
    losses: dict[str, list[int]] = field(default_factory=dict)

    def check(self) -> None:
        """Check whether the reader had to guess so far, and if so judge the content.

        Raises:
            Unfit: pages, text or pictures are lost.
        """
        if self.pdf.get_warnings() and "repaired" not in self.losses:
            if loses_content(self.data()):
                raise damaged_pdf()
            self.losses["repaired"] = [0]


def damaged_pdf() -> Unfit:
    """Return the error about a PDF that lacks something."""
    return Unfit(Message("is damaged or incomplete."), MEND)


def read_pdf(data: Callable[[], bytes], pdf: Callable[[], Pdf], tick: Callable[[], None]) -> PdfReading:
    """Open a PDF and prepare its pages.

    Args:
        data: gives the whole file.
        pdf: opens it, with repair.
        tick: called often, so that the work can be stopped.

    Raises:
        Unfit: damaged or incomplete, without pages, or shown by some viewers only.
        PasswordProtectedPdf: it asks for a password.
    """
    try:
        return _read(PdfReading(data, pdf()), tick)
    except PasswordError as error:
        raise PasswordProtectedPdf(Message("is protected by a password."), _UNLOCK) from error
    except _FAULTS as error:
        raise damaged_pdf() from error


def load_for_reading() -> None:
    """Draw a form, for a process soon without executable memory, which pdfium needs."""
    sample = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        entry = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("é"))
        entry.Rect, entry.DA = Array([10, 10, 90, 30]), String("/Helv 9 Tf")
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(entry)])
        pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].obj.Annots, NeedAppearances=True)
        pdf.save(sample)
    data = sample.getvalue()
    read_pdf(lambda: data, lambda: open_faulty_pdf(io.BytesIO(data)), lambda: None).pdf.close()
    loses_content(data)


def _read(reading: PdfReading, tick: Callable[[], None]) -> PdfReading:
    pdf = reading.pdf
    _refuse_unreadable(pdf)
    reading.pages = [page.obj for page in pdf.pages]
    for page in reading.pages:
        tick()
        _undress(pdf, page)
        reading.frames.append(frame_of(page))
        reading.contents.append(_close(reading, page))
    undrawn = draw_entries(pdf, reading.pages)
    if undrawn:
        _draw_rest(reading, undrawn)
    _note_losses(reading)
    for kind in take_hidden_parts(pdf):
        reading.losses.setdefault(kind, []).append(0)
    reading.links = flatten_annotations(pdf, reading.pages, reading.losses)
    words = UnseenWords(pdf)
    for page in reading.pages:
        words.take(page)
    clear_layers(pdf)
    try:
        reading.bookmarks = read_bookmarks(pdf)
    except UnreadBookmarks:
        reading.losses["bookmarks"] = [0]
    if Name.AcroForm in pdf.Root:
        del pdf.Root.AcroForm
    reading.check()
    return reading


def _draw_rest(reading: PdfReading, entries: Sequence[FormEntry]) -> None:
    """Draw form entries with pdfium.

    Raises:
        Unfit: one of them does not show what it holds then either.
    """
    unshown = draw_by_pdfium(reading.pdf, reading.data(), entries)
    if unshown:
        what = Message(
            "has a form on page {page} whose entries are visible only in a viewer.", page=unshown.page + 1
        )
        mend = Message("Open it in a viewer and print it to a PDF with its entries.")
        raise Unfit(what, mend, "form")


def _refuse_unreadable(pdf: Pdf) -> None:
    obstacle = _obstacle_of(pdf)
    if obstacle == "portfolio":
        what = Message("is a portfolio: its files are attached to a cover page.")
        raise Unfit(what, Message("Save its files one by one and submit each as an exhibit."), obstacle)
    if obstacle == "xfa":
        what = Message("is an XFA form: its pages exist only in the viewer that made it.")
        raise Unfit(what, Message("Open it in Adobe Reader and print it to a PDF."), obstacle)
    pages_stated = pdf.Root.Pages.get(Name.Count)  # before the pages are walked, which corrects it
    there = len(pdf.pages)
    if there == 0:
        raise Unfit(Message("has no pages."), MEND)
    if pages_stated is not None and pages_stated != there:
        raise Unfit(
            Message(
                "states that it has {stated} pages, but contains {count}.",
                stated=int(pages_stated),
                count=there,
            ),
            MEND,
        )


def _obstacle_of(pdf: Pdf) -> str:
    """Return why pages exist in some viewers only, "portfolio" or "xfa", else "".

    A filled XFA form may hold one field of PDF, a signature on the page that asks to wait.
    Source: ISO 32000-1:2008, 12.7.8, and table 28 (NeedsRendering).
    """
    if Name.Collection in pdf.Root:
        return "portfolio"
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary) or Name.XFA not in form:
        return ""
    is_made_by_viewer = bool(pdf.Root.get(Name.NeedsRendering))
    return "xfa" if is_made_by_viewer or not len(form.get(Name.Fields) or Array()) else ""


def _undress(pdf: Pdf, page: Object) -> None:
    """Give a page its inherited attributes and remove invisible ones."""
    own = page.keys()
    for key in _INHERITED:
        if key not in own:
            _inherit(pdf, page, Name(key))
    for dropped in own - _KEPT_KEYS:
        del page[dropped]


def _close(reading: PdfReading, page: Object) -> Content:
    """Analyse a page's content and close open state."""
    received = read_content(page)
    data, changed = bare_inline(received)
    if changed:
        reading.losses.setdefault("camera", []).extend([len(reading.contents)] * changed)
    data = without_words(reading.pdf, data, page.get(Name.Resources))
    if data != received:
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


def _note_losses(reading: PdfReading) -> None:
    """Record what a document as a whole loses in a bundle."""
    root, losses = reading.pdf.Root, reading.losses
    if reading.pdf.is_encrypted:
        losses["restricted"] = [0]
    names = root.get(Name.Names)
    if isinstance(names, Dictionary):
        if Name.JavaScript in names:
            losses["scripts"] = [0]
        if Name.EmbeddedFiles in names:
            losses["attachments"] = [0] * max(1, len(reading.pdf.attachments))
    action = root.get(Name.OpenAction)
    if isinstance(action, Dictionary) and action.get(Name.S) == Name.JavaScript:
        losses["scripts"] = [0]
    if is_signed(reading.pdf):
        losses["signature"] = [0]
    layers = root.get(Name.OCProperties)
    usual = layers.get(Name.D) if isinstance(layers, Dictionary) else None
    if isinstance(usual, Dictionary) and (usual.get(Name.OFF) or usual.get(Name.BaseState) == Name.OFF):
        losses["layers"] = [0]
