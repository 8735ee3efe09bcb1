"""Binds a composition and its exhibits into one PDF: index, numbers, bookmarks, links and labels agree."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import BinaryIO, cast

from pikepdf import Pdf, StreamDecodeLevel

from casebook.base.i18n import Words
from casebook.base.progress import Progress, silent
from casebook.domain.composition import Composition, Exhibit, Target
from casebook.pdf.binding import Binding, SetPdf
from casebook.pdf.labels import name_document
from casebook.pdf.links import Place
from casebook.pdf.losses import tell_losses
from casebook.pdf.numbering import EXHIBIT, Numbering, settle_front
from casebook.pdf.outline import Bookmark
from casebook.pdf.plan import Bundle, BundleItem
from casebook.pdf.reading import Reading, read_exhibit
from casebook.pdf.render import OutlineEntry, SetPages, set_dividers
from casebook.pdf.stamp import Spot

_BUFFER_BYTES = 1 << 18
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
        return _bind(composition, readings, _Writing(out), steps, spots)
    finally:
        for reading in readings:
            reading.pdf.close()


def _bind(
    composition: Composition,
    readings: Sequence[Reading],
    out: _Writing,
    steps: _Steps,
    spots: Mapping[int, Spot],
) -> Bundle:
    steps.next("setting pages")
    lengths = [len(reading.pages) for reading in readings]
    front, numbering = settle_front(composition, lengths)
    binding = Binding(numbering.page_of, spots)
    binding.add_set(SetPdf(front.pdf), 0, front.page_count)
    dividers = SetPdf(set_dividers(composition).pdf) if composition.has_dividers and readings else None
    for count, reading in enumerate(readings):
        steps.next("binding exhibits")
        if dividers is not None:
            binding.add_set(dividers, count, count + 1)
        binding.add_exhibit(reading)
    bookmarks = [*_front_bookmarks(front.outline, Words(composition.language))]
    bookmarks += _exhibit_bookmarks(composition, numbering, readings)
    steps.next("numbering pages")
    pages = binding.number_pages(steps.tick)
    plan = binding.finish(pages, bookmarks, _index_pages(front))
    name_document(binding.pdf, pages, composition.title, composition.language)
    steps.next("writing")
    sha256 = out.save(binding.pdf, steps.tick)
    for reading in readings:
        reading.check()
    return Bundle(
        page_count=len(plan.pages),
        sha256=sha256,
        items=tuple(_item(numbering, reading) for reading in readings),
        problems=tuple(
            problem
            for reading in readings
            for problem in tell_losses(
                reading.exhibit, reading.losses, _own_first(numbering, reading.exhibit)
            )
        ),
        plan=plan,
    )


def _own_first(numbering: Numbering, exhibit: Exhibit) -> int:
    return numbering.page_of(Target(anchor=EXHIBIT + exhibit.key, page=1))


def _item(numbering: Numbering, reading: Reading) -> BundleItem:
    exhibit = reading.exhibit
    return BundleItem(
        mark=exhibit.mark,
        first_page=numbering.page_of(Target(anchor=EXHIBIT + exhibit.key)),
        last_page=_own_first(numbering, exhibit) + len(reading.pages) - 1,
    )


def _index_pages(front: SetPages) -> range:
    """The pages of the index: from its anchor to the next part's."""
    first = front.anchors.get("index")
    if first is None:
        return range(0)
    later = [line.page for line in front.outline if line.level == 1 and line.page > first]
    return range(first, min(later, default=front.page_count))


def _front_bookmarks(lines: Sequence[OutlineEntry], words: Words) -> list[Bookmark]:
    """The headings of our own pages, nested by their level."""
    found: list[Bookmark] = []
    rest = list(lines)
    while rest:
        head = rest.pop(0)
        below = []
        while rest and rest[0].level > head.level:
            below.append(rest.pop(0))
        title = _paged(words, head.title, head.page)
        found.append(Bookmark(title, Place(head.page), tuple(_front_bookmarks(below, words))))
    return found


def _exhibit_bookmarks(
    composition: Composition, numbering: Numbering, readings: Sequence[Reading]
) -> list[Bookmark]:
    """The exhibits, under the section they stand in, with their own bookmarks below them."""
    words = Words(composition.language)
    found: list[Bookmark] = []
    for section, members in groupby(readings, lambda reading: reading.exhibit.section):
        marks = [_exhibit_bookmark(reading, numbering, words) for reading in members]
        if section:
            place = marks[0].place
            found.append(Bookmark(_paged(words, section, place.page), place, tuple(marks)))
        else:
            found.extend(marks)
    return found


def _exhibit_bookmark(reading: Reading, numbering: Numbering, words: Words) -> Bookmark:
    exhibit = reading.exhibit
    named = " ".join(part for part in (exhibit.mark, exhibit.title) if part)
    if exhibit.dated:
        named = words("{title} ({date})", title=named, date=exhibit.dated)
    first = numbering.page_of(Target(anchor=EXHIBIT + exhibit.key)) - 1
    start = _own_first(numbering, exhibit) - 1
    own = tuple(_numbered(mark.moved(start), words) for mark in reading.bookmarks)
    return Bookmark(_paged(words, named, first), Place(first), own)


def _numbered(bookmark: Bookmark, words: Words) -> Bookmark:
    children = tuple(_numbered(child, words) for child in bookmark.children)
    return Bookmark(_paged(words, bookmark.title, bookmark.place.page), bookmark.place, children)


def _paged(words: Words, title: str, page: int) -> str:
    return words("{title}, page {page}", title=title, page=page + 1)


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


class _Writing(io.RawIOBase):
    """Takes the hash of what goes through to a stream."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._digest.update(data)
        self._out.write(data)
        return len(data)

    def save(self, pdf: Pdf, tick: Callable[[], None]) -> str:
        """Write a PDF; gives the SHA-256 of its bytes in lower-case hex.

        Streams are written as they came: packing them again would take longer than everything else.
        """
        with io.BufferedWriter(cast("io.RawIOBase", self), _BUFFER_BYTES) as buffer:
            pdf.save(
                buffer,
                min_version="1.7",
                deterministic_id=True,
                compress_streams=False,
                stream_decode_level=StreamDecodeLevel.none,
                progress=lambda _: tick(),
            )
        return self._digest.hexdigest()
