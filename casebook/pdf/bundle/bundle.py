"""Binds a composition and its exhibits into one PDF: index, numbers, bookmarks, links and labels agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import BinaryIO

from casebook.base.message import NO_MESSAGE, Message
from casebook.base.progress import NONE, Hold, Progress, silent, unheld
from casebook.domain.dossier.composition import Composition
from casebook.pdf.bundle.binding import Binding, SetPdf
from casebook.pdf.bundle.bound import Bound
from casebook.pdf.bundle.fitting import fit_to_paper, noted
from casebook.pdf.bundle.numbering import settle_front
from casebook.pdf.bundle.page_pool import PagePool
from casebook.pdf.page.division import WHOLE, Division
from casebook.pdf.page.plan import Bundle
from casebook.pdf.page.reading import OpenedExhibit, read_exhibit
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
    with opened(composition, steps) as (stock, readings):
        bound = bind(composition, readings, stock, steps, spots, division)
        steps.next(Message("writing"))
        bundle = bound.write(range(len(bound.numbering.labels)), out, steps.tick)
        stock.check(bound.binding.pdf, composition.exhibits, hold)
        return bundle


@contextmanager
def opened(composition: Composition, steps: Steps) -> Iterator[tuple[PagePool, list[OpenedExhibit]]]:
    """All exhibits, read and made ready, their pages in stock until the end.

    Raises:
        DamagedSource: one is empty, cut short, damaged or locked.
    """
    readings: list[OpenedExhibit] = []
    stock = PagePool()
    with stock.pdf:
        for count, exhibit in enumerate(composition.exhibits):
            steps.next(Message("reading exhibits"), count)
            readings.append(read_exhibit(exhibit, composition.paper, steps.tick))
            lay_recognised(readings[-1])
            if composition.fits_paper:
                fit_to_paper(readings[-1], composition.paper)
            stock.take(readings[-1])
        yield stock, readings


def bind(
    composition: Composition,
    readings: Sequence[OpenedExhibit],
    stock: PagePool,
    steps: Steps,
    spots: Mapping[int, Spot],
    division: Division,
) -> Bound:
    """All pages one behind the other, numbered.

    Args:
        composition: what is bound.
        readings: its exhibits.
        stock: holds their pages; what is bound is bound there.
        steps: called at each step.
        spots: pages whose number gives way.
        division: how the pages are numbered.

    Raises:
        InvalidInput: a reference points at nothing; a character no font covers.
    """
    steps.next(Message("setting pages"))
    lengths = [len(reading.frames) for reading in readings]
    front, numbering = settle_front(composition, lengths, steps.tick, division)
    binding = Binding(stock.pdf, stock.leaves, numbering.page_of, spots, front.tops)
    binding.add_set(SetPdf(front.pdf), 0, front.page_count)
    _add_exhibits(binding, composition, readings, steps)
    steps.next(Message("numbering pages"))
    binding.number_pages(numbering.labels, steps.tick)
    return Bound(composition, readings, front, numbering, binding)


def _add_exhibits(
    binding: Binding, composition: Composition, readings: Sequence[OpenedExhibit], steps: Steps
) -> None:
    with_notes = replace(composition, exhibits=tuple(noted(reading, composition) for reading in readings))
    dividers = SetPdf(set_dividers(with_notes).pdf) if composition.has_dividers and readings else None
    for count, (reading, exhibit) in enumerate(zip(readings, composition.exhibits, strict=True)):
        steps.next(Message("binding exhibits"), count)
        if dividers is not None:
            binding.add_set(dividers, count, count + 1)
        binding.add_exhibit(reading, is_photograph=exhibit.is_photograph)


class Steps:
    """Counts the work done and lets the person stop it."""

    def __init__(self, progress: Progress, hold: Hold, total: int) -> None:
        self._progress = progress
        self.hold = hold
        self._total = total
        self._done = -1
        self._step = NO_MESSAGE

    def next(self, step: Message, exhibit: int = NONE) -> None:
        """A step is done, another begins, with an exhibit in hand or none."""
        self.hold(exhibit)
        self._done += 1
        self._step = step
        self.tick()

    def tick(self) -> None:
        """The step goes on."""
        self._progress(min(self._done, self._total - 1), self._total, self._step)
