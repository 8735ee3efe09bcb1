"""Takes pages out of a finished bundle: their numbers, labels, bookmarks and the links among them stay.

SECURITY: what a link or a bookmark leads to would be carried along with it, as would pictures that pages
share, so all that leads out of the chosen pages is taken away before the file is written.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PikepdfError

from casebook.base.message import Message
from casebook.domain.dossier.pdf_job import ExtractPages
from casebook.domain.dossier.pdf_result import PagesExtracted, damaged
from casebook.pdf.jobs.exchange import Exchange
from casebook.pdf.page.document_info import name_document
from casebook.pdf.page.links import Destinations
from casebook.pdf.page.opening import open_pdf
from casebook.pdf.page.outline import Bookmark, UnreadBookmarks, read_bookmarks, write_bookmarks
from casebook.pdf.page.page_labels import label_tree
from casebook.pdf.page.unseen_words import clear_layers
from casebook.pdf.page.writing import write_pdf

_KEPT = {Name.Type, Name.Pages, Name.Lang, Name.OCProperties}
"""What the root of the new file keeps of the old one."""
_AGAIN = Message("Use the file as it was built.")


def extract_pages(job: ExtractPages, exchange: Exchange) -> PagesExtracted:
    """Hand over a file of the chosen pages, in the order of the bundle.

    Raises:
        DamagedSource: the file is no PDF, damaged, or wants a password.
        Cancelled: the person stopped.
    """
    exchange.progress(0, 2, Message("reading pages"))
    with exchange.give(0) as stream, _opened(job, stream) as pdf:
        labels = [page.label for page in pdf.pages]
        chosen, missing = _chosen(labels, job.spans)
        if missing:
            return PagesExtracted(missing=missing)
        exchange.progress(1, 2, Message("writing"))
        out = io.BytesIO()
        _cut(pdf, chosen, job.title)
        pdf.Root.PageLabels = label_tree([labels[at] for at in chosen])
        write_pdf(pdf, out, lambda: exchange.progress(1, 2, Message("writing")))
        exchange.take(0, out.getvalue())
        return PagesExtracted(numbers=tuple(labels[at] for at in chosen))


def _opened(job: ExtractPages, stream: BinaryIO) -> Pdf:
    try:
        return open_pdf(stream)
    except PasswordError as error:
        raise damaged(job.exhibit, Message("is password-protected."), _AGAIN) from error
    except PikepdfError as error:
        raise damaged(job.exhibit, Message("is damaged or incomplete."), _AGAIN) from error


def _chosen(
    labels: Sequence[str], spans: Iterable[tuple[str, str]]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the indexes of the pages of these spans, and numbers that no page bears."""
    indexes = {label: at for at, label in reversed(list(enumerate(labels)))}
    chosen: set[int] = set()
    missing: dict[str, None] = {}
    for first, last in spans:
        missing.update(dict.fromkeys(label for label in (first, last) if label not in indexes))
        if first in indexes and last in indexes:
            chosen.update(range(indexes[first], indexes[last] + 1))
    return tuple(sorted(chosen)), tuple(missing)


def _cut(pdf: Pdf, chosen: Sequence[int], title: str) -> None:
    """Leave only the chosen pages of a document, and nothing that leads to others."""
    places = {old: new for new, old in enumerate(chosen)}
    destinations = Destinations(pdf)
    bookmarks: Sequence[Bookmark] = ()
    with suppress(UnreadBookmarks):
        bookmarks = list(_within(read_bookmarks(pdf), places))
    for at in chosen:
        _keep_links(pdf.pages[at].obj, destinations, places)
    for at in reversed(range(len(pdf.pages))):
        if at not in places:
            del pdf.pages[at]
    for key in list(pdf.Root.keys()):
        if Name(key) not in _KEPT:
            del pdf.Root[key]
    pdf.remove_unreferenced_resources()
    pages = [page.obj for page in pdf.pages]
    clear_layers(pdf, pages)
    write_bookmarks(pdf, pages, bookmarks)
    name_document(pdf, pages, title, str(pdf.Root.get(Name.Lang, "")))


def _keep_links(page: Object, destinations: Destinations, places: Mapping[int, int]) -> None:
    notes = page.get(Name.Annots)
    if isinstance(notes, Array):
        page.Annots = Array([note for note in notes if _stays(note, destinations, places)])
    for key in (Name.StructParents, Name.B, Name.AA):
        if key in page:
            del page[key]


def _stays(note: Object, destinations: Destinations, places: Mapping[int, int]) -> bool:
    """Return whether a link leads to a chosen page or to an address outside."""
    if not isinstance(note, Dictionary) or note.get(Name.Subtype) != Name.Link:
        return False
    action = note.get(Name.A)
    if isinstance(action, Dictionary) and action.get(Name.S) == Name.URI:
        return True
    aim = note.get(Name.Dest) or (action.get(Name.D) if isinstance(action, Dictionary) else None)
    place = destinations.place(aim)
    return place is not None and place.page in places


def _within(bookmarks: Iterable[Bookmark], places: Mapping[int, int]) -> Iterator[Bookmark]:
    """Yield the bookmarks of chosen pages; those below others that are left out move up."""
    for bookmark in bookmarks:
        children = tuple(_within(bookmark.children, places))
        if bookmark.place.page in places:
            moved = replace(bookmark.place, page=places[bookmark.place.page])
            yield replace(bookmark, place=moved, children=children)
        else:
            yield from children
