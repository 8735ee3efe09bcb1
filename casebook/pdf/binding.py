"""Puts pages one behind the other, numbers each, and remembers what must lead where."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from casebook.domain.composition import Target
from casebook.pdf.frame import Frame, frame_of
from casebook.pdf.labels import forget_makers, label_pages, name_document
from casebook.pdf.links import Destinations, Link, Place, read_own_link, write_links
from casebook.pdf.outline import Bookmark, write_bookmarks
from casebook.pdf.plan import Plan, PlannedPage
from casebook.pdf.reading import Reading
from casebook.pdf.stamp import Spot, Stamper

_OURS = PlannedPage(is_ours=True, has_ink=True, has_text=True)
_SET_KEYS = {"/Type", "/Parent", "/MediaBox", "/Rotate", "/Resources", "/Contents"}


class Binding:
    """A bundle in the making.

    Args:
        page_of: the bundle page from 1 that a reference of our own pages points at.
        spots: where numbers of exhibit pages stand that had to give way, by bundle page from 1.
    """

    def __init__(self, page_of: Callable[[Target], int], spots: Mapping[int, Spot]) -> None:
        self.pdf = Pdf.new()
        self._page_of = page_of
        self._spots = spots
        self._stamper = Stamper(self.pdf)
        self._pages: list[Object] = []
        self._planned: list[PlannedPage] = []
        self._links: dict[int, list[tuple[Link, Place | str]]] = {}
        self._bookmarks: tuple[Bookmark, ...] = ()
        self._index_pages: tuple[int, ...] = ()

    @property
    def page_count(self) -> int:
        """Pages bound so far."""
        return len(self._pages)

    def add_set(self, source: SetPdf, first: int, last: int) -> None:
        """Add pages of our own, from index `first` up to but not including `last`."""
        for index in range(first, last):
            for link in source.take_links(index):
                self._link(link, 0)
            self.pdf.pages.append(source.pdf.pages[index])
            page = self.pdf.pages[-1].obj
            self._number(page, frame_of(page), _OURS)

    def add_exhibit(self, reading: Reading, tick: Callable[[], None]) -> None:
        """Add all pages of an exhibit."""
        start = len(self._pages)
        self.pdf.add_pages_from(reading.pdf, outlines="ignore")
        for index, bound in enumerate(self.pdf.pages[start:]):
            for link in reading.links.get(index, ()):
                self._link(link, start)
            found = reading.contents[index]
            planned = PlannedPage(is_ours=False, has_ink=found.has_ink, has_text=found.has_text)
            self._number(bound.obj, reading.frames[index], planned)
            tick()

    def _link(self, link: Link, start: int) -> None:
        to = link.to
        if isinstance(to, Target):
            to = Place(self._page_of(to) - 1)
        elif isinstance(to, Place):
            to = to.moved(start)
        self._links.setdefault(len(self._pages), []).append((link, to))

    def _number(self, page: Object, frame: Frame, planned: PlannedPage) -> None:
        self._pages.append(page)
        self._planned.append(planned)
        number = len(self._pages)
        spot = self._spots.get(number, "middle")
        self._stamper.stamp(page, frame, number, on_plate=not planned.is_ours, spot=spot)

    def finish(
        self, bookmarks: Sequence[Bookmark], index_pages: Sequence[int], title: str, language: str
    ) -> Plan:
        """Write links, bookmarks, labels and particulars; the bundle is then ready to be saved."""
        write_links(self.pdf, self._pages, self._links)
        write_bookmarks(self.pdf, self._pages, bookmarks)
        label_pages(self.pdf)
        name_document(self.pdf, self._pages, title, language)
        forget_makers(self.pdf)
        aims = {
            page: tuple(to.page if isinstance(to, Place) else -1 for _, to in links)
            for page, links in self._links.items()
        }
        return Plan(
            pages=tuple(self._planned),
            links=aims,
            bookmarks=tuple(bookmarks),
            index_pages=tuple(index_pages),
        )


class SetPdf:
    """Pages set by the program, opened."""

    def __init__(self, data: bytes) -> None:
        self.pdf = Pdf.open(io.BytesIO(data))
        for thing in self.pdf.objects:
            if isinstance(thing, Stream) and Name.Filter not in thing:
                thing.write(zlib.compress(thing.read_raw_bytes()), filter=Name.FlateDecode)
        self._destinations = Destinations(self.pdf)

    def take_links(self, index: int) -> list[Link]:
        """The links of a page; afterwards the page has none, nor anything else beside what is seen."""
        page = self.pdf.pages[index].obj
        notes = page.get(Name.Annots)
        found = [
            read_own_link(note, self._destinations)
            for note in (notes if isinstance(notes, Array) else ())
            if isinstance(note, Dictionary)
        ]
        for key in page.keys() - _SET_KEYS:
            del page[key]
        return [link for link in found if link is not None]
