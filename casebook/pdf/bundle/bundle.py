"""Builds one PDF of a composition and its exhibits: index, numbers, bookmarks, links and labels agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from types import MappingProxyType
from typing import BinaryIO

from casebook.base.errors import DamagedSource
from casebook.base.message import NO_MESSAGE, Message
from casebook.base.progress import NONE, Hold, Progress, silent, unheld
from casebook.domain.dossier.composition import Composition, Exhibit
from casebook.domain.dossier.pdf_result import all_damaged
from casebook.pdf.bundle.built_pages import BuiltPages
from casebook.pdf.bundle.bundle_builder import BundleBuilder, SetPdf
from casebook.pdf.bundle.fitting import fit_to_paper
from casebook.pdf.bundle.margin_mark import mark_passages
from casebook.pdf.bundle.page_numbering import set_front
from casebook.pdf.bundle.page_pool import PagePool
from casebook.pdf.page.division import WHOLE, Division
from casebook.pdf.page.opened_exhibit import OpenedExhibit, read_exhibit
from casebook.pdf.page.plan import Bundle
from casebook.pdf.page.stamp import Spot
from casebook.pdf.page.text_layer import lay_recognised
from casebook.pdf.typeset.render import set_dividers

_NOWHERE_ELSE: Mapping[int, Spot] = MappingProxyType({})


def build_bundle(
    composition: Composition,
    out: BinaryIO,
    *,
    progress: Progress = silent,
    hold: Hold = unheld,
    spots: Mapping[int, Spot] = _NOWHERE_ELSE,
    division: Division = WHOLE,
) -> Bundle:
    """Write the whole bundle as one file.

    The same composition and exhibits give the same bytes.

    Args:
        composition: what goes in, in order.
        out: written from where it stands to the end; on an error what it holds is worth nothing.
        progress: called exhibit by exhibit, often enough to stop.
        hold: called with the exhibit in hand.
        spots: bundle pages from 1 whose number gives way to print in the middle.
        division: how the pages are numbered.

    Raises:
        DamagedSource: an exhibit is empty, cut short, damaged or locked; or only shows to be on writing.
        InvalidInput: a reference points at nothing; a character no font covers.
        Cancelled: the person stopped.
    """
    steps = Steps(progress, hold, 2 * len(composition.exhibits) + 3)
    with open_exhibits(composition, steps) as (page_pool, opened_exhibits):
        pages = build_pages(composition, opened_exhibits, page_pool, steps, spots, division)
        steps.next(Message("writing"))
        bundle = pages.write(range(len(pages.numbering.labels)), out, steps.tick)
        page_pool.check(pages.builder.pdf, composition.exhibits, hold)
        return bundle


@contextmanager
def open_exhibits(composition: Composition, steps: Steps) -> Iterator[tuple[PagePool, list[OpenedExhibit]]]:
    """Open all exhibits; yields the pool of their pages and the opened exhibits, in order.

    Raises:
        DamagedSource: one is empty, cut short, damaged or locked; of several, all are named.
    """
    opened_exhibits: list[OpenedExhibit] = []
    faults: list[tuple[Exhibit, DamagedSource]] = []
    page_pool = PagePool()
    with page_pool.pdf:
        for count, exhibit in enumerate(composition.exhibits):
            steps.next(Message("reading exhibits"), count)
            try:
                opened_exhibits.append(_opened(composition, exhibit, page_pool, steps))
            except DamagedSource as fault:
                faults.append((exhibit, fault))
        if faults:
            raise all_damaged(faults)
        yield page_pool, opened_exhibits


def _opened(composition: Composition, exhibit: Exhibit, page_pool: PagePool, steps: Steps) -> OpenedExhibit:
    opened_exhibit = read_exhibit(exhibit, composition.paper, steps.tick)
    lay_recognised(opened_exhibit)
    mark_passages(opened_exhibit)
    if composition.fits_paper:
        fit_to_paper(opened_exhibit, composition.paper)
    page_pool.take(opened_exhibit)
    return opened_exhibit


def build_pages(
    composition: Composition,
    opened_exhibits: Sequence[OpenedExhibit],
    page_pool: PagePool,
    steps: Steps,
    spots: Mapping[int, Spot],
    division: Division,
) -> BuiltPages:
    """Build all pages in order, numbered.

    Args:
        composition: what goes in.
        opened_exhibits: its exhibits.
        page_pool: holds their pages and becomes the bundle.
        steps: called at each step.
        spots: pages whose number gives way.
        division: how the pages are numbered.

    Raises:
        InvalidInput: a reference points at nothing; a character no font covers.
    """
    steps.next(Message("setting pages"))
    lengths = [len(opened_exhibit.frames) for opened_exhibit in opened_exhibits]
    front, numbering = set_front(composition, lengths, steps.tick, division)
    labels, least_pt = numbering.labels, composition.typesetting.least_pt
    builder = BundleBuilder(
        page_pool.pdf, page_pool.leaves, numbering.page_of, spots, front.tops, labels, least_pt
    )
    builder.add_set(SetPdf(front.pdf), 0, front.page_count)
    _add_exhibits(builder, composition, opened_exhibits, steps)
    steps.next(Message("numbering pages"))
    owners = _owners(front.page_count, lengths, has_dividers=composition.has_dividers)
    builder.number_pages(composition.page_mark, lambda index: steps.go_on(owners[index]))
    steps.hold(NONE)
    return BuiltPages(composition, opened_exhibits, front, numbering, builder)


def _owners(front_pages: int, lengths: Sequence[int], *, has_dividers: bool) -> list[int]:
    """Return the exhibit of every page, a divider being of the one that follows; NONE for the text."""
    before = 1 if has_dividers else 0
    of_exhibits = (place for place, length in enumerate(lengths) for _ in range(before + length))
    return [*repeat(NONE, front_pages), *of_exhibits]


def _add_exhibits(
    builder: BundleBuilder, composition: Composition, opened_exhibits: Sequence[OpenedExhibit], steps: Steps
) -> None:
    dividers = SetPdf(set_dividers(composition).pdf) if composition.has_dividers and opened_exhibits else None
    for count, (opened_exhibit, exhibit) in enumerate(
        zip(opened_exhibits, composition.exhibits, strict=True)
    ):
        steps.next(Message("adding exhibits"), count)
        if dividers is not None:
            builder.add_set(dividers, count, count + 1)
        builder.add_exhibit(opened_exhibit, is_photograph=exhibit.is_photograph)


class Steps:
    """Counts the work done, and lets the user cancel it."""

    def __init__(self, progress: Progress, hold: Hold, total: int) -> None:
        self._progress = progress
        self.hold = hold
        self._total = total
        self._done = -1
        self._step = NO_MESSAGE

    def next(self, step: Message, exhibit: int = NONE) -> None:
        """Begin the next step, for an exhibit or none."""
        self.hold(exhibit)
        self._done += 1
        self._step = step
        self.tick()

    def go_on(self, exhibit: int) -> None:
        """Go on within the current step with a part of an exhibit, or of none."""
        self.hold(exhibit)
        self.tick()

    def tick(self) -> None:
        """Report progress within the current step; raises `Cancelled` if the user stopped."""
        self._progress(min(self._done, self._total - 1), self._total, self._step)
