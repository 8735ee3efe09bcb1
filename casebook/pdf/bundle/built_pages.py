"""The numbered pages of a bundle, ready to be written as one file or as several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import BinaryIO

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import Composition, ReferenceTarget
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.survey import PageKind
from casebook.domain.dossier.pdf_result import BundleItem
from casebook.pdf.bundle.bookmarks import bundle_bookmarks
from casebook.pdf.bundle.bundle_builder import BundleBuilder
from casebook.pdf.bundle.fitting import tell_fitted
from casebook.pdf.bundle.margin_mark import tell_unmarked
from casebook.pdf.bundle.page_numbering import EXHIBIT, PageNumbering
from casebook.pdf.page.bundle_warnings import tell_losses
from casebook.pdf.page.document_info import name_document
from casebook.pdf.page.opened_exhibit import OpenedExhibit
from casebook.pdf.page.outline import Bookmark
from casebook.pdf.page.page_kind import write_page_kinds
from casebook.pdf.page.plan import Bundle
from casebook.pdf.page.writing import write_pdf
from casebook.pdf.pdfa.conversion import convert_to_pdfa, pdfa_problems
from casebook.pdf.typeset.render import SetPages


@dataclass(frozen=True)
class BuiltPages:
    """All pages of a bundle, in order.

    Attributes:
        composition: what they show.
        opened_exhibits: its exhibits.
        front: the pages before them.
        numbering: of all pages.
        builder: holds the pages.
    """

    composition: Composition
    opened_exhibits: Sequence[OpenedExhibit]
    front: SetPages
    numbering: PageNumbering
    builder: BundleBuilder

    @property
    def spans(self) -> list[range]:
        """Return the page indexes of each file, in order."""
        starts = self.numbering.starts
        ends = (*starts[1:], len(self.numbering.labels))
        return [range(first, last) for first, last in zip(starts, ends, strict=True)]

    def write(self, span: range, out: BinaryIO, tick: Callable[[], None], title: str = "") -> Bundle:
        """Write some of the pages as a file.

        Args:
            span: their indexes; all of them can be written once only.
            out: written from where it stands.
            tick: called often.
            title: of the file; "" for the composition's own.
        """
        composition = self.composition
        pdf, pages, plan = self.builder.volume(span, self._bookmarks, self._index_pages)
        write_page_kinds(pdf, pages, self._kinds[span.start : span.stop])
        name_document(pdf, pages, title or composition.title, composition.language)
        problems = [
            replace(problem, page=problem.page - span.start)
            for problem in self._losses
            if problem.page - 1 in span
        ]
        if composition.is_archived:
            found = convert_to_pdfa(pdf, pages, title or composition.title, composition.language)
            problems += pdfa_problems(found, tuple(self._items(span)))
        write_pdf(pdf, out, tick)
        return Bundle(
            page_count=len(plan.pages),
            items=tuple(self._items(span)),
            problems=tuple(problems),
            plan=plan,
            numbers=dict(self._numbers(span)),
            begins={
                number: self.numbering.labels[page]
                for number, page in self.front.numbers.items()
                if page in span
            },
        )

    @cached_property
    def _kinds(self) -> list[PageKind]:
        """Return what every page is; one on which an argument ends and a list begins is of the list."""
        anchors = self.front.anchors
        begins: dict[int, PageKind] = {0: "front"}
        for part in self.composition.parts:
            if part.anchor in anchors:
                begins[anchors[part.anchor]] = "argument" if part.is_argument else "annex"
        begins[self.front.page_count] = "exhibit"
        kinds: list[PageKind] = []
        for page in range(len(self.numbering.labels)):
            kinds.append(begins.get(page, kinds[-1] if kinds else "front"))
        return kinds

    @cached_property
    def _bookmarks(self) -> list[Bookmark]:
        words = Translator(self.composition.language)
        return bundle_bookmarks(self.front.outline, self.opened_exhibits, self.numbering, words)

    @cached_property
    def _losses(self) -> list[FilingProblem]:
        page_of = self.numbering.page_of
        problems = list(tell_fitted(self.opened_exhibits, self.composition.paper, page_of))
        for opened_exhibit in self.opened_exhibits:
            first = page_of(ReferenceTarget(anchor=EXHIBIT + opened_exhibit.exhibit.key, page=1))
            problems += tell_losses(opened_exhibit.exhibit, opened_exhibit.losses, first)
            problems += tell_unmarked(opened_exhibit, first)
        return problems

    def _numbers(self, span: range) -> Iterator[tuple[str, tuple[str, ...]]]:
        ends = accumulate(pages for _, pages in self.numbering.segments)
        for (key, pages), end in zip(self.numbering.segments, ends, strict=True):
            shown = [page for page in range(end - pages, end) if page in span]
            if shown:
                yield key, tuple(self.numbering.labels[page] for page in shown)

    def _items(self, span: range) -> Iterator[BundleItem]:
        for opened_exhibit in self.opened_exhibits:
            anchor = EXHIBIT + opened_exhibit.exhibit.key
            first = self.numbering.page_of(ReferenceTarget(anchor=anchor))
            own = self.numbering.page_of(ReferenceTarget(anchor=anchor, page=1))
            last = min(own + len(opened_exhibit.frames) - 1, span.stop)
            first = max(first, span.start + 1)
            if first <= last:
                yield BundleItem(
                    key=opened_exhibit.exhibit.key,
                    mark=opened_exhibit.exhibit.mark,
                    first_page=first - span.start,
                    last_page=last - span.start,
                    last_own=last - own + 1,
                    scale_percent=opened_exhibit.scale_percent,
                    place=opened_exhibit.exhibit.place,
                )

    @property
    def _index_pages(self) -> range:
        """Return the pages of the index: from its anchor to that of the next part."""
        first = self.front.anchors.get("index")
        if first is None:
            return range(0)
        later = [line.page for line in self.front.outline if line.level == 1 and line.page > first]
        return range(first, min(later, default=self.front.page_count))
