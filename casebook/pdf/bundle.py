"""Binds a composition and its exhibits into one PDF: index, numbers, bookmarks, links and labels agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import BinaryIO

from casebook.base.i18n import Words
from casebook.base.progress import Progress, silent
from casebook.domain.composition import Composition, Exhibit, Target
from casebook.domain.paper import Paper
from casebook.domain.preflight import PreflightProblem
from casebook.pdf.binding import Binding, SetPdf
from casebook.pdf.bookmarks import bundle_bookmarks
from casebook.pdf.fitting import fit_to_paper, noted, tell_fitted
from casebook.pdf.labels import name_document
from casebook.pdf.losses import tell_losses
from casebook.pdf.numbering import EXHIBIT, Numbering, settle_front
from casebook.pdf.plan import Bundle, BundleItem
from casebook.pdf.reading import Reading, read_exhibit
from casebook.pdf.render import SetPages, set_dividers
from casebook.pdf.stamp import Spot
from casebook.pdf.unseen_text import lay_recognised
from casebook.pdf.writing import write_pdf

_NOWHERE_ELSE: Mapping[int, Spot] = MappingProxyType({})


def build_bundle(
    composition: Composition,
    out: BinaryIO,
    *,
    progress: Progress = silent,
    spots: Mapping[int, Spot] = _NOWHERE_ELSE,
) -> Bundle:
    """Write the whole bundle.

    The same composition and exhibits give the same bytes.

    Args:
        composition: what goes in, in order.
        out: written from where it stands to the end; on an error what it holds is worth nothing.
        progress: told exhibit by exhibit, often enough to stop.
        spots: bundle pages from 1 whose number gives way to print in the middle.

    Raises:
        DamagedSource: an exhibit is empty, cut short, damaged or locked; or only shows to be on writing.
        InvalidInput: a reference points at nothing; a character no font covers.
        Cancelled: the person stopped.
    """
    steps = _Steps(progress, 2 * len(composition.exhibits) + 3)
    readings: list[Reading] = []
    try:
        for exhibit in composition.exhibits:
            steps.next("reading exhibits")
            readings.append(read_exhibit(exhibit, composition.paper, steps.tick))
            lay_recognised(readings[-1])
            if composition.fits_paper:
                fit_to_paper(readings[-1], composition.paper)
        return _bound(composition, readings, out, steps, spots)
    finally:
        for reading in readings:
            reading.pdf.close()


def _bound(
    composition: Composition,
    readings: Sequence[Reading],
    out: BinaryIO,
    steps: _Steps,
    spots: Mapping[int, Spot],
) -> Bundle:
    steps.next("setting pages")
    front, numbering = settle_front(composition, [len(reading.pages) for reading in readings], steps.tick)
    binding = Binding(numbering.page_of, spots)
    binding.add_set(SetPdf(front.pdf), 0, front.page_count)
    _add_exhibits(binding, composition, readings, steps)
    steps.next("numbering pages")
    pages = binding.number_pages(steps.tick)
    bookmarks = bundle_bookmarks(front.outline, readings, numbering, Words(composition.language))
    plan = binding.finish(pages, bookmarks, _index_pages(front))
    name_document(binding.pdf, pages, composition.title, composition.language)
    steps.next("writing")
    sha256 = write_pdf(binding.pdf, out, steps.tick)
    for reading in readings:
        reading.check()
    return Bundle(
        page_count=len(plan.pages),
        sha256=sha256,
        items=tuple(_item(numbering, reading) for reading in readings),
        problems=tuple(_losses(composition.paper, numbering, readings)),
        plan=plan,
    )


def _add_exhibits(
    binding: Binding, composition: Composition, readings: Sequence[Reading], steps: _Steps
) -> None:
    told = replace(composition, exhibits=tuple(noted(reading, composition) for reading in readings))
    dividers = SetPdf(set_dividers(told).pdf) if composition.has_dividers and readings else None
    for count, reading in enumerate(readings):
        steps.next("binding exhibits")
        if dividers is not None:
            binding.add_set(dividers, count, count + 1)
        binding.add_exhibit(reading)


def _losses(paper: Paper, numbering: Numbering, readings: Sequence[Reading]) -> Iterator[PreflightProblem]:
    yield from tell_fitted(readings, paper, numbering.page_of)
    for reading in readings:
        yield from tell_losses(reading.exhibit, reading.losses, _own_first(numbering, reading.exhibit))


def _own_first(numbering: Numbering, exhibit: Exhibit) -> int:
    return numbering.page_of(Target(anchor=EXHIBIT + exhibit.key, page=1))


def _item(numbering: Numbering, reading: Reading) -> BundleItem:
    exhibit = reading.exhibit
    return BundleItem(
        mark=exhibit.mark,
        first_page=numbering.page_of(Target(anchor=EXHIBIT + exhibit.key)),
        last_page=_own_first(numbering, exhibit) + len(reading.pages) - 1,
        scale_percent=reading.scale_percent,
    )


def _index_pages(front: SetPages) -> range:
    """The pages of the index: from its anchor to the next part's."""
    first = front.anchors.get("index")
    if first is None:
        return range(0)
    later = [line.page for line in front.outline if line.level == 1 and line.page > first]
    return range(first, min(later, default=front.page_count))


class _Steps:
    """Counts the work done and lets the person stop it."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = -1
        self._words = ""

    def next(self, words: str) -> None:
        """A step is done, another begins."""
        self._done += 1
        self._words = words
        self.tick()

    def tick(self) -> None:
        """The step goes on."""
        self._progress(self._done, self._total, self._words)
