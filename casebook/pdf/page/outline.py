"""Bookmarks: an exhibit's own are read, the bundle's written, each opening a page at 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pikepdf import Dictionary, Name, Object, OutlineItem, OutlineStructureError, Pdf

from casebook.pdf.page.links import Destinations, PagePoint, destination

_OPEN_LEVELS = 1


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark.

    Attributes:
        title: as shown, its page in it.
        place: where it leads; the page counted in the document at hand.
        children: nested below it.
    """

    title: str
    place: PagePoint
    children: tuple[Bookmark, ...] = ()

    def moved(self, pages: int) -> Bookmark:
        """Return the bookmark shifted by this many pages."""
        return replace(
            self,
            place=self.place.moved(pages),
            children=tuple(child.moved(pages) for child in self.children),
        )


class UnreadBookmarks(Exception):
    """A document's bookmarks cannot be read, but its pages can."""


def read_bookmarks(pdf: Pdf) -> tuple[Bookmark, ...]:
    """Return a document's bookmarks; those without a target are omitted, and their children move up.

    Raises:
        UnreadBookmarks: they are not as the format has them.
    """
    if not isinstance(pdf.Root.get(Name.Outlines), Dictionary):
        return ()
    try:
        return _read(pdf.open_outline().root, Destinations(pdf))
    except (OutlineStructureError, ValueError, TypeError, AttributeError) as error:
        raise UnreadBookmarks from error


def _read(items: Sequence[OutlineItem], destinations: Destinations) -> tuple[Bookmark, ...]:
    bookmarks: list[Bookmark] = []
    for item in items:
        children = _read(item.children, destinations)
        place = destinations.place(_aim(item))
        title = " ".join(item.title.split())
        if place is None or not title:
            bookmarks.extend(children)
        else:
            bookmarks.append(Bookmark(title, place, children))
    return tuple(bookmarks)


def _aim(item: OutlineItem) -> object:
    if item.action is None:
        return item.destination
    return item.action.get(Name.D) if item.action.get(Name.S) == Name.GoTo else None


def within(bookmarks: Sequence[Bookmark], span: range) -> list[Bookmark]:
    """Return the bookmarks of these pages, counted from the first; children of others move up."""
    kept: list[Bookmark] = []
    for mark in bookmarks:
        below = tuple(within(mark.children, span))
        if mark.place.page in span:
            kept.append(Bookmark(mark.title, mark.place.moved(-span.start), below))
        else:
            kept.extend(below)
    return kept


def write_bookmarks(pdf: Pdf, pages: Sequence[Object], bookmarks: Sequence[Bookmark]) -> None:
    """Write the outline of the bundle, its first levels open, and have viewers show it.

    Args:
        pdf: the bundle.
        pages: all of them, in order.
        bookmarks: in order; their pages counted in the bundle.
    """
    with pdf.open_outline() as outline:
        outline.root.extend(_item(bookmark, pages, 0) for bookmark in bookmarks)
    pdf.Root.PageMode = Name.UseOutlines


def _item(bookmark: Bookmark, pages: Sequence[Object], level: int) -> OutlineItem:
    item = OutlineItem(bookmark.title, destination(bookmark.place, pages))
    item.is_closed = level >= _OPEN_LEVELS
    item.children.extend(_item(child, pages, level + 1) for child in bookmark.children)
    return item
