"""Preflight of document structure: page labels, links, bookmarks, fonts, leftover interactive content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, OutlineStructureError, Pdf, Stream

from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.pdf.check.finding import BOOKMARKS, FONTS, LINKS, NUMBERS, RESIDUE, found
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.hidden_parts import ELSEWHERE_KEYS
from casebook.pdf.page.outline import Bookmark
from casebook.pdf.page.plan import Bundle
from casebook.pdf.picture.dct import is_bare, is_dct
from casebook.pdf.typeset.fonts.missing_fonts import missing_fonts

_ROOT_KEYS = {
    "/Type",
    "/Pages",
    "/Outlines",
    "/PageMode",
    "/PageLabels",
    "/Lang",
    "/ViewerPreferences",
    "/OpenAction",
    "/OCProperties",
    "/Version",
}
_ARCHIVE_KEYS = {"/Metadata", "/OutputIntents"}
"""What a file that claims PDF/A must hold; the words in it are our own."""
_INFO_KEYS = {"/Title", "/Producer"}
_PAGE_KEYS = {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents"}
_PAGE_KEYS |= {"/Group", "/Annots"}
_LINK_KEYS = {"/Type", "/Subtype", "/Rect", "/F", "/Border", "/C", "/QuadPoints", "/Dest", "/A"}
_WEB = -1
_ROUNDING = 0.001
"""In units of the page: positions are written with fewer digits than some programs give their pages."""


def check_structure(pdf: Pdf, bundle: Bundle) -> Iterator[FilingProblem]:
    """Everything that can be checked without drawing a page."""
    pages: list[Object] = [page.obj for page in pdf.pages]
    at = {page.objgen: index for index, page in enumerate(pages)}
    yield from _labels(pdf, bundle)
    for index, page in enumerate(pages):
        yield from _links(index, page, at, bundle.plan.links.get(index, ()))
    yield from _bookmarks(pdf, at, bundle)
    yield from _residue(pdf, pages)
    yield from _fonts(pdf, at, bundle)


def _labels(pdf: Pdf, bundle: Bundle) -> Iterator[FilingProblem]:
    for number, (page, planned) in enumerate(zip(pdf.pages, bundle.plan.pages, strict=True), start=1):
        if page.label != planned.label:
            yield found(NUMBERS, number, Message("The page is labelled {label}.", label=page.label))


def _links(
    index: int, page: Object, at: dict[tuple[int, int], int], planned: Sequence[int]
) -> Iterator[FilingProblem]:
    notes = page.get(Name.Annots)
    aims = []
    for note in notes if isinstance(notes, Array) else ():
        if note.get(Name.Subtype) != Name.Link or note.keys() - _LINK_KEYS:
            yield found(RESIDUE, index + 1, Message("The page contains an annotation other than a link."))
            continue
        aim = _aim(note, at)
        if aim is None:
            yield found(LINKS, index + 1, Message("A link does not open its page at 100%."))
        aims.append(aim)
    if tuple(aims) != tuple(planned):
        yield found(LINKS, index + 1, Message("The links on the page do not open the right pages."))


def _aim(note: Object, at: dict[tuple[int, int], int]) -> int | None:
    """The page index a link leads to, `_WEB` for an address on the web; None for anything else."""
    action = note.get(Name.A)
    if isinstance(action, Dictionary):
        address = str(action.get(Name.URI, ""))
        is_web = action.keys() == {"/S", "/URI"} and address.startswith(("http", "mailto:"))
        return _WEB if is_web and Name.Dest not in note else None
    return _landing(note.get(Name.Dest), at)


def _landing(destination: object, at: dict[tuple[int, int], int]) -> int | None:
    """Return the page index of a direct destination at 100 % with its point on the page, or None."""
    if not isinstance(destination, Array) or len(destination) != len(("page", "kind", "left", "top", "zoom")):
        return None
    page, kind, left, top, zoom = destination
    if kind != Name.XYZ or zoom != 1 or page.objgen not in at:
        return None
    frame = frame_of(page)
    beside = max(frame.left - float(left), float(left) - frame.right)
    above = max(frame.bottom - float(top), float(top) - frame.top)
    return at[page.objgen] if max(beside, above) <= _ROUNDING else None


def _bookmarks(pdf: Pdf, at: dict[tuple[int, int], int], bundle: Bundle) -> Iterator[FilingProblem]:
    try:
        shown = list(_flat(pdf.open_outline().root))
    except (OutlineStructureError, ValueError):
        yield found(BOOKMARKS, 0, Message("The structure of the bookmarks does not follow the PDF standard."))
        return
    meant = list(_flat_plan(bundle.plan.bookmarks))
    if len(shown) != len(meant):
        yield found(
            BOOKMARKS,
            0,
            Message(
                "{before} bookmarks were created, but the file has {after}.",
                before=len(meant),
                after=len(shown),
            ),
        )
    labels = [planned.label for planned in bundle.plan.pages]
    for item, bookmark in zip(shown, meant, strict=False):
        page = bookmark.place.page
        landing = _landing(item.destination, at)
        if item.action is not None or landing != page or not _names(item.title, labels[page]):
            yield found(
                BOOKMARKS, page + 1, Message("A bookmark states the wrong page or opens the wrong page.")
            )


def _names(title: str, label: str) -> bool:
    """Whether the last number in a title is that of a page."""
    return re.search(rf"(?<![0-9A-Z.-]){re.escape(label)}(?=\D*$)", title) is not None


def _flat(items: Sequence[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _flat_plan(bookmarks: Sequence[Bookmark]) -> Iterator[Bookmark]:
    for bookmark in bookmarks:
        yield bookmark
        yield from _flat_plan(bookmark.children)


def _residue(pdf: Pdf, pages: Sequence[Object]) -> Iterator[FilingProblem]:
    root = pdf.Root
    beside = sorted((root.keys() - _ROOT_KEYS - _ARCHIVE_KEYS) | (pdf.docinfo.keys() - _INFO_KEYS))
    names = root.get(Name.Names)
    if isinstance(names, Dictionary) and names.keys() <= {"/Dests"}:  # which pages counsel wrote
        beside.remove("/Names")
    if beside:
        yield found(RESIDUE, 0, Message("The file contains {keys}.", keys=", ".join(beside)))
    if not isinstance(root.get(Name.OpenAction, Array()), Array):
        yield found(RESIDUE, 0, Message("The file runs a script or command when it is opened."))
    for index, page in enumerate(pages):
        extra = sorted(page.keys() - _PAGE_KEYS)
        if extra:
            yield found(RESIDUE, index + 1, Message("The page contains {keys}.", keys=", ".join(extra)))
    for thing in pdf.objects:
        if isinstance(thing, (Dictionary, Stream)) and (Name.EF in thing or Name.JS in thing):
            yield found(RESIDUE, 0, Message("The file still contains a script or an attached file."))
        if isinstance(thing, Stream):
            yield from _residue_of_stream(thing)
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.XML and not _is_own(thing, root):
            yield found(RESIDUE, 0, Message("The file still contains the metadata of an exhibit."))


def _residue_of_stream(stream: Stream) -> Iterator[FilingProblem]:
    if any(key in stream for key in ELSEWHERE_KEYS):
        yield found(RESIDUE, 0, Message("The file still contains a reference to something outside it."))
    if is_dct(stream) and not is_bare(stream):
        yield found(RESIDUE, 0, Message("The file still contains details stored with a picture."))


def _is_own(thing: Object, root: Object) -> bool:
    own = root.get(Name.Metadata)
    return own is not None and own.objgen == thing.objgen and Name.OutputIntents in root


def _fonts(pdf: Pdf, at: dict[tuple[int, int], int], bundle: Bundle) -> Iterator[FilingProblem]:
    """Yield the first page of each font that is not embedded, with its exhibit."""
    for name, index in missing_fonts(pdf, at):
        page = index + 1
        what = Message("The font {font} is not embedded in the file.", font=name)
        for item in bundle.items:
            own_page = page - item.last_page + item.last_own
            if item.first_page <= page <= item.last_page and own_page > 0 and item.name:
                what = Message(
                    "Exhibit {mark}, page {page}: the font {font} is not embedded in the file.",
                    mark=item.name,
                    page=own_page,
                    font=name,
                )
        yield found(FONTS, page, what)
