"""Page numbers of a bundle: the start of each part and exhibit, and the label of each page."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.dossier.composition import Composition, Exhibit, ReferenceTarget
from casebook.domain.dossier.page_number_format import PLAIN
from casebook.domain.dossier.text_numbering import place_of
from casebook.pdf.page.division import WHOLE, Division
from casebook.pdf.page.page_labels import Segment, page_labels
from casebook.pdf.typeset.render import FrontMatterSetter, SetPages

_MAX_PASSES = 8
_LINES_A_PAGE = 38
EXHIBIT = "exhibit:"


class PageNumbering:
    """The pages of one bundle and their numbers.

    Args:
        composition: what goes in.
        lengths: pages of each exhibit, its divider not counted.
        front_pages: pages before the exhibits.
        anchors: of those pages, from 0.
        division: how the pages are numbered and where a new file begins.

    Attributes:
        labels: the number printed on each page, in order.
        starts: index of the first page of each file.
        segments: key and pages of cover, index, each part and each exhibit with its divider, in order.
    """

    def __init__(
        self,
        composition: Composition,
        lengths: Sequence[int],
        front_pages: int,
        anchors: Mapping[str, int],
        division: Division = WHOLE,
    ) -> None:
        self._anchors = anchors
        self._composition = composition
        self._words = Translator(composition.language)
        self._front_pages = front_pages
        self._restarts = division.restarts
        self._first: dict[str, int] = {}
        self._lengths: dict[str, int] = {}
        self.divider_pages = 1 if composition.has_dividers else 0
        page = front_pages + 1
        for exhibit, length in zip(composition.exhibits, lengths, strict=True):
            self._first[exhibit.key] = page
            self._lengths[exhibit.key] = length
            page += self.divider_pages + length
        self._count = page - 1
        self.segments = (*_front_segments(composition, front_pages, anchors), *self._exhibit_segments())
        self.starts = (0, *(self.page_of(cut) - 1 for cut in division.cuts))
        self.labels = self._labels(composition, division)

    def _labels(self, composition: Composition, division: Division) -> list[str]:
        numbers = composition.numbers
        if self._restarts:
            return self._restarted()
        if numbers == PLAIN:
            return page_labels(self.segments, division.former)
        if not numbers.by_exhibit:
            return [numbers.running(number) for number in range(1, self._count + 1)]
        return [
            *(str(number) for number in range(1, self._front_pages + 1)),
            *(
                numbers.of_exhibit(exhibit.mark, page)
                for exhibit in composition.exhibits
                for page in range(1 - self.divider_pages, self._lengths[exhibit.key] + 1)
            ),
        ]

    def _exhibit_segments(self) -> Iterator[Segment]:
        for key, length in self._lengths.items():
            yield key, self.divider_pages + length

    def _restarted(self) -> list[str]:
        ends = (*self.starts[1:], self._count)
        return [
            str(number)
            for first, last in zip(self.starts, ends, strict=True)
            for number in range(1, last - first + 1)
        ]

    def page_of(self, target: ReferenceTarget) -> int:
        """Return the page of the whole, from 1, that is the target of a reference.

        Raises:
            InvalidInput: nothing in the bundle bears that anchor, or the exhibit has fewer pages.
        """
        key = target.anchor.removeprefix(EXHIBIT)
        if key == target.anchor:
            if target.anchor not in self._anchors:
                raise _missing(target.anchor)
            return self._anchors[target.anchor] + 1
        if key not in self._first:
            raise _missing(target.anchor)
        page = target.page
        if page > self._lengths[key]:
            exhibit = next(exhibit for exhibit in self._composition.exhibits if exhibit.key == key)
            if not exhibit.is_placeholder:
                raise self._beyond(exhibit, target)
            page = self._lengths[key]
        return self._first[key] + (self.divider_pages + page - 1 if page else 0)

    def _beyond(self, exhibit: Exhibit, target: ReferenceTarget) -> InvalidInput:
        """Return the error for a page that an exhibit does not have, with the place that refers to it."""
        part, paragraph = place_of(self._composition, target)
        where = Message("Section {number}", number=part) if part else Message("Index")
        if paragraph:
            where = Message("Section {place}, paragraph {paragraph}", place=part, paragraph=paragraph)
        return InvalidInput(
            Message.plural(
                "{where}: a reference points to page {page} of exhibit {mark}, which has {number} page.",
                "{where}: a reference points to page {page} of exhibit {mark}, which has {number} pages.",
                self._lengths[exhibit.key],
                where=where,
                page=target.page,
                mark=exhibit.name,
            ),
            field=target.anchor,
            remedy="Correct the pinpoint, or submit the complete exhibit.",
        )

    def said(self, target: ReferenceTarget) -> str:
        """Return the printed text of a reference: page number, with the part if in another file.

        Raises:
            InvalidInput: as `page_of`.
        """
        page = self.page_of(target)
        label, file = self.labels[page - 1], bisect_right(self.starts, page - 1)
        if self._restarts or file == 1:
            return label
        return self._words("{page} (part {part})", page=label, part=file)

    def span_of(self, target: ReferenceTarget) -> str:
        """Return the index text of an exhibit: its first and last number, or its number of pages."""
        key = target.anchor.removeprefix(EXHIBIT)
        if self._restarts:
            return self._words.count("{number} page", "{number} pages", self._lengths[key])
        first = self.said(target)
        last = ReferenceTarget(anchor=target.anchor, page=self._lengths[key])
        label = self.labels[self.page_of(last) - 1]
        if label == self.labels[self.page_of(target) - 1]:
            return first
        if "(" not in first:
            return f"{first}–{self.said(last)}"
        return f"{self.labels[self.page_of(target) - 1]}–{self.said(last)}"


def _front_segments(
    composition: Composition, front_pages: int, anchors: Mapping[str, int]
) -> Iterator[Segment]:
    """Yield cover, index and parts with their pages; a single segment before anything is set."""
    keys = ["cover", "index", *(part.anchor for part in composition.parts)]
    starts = [(key, anchors[key]) for key in keys if key in anchors] or [("cover", 0)]
    ends = [page for _, page in starts[1:]] + [front_pages]
    for (key, first), last in zip(starts, ends, strict=True):
        yield key, last - first


def _missing(anchor: str) -> InvalidInput:
    return InvalidInput(
        "A reference points to something that is not in this bundle.",
        field=anchor,
        remedy="Add the missing item or remove the reference.",
    )


def set_front(
    composition: Composition, lengths: Sequence[int], tick: Callable[[], None], division: Division = WHOLE
) -> tuple[SetPages, PageNumbering]:
    """Set the pages before the exhibits until every printed number is correct.

    The first pass is set with a guess; it is kept where the guess was right. `tick` is called at every page,
    so that the work can be stopped.

    Raises:
        InvalidInput: a reference points at nothing; a character no font covers.
    """
    sections = len({exhibit.section for exhibit in composition.exhibits})
    lines = len(lengths) + 2 * sections + len(composition.parts)
    pages = (1 if composition.cover else 0) + math.ceil(lines / _LINES_A_PAGE)
    press, numbering = FrontMatterSetter(composition), None
    for _ in range(_MAX_PASSES):
        guessed = numbering or PageNumbering(composition, lengths, pages, {}, division)
        printed_numbers = _RecordedNumbers(guessed, is_guess=numbering is None)
        front = press.set(printed_numbers.said, printed_numbers.span_of, tick)
        numbering = PageNumbering(composition, lengths, front.page_count, front.anchors, division)
        if printed_numbers.is_true_by(numbering):
            return front, numbering
    raise InvalidInput(
        "The index cannot be completed: each layout changes the page numbers it lists.",
        remedy="Change a few letters in one of its titles and build again.",
    )


class _RecordedNumbers:
    """Answers the text setter and records the answers, for comparison with the final numbers."""

    def __init__(self, numbering: PageNumbering, *, is_guess: bool) -> None:
        self._numbering = numbering
        self._is_guess = is_guess
        self._said: dict[ReferenceTarget, str] = {}
        self._spans: dict[ReferenceTarget, str] = {}

    def said(self, target: ReferenceTarget) -> str:
        is_ours = not target.anchor.startswith(EXHIBIT)
        self._said[target] = said = "1" if self._is_guess and is_ours else self._numbering.said(target)
        return said

    def span_of(self, target: ReferenceTarget) -> str:
        self._spans[target] = span = self._numbering.span_of(target)
        return span

    def is_true_by(self, numbering: PageNumbering) -> bool:
        """Return whether every page number returned so far is the same in another numbering."""
        return all(numbering.said(target) == said for target, said in self._said.items()) and all(
            numbering.span_of(target) == span for target, span in self._spans.items()
        )
