"""Collects the pages of a bundle in order, numbers them and resolves their links."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from casebook.domain.dossier.composition import ReferenceTarget
from casebook.pdf.page.document_info import forget_makers
from casebook.pdf.page.frame import Frame, frame_of
from casebook.pdf.page.leaves import attach_pages, copy_leaves
from casebook.pdf.page.links import Destinations, Link, PagePoint, read_own_link, write_links
from casebook.pdf.page.opened_exhibit import OpenedExhibit
from casebook.pdf.page.outline import Bookmark, within, write_bookmarks
from casebook.pdf.page.page_labels import label_tree
from casebook.pdf.page.plan import BundlePlan, PlannedPage
from casebook.pdf.page.stamp import SIZE_PT, Spot, Stamper

_SET_KEYS = {"/Type", "/Parent", "/MediaBox", "/Rotate", "/Resources", "/Contents"}


class BundleBuilder:
    """The pages of a bundle while it is built.

    Args:
        pdf: holds the pages of all exhibits.
        leaves: them, in order, in no tree yet.
        page_of: the bundle page from 1 that a reference of our own pages points at.
        spots: where numbers of exhibit pages stand that had to give way, by bundle page from 1.
        tops: how high on its page what is pointed at begins; by itself a reference leads to the whole page.
        labels: the number of each page.
        least_pt: the smallest type that the court takes on pages set here.
    """

    def __init__(
        self,
        pdf: Pdf,
        leaves: Iterable[Object],
        page_of: Callable[[ReferenceTarget], int],
        spots: Mapping[int, Spot],
        tops: Mapping[str, float],
        labels: Sequence[str],
        least_pt: float = 0,
    ) -> None:
        self.pdf = pdf
        self._leaves = iter(leaves)
        self._pages: list[Object] = []
        self._page_of = page_of
        self._spots = spots
        self._tops = tops
        self._labels, self._least_pt = labels, least_pt
        self._frames: list[Frame] = []
        self._planned: list[PlannedPage] = []
        self._links: dict[int, list[tuple[Link, PagePoint | str]]] = {}

    def add_set(self, source: SetPdf, first: int, last: int) -> None:
        """Add typeset pages, from index `first` up to but not including `last`."""
        for page, links in source.take(first, last):
            for link in links:
                self._link(link, 0)
            self._note(
                frame_of(page.obj),
                PlannedPage(
                    is_ours=True,
                    has_ink=True,
                    has_text=True,
                    label=self._next_label,
                    number_pt=max(SIZE_PT, self._least_pt),
                ),
            )
            self._pages += copy_leaves(self.pdf, [page.obj])

    def add_exhibit(self, opened_exhibit: OpenedExhibit, *, is_photograph: bool = False) -> None:
        """Add all pages of the next exhibit."""
        start = len(self._planned)
        self._pages += [next(self._leaves) for _ in opened_exhibit.frames]
        for index, (frame, content) in enumerate(
            zip(opened_exhibit.frames, opened_exhibit.contents, strict=True)
        ):
            for link in opened_exhibit.links.get(index, ()):
                self._link(link, start)
            self._note(
                frame,
                PlannedPage(
                    is_ours=False,
                    has_ink=content.has_ink,
                    has_text=content.has_text,
                    is_photograph=is_photograph,
                    label=self._next_label,
                ),
            )

    def _link(self, link: Link, start: int) -> None:
        to = link.to
        if isinstance(to, ReferenceTarget):
            to = PagePoint(self._page_of(to) - 1, top=self._tops.get(to.anchor))
        elif isinstance(to, PagePoint):
            to = to.moved(start)
        self._links.setdefault(len(self._planned), []).append((link, to))

    @property
    def _next_label(self) -> str:
        return self._labels[len(self._planned)]

    def _note(self, frame: Frame, planned: PlannedPage) -> None:
        self._frames.append(frame)
        self._planned.append(planned)

    def number_pages(self, mark: str, begin: Callable[[int], None]) -> list[Object]:
        """Put the pages in order, stamp their numbers and the mark that each bears; returns all pages.

        On pages set here the stamps are no smaller than what the court takes.

        Args:
            mark: at the top of every page; may be empty.
            begin: called with the index of each page before it is stamped.

        Raises:
            ValueError: there are more numbers than pages.
        """
        if len(self._labels) != len(self._planned):
            raise ValueError("every number is of a page")
        self.pdf, self._pages = attach_pages(self.pdf, self._pages)
        stamper = Stamper(self.pdf, mark, self._least_pt)
        pages = self._pages
        for number, (page, frame, planned) in enumerate(
            zip(pages, self._frames, self._planned, strict=True), start=1
        ):
            begin(number - 1)
            spot = self._spots.get(number, "middle")
            stamper.stamp(page, frame, planned.label, on_plate=not planned.is_ours, spot=spot)
        return pages

    def volume(
        self, span: range, bookmarks: Sequence[Bookmark], index_pages: Sequence[int]
    ) -> tuple[Pdf, list[Object], BundlePlan]:
        """Return one file of the pages of the whole, with its links, bookmarks and labels.

        What pictures and fonts tell of their makers is taken out. A link or a bookmark to a page of another
        file is left out: what is printed names that file.

        Args:
            span: indexes of its pages.
            bookmarks: of the whole.
            index_pages: of the whole.
        """
        pdf, pages = self._cut(span)
        links = dict(self._links_within(span))
        marks = within(bookmarks, span)
        planned = tuple(self._planned[span.start : span.stop])
        write_links(pdf, pages, links)
        write_bookmarks(pdf, pages, marks)
        pdf.Root.PageLabels = label_tree([page.label for page in planned])
        forget_makers(pdf)
        aims = {
            page: tuple(to.page if isinstance(to, PagePoint) else -1 for _, to in found)
            for page, found in links.items()
        }
        return (
            pdf,
            pages,
            BundlePlan(
                pages=planned,
                links=aims,
                bookmarks=tuple(marks),
                index_pages=tuple(page - span.start for page in index_pages if page in span),
            ),
        )

    def _cut(self, span: range) -> tuple[Pdf, list[Object]]:
        shown = self._pages[span.start : span.stop]
        if len(span) == len(self._planned):
            return self.pdf, shown
        cut = Pdf.new()
        if Name.OCProperties in self.pdf.Root:
            cut.add_pages_from(self.pdf, pages=span, outlines="ignore")
        else:
            cut.pages.extend(Page(page) for page in shown)
        return cut, [page.obj for page in cut.pages]

    def _links_within(self, span: range) -> Iterator[tuple[int, list[tuple[Link, PagePoint | str]]]]:
        for page in sorted(self._links.keys() & set(span)):
            kept: list[tuple[Link, PagePoint | str]] = [
                (link, to.moved(-span.start) if isinstance(to, PagePoint) else to)
                for link, to in self._links[page]
                if not isinstance(to, PagePoint) or to.page in span
            ]
            if kept:
                yield page - span.start, kept


class SetPdf:
    """An opened PDF of typeset pages, with the links on each page."""

    def __init__(self, data: bytes) -> None:
        self.pdf = Pdf.open(io.BytesIO(data))
        for thing in self.pdf.objects:
            if isinstance(thing, Stream) and Name.Filter not in thing:
                thing.write(zlib.compress(thing.read_raw_bytes()), filter=Name.FlateDecode)
        self._pages = list(self.pdf.pages)
        self._destinations = Destinations(self.pdf)

    def take(self, first: int, last: int) -> Iterator[tuple[Page, list[Link]]]:
        """Yield some of its pages, without hidden content, and the links of each."""
        for page in self._pages[first:last]:
            yield page, self._take_links(page.obj)

    def _take_links(self, page: Object) -> list[Link]:
        notes = page.get(Name.Annots)
        links = [
            read_own_link(note, self._destinations)
            for note in (notes if isinstance(notes, Array) else ())
            if isinstance(note, Dictionary)
        ]
        for key in page.keys() - _SET_KEYS:
            del page[key]
        return [link for link in links if link is not None]
