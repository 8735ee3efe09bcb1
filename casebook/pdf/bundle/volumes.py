"""Builds a bundle as several files: one for each exhibit, or parts below a size limit."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.base.progress import Hold, Progress, silent, unheld
from casebook.domain.dossier.composition import Composition, ReferenceTarget
from casebook.pdf.bundle.built_pages import BuiltPages
from casebook.pdf.bundle.bundle import Steps, build_pages, open_exhibits
from casebook.pdf.bundle.page_numbering import EXHIBIT
from casebook.pdf.bundle.page_pool import PagePool
from casebook.pdf.bundle.read_back import Beside, nobody, read_back
from casebook.pdf.page.division import WHOLE, Division
from casebook.pdf.page.examiner import Examiner, ParallelReader
from casebook.pdf.page.opened_exhibit import OpenedExhibit
from casebook.pdf.page.plan import Bundle
from casebook.pdf.page.stamp import Spot

_MAX_BUILDS = 5

Divide = Callable[[BuiltPages], Division]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Volume:
    """One file of a bundle.

    Attributes:
        file: it, to be read from its start.
        bundle: what was written, problems of preflight among its problems.
        beside: who else has looked at it.
        spots: where there is room for numbers that stand on print, by page from 1.
    """

    file: io.BytesIO
    bundle: Bundle
    beside: tuple[Examiner, ...] = ()
    spots: Mapping[int, Spot] = field(default_factory=dict)


def by_exhibit(pages: BuiltPages) -> Division:
    """Divide into a file with the text and one for each exhibit, each numbered from 1."""
    keys = [exhibit.key for exhibit in pages.composition.exhibits]
    return Division(cuts=tuple(ReferenceTarget(anchor=EXHIBIT + key) for key in keys), restarts=True)


def by_size(most_bytes: int, former: Mapping[str, tuple[str, ...]] = WHOLE.former) -> Divide:
    """Divide into parts within a size limit, between exhibits, or within one that is too large."""

    def divide(pages: BuiltPages) -> Division:
        cuts: list[ReferenceTarget] = []
        filled = 0
        for aim, size_bytes in _pieces(pages, most_bytes):
            if aim is not None and filled + size_bytes > most_bytes:
                cuts.append(aim)
                filled = 0
            filled += size_bytes
        return Division(cuts=tuple(cuts), former=former)

    return divide


def build_volumes(
    composition: Composition,
    divide: Divide,
    *,
    progress: Progress = silent,
    hold: Hold = unheld,
    beside: Beside = nobody,
    reader: ParallelReader | None = None,
) -> tuple[Volume, ...]:
    """Build a bundle, divide it into files, and read every file back.

    Args:
        composition: what goes in.
        divide: called once, with all pages built; no cut makes one file.
        progress: called often enough to stop.
        hold: called with the exhibit in hand.
        beside: who else looks at a finished file.
        reader: reads some of the pages.

    Raises:
        DamagedSource: an exhibit is empty, cut short, damaged or locked.
        InvalidInput: a reference points at nothing; no font covers a character; a page alone is too large.
        Cancelled: the person stopped.
    """
    steps = Steps(progress, hold, (2 + _MAX_BUILDS) * len(composition.exhibits) + 8)
    with open_exhibits(composition, steps) as (page_pool, opened_exhibits):
        division = divide(build_pages(composition, opened_exhibits, page_pool.copy(), steps, {}, WHOLE))
        builder = _VolumeBuilder(composition, opened_exhibits, page_pool, steps, division, beside, reader)
        volumes = builder.build({})
        spots = dict(_spots(volumes))
        if spots:
            volumes = builder.build(spots)
    return tuple(volumes)


@dataclass(frozen=True, slots=True)
class _VolumeBuilder:
    """Builds the files of a divided bundle, a second time if page numbers must be moved."""

    composition: Composition
    opened_exhibits: Sequence[OpenedExhibit]
    page_pool: PagePool
    steps: Steps
    division: Division
    beside: Beside
    reader: ParallelReader | None

    def build(self, spots: Mapping[int, Spot]) -> list[Volume]:
        """Build and read back all files; `spots` are the page numbers to be moved."""
        copy = self.page_pool.copy()
        pages = build_pages(self.composition, self.opened_exhibits, copy, self.steps, spots, self.division)
        files = [self._file(pages, number, span) for number, span in enumerate(pages.spans, start=1)]
        copy.check(pages.builder.pdf, self.composition.exhibits, self.steps.hold)
        return files

    def _file(self, pages: BuiltPages, number: int, span: range) -> Volume:
        steps, file = self.steps, io.BytesIO()
        steps.next(Message("writing"))
        title = _title(self.composition, number, len(pages.spans), self.division)
        bundle = pages.write(span, file, steps.tick, title)
        beside = self.beside(file, bundle)
        bundle, room = read_back(
            self.composition, file, bundle, beside, lambda *_: steps.tick(), steps.hold, self.reader
        )
        return Volume(file=file, bundle=bundle, beside=beside, spots=room)


def _title(composition: Composition, number: int, count: int, division: Division) -> str:
    if division.restarts and number > 1:
        exhibit = composition.exhibits[number - 2]
        return " ".join(part for part in (exhibit.mark, exhibit.title) if part)
    if division.restarts or count == 1:
        return composition.title
    words = Translator(composition.language)
    return words("{title}, part {part} of {count}", title=composition.title, part=number, count=count)


def _spots(volumes: Sequence[Volume]) -> Iterator[tuple[int, Spot]]:
    """Yield pages of the whole whose number covers print, with a free position."""
    start = 0
    for volume in volumes:
        yield from ((start + page, spot) for page, spot in volume.spots.items())
        start += volume.bundle.page_count


def _pieces(pages: BuiltPages, most_bytes: int) -> Iterator[tuple[ReferenceTarget | None, int]]:
    """Yield the undivided pieces with size and start: text (None), an exhibit, a run of pages."""
    first = min(
        (
            pages.numbering.page_of(ReferenceTarget(anchor=EXHIBIT + exhibit.key))
            for exhibit in pages.composition.exhibits
        ),
        default=len(pages.numbering.labels) + 1,
    )
    yield None, _size(pages, range(first - 1))
    for opened_exhibit in pages.opened_exhibits:
        yield from _runs(pages, opened_exhibit, 0, len(opened_exhibit.frames), most_bytes)


def _runs(
    pages: BuiltPages, opened_exhibit: OpenedExhibit, first: int, last: int, most_bytes: int
) -> Iterator[tuple[ReferenceTarget, int]]:
    """Yield pages `first` to `last` of an exhibit, halved until each run fits; 0 is its divider."""
    anchor = EXHIBIT + opened_exhibit.exhibit.key
    aim = ReferenceTarget(anchor=anchor, page=first)
    span = range(
        pages.numbering.page_of(aim) - 1, pages.numbering.page_of(ReferenceTarget(anchor=anchor, page=last))
    )
    size_bytes = _size(pages, span)
    if size_bytes <= most_bytes:
        yield aim, size_bytes
        return
    if last - first <= (1 if first == 0 else 0):
        raise InvalidInput(
            Message(
                "A single page of exhibit {mark} is larger than the file size limit.",
                mark=opened_exhibit.exhibit.name,
            ),
            field="size",
            remedy="Scan it at a lower resolution, or allow larger files.",
        )
    middle = (max(first, 1) + last) // 2
    yield from _runs(pages, opened_exhibit, first, middle, most_bytes)
    yield from _runs(pages, opened_exhibit, middle + 1, last, most_bytes)


def _size(pages: BuiltPages, span: range) -> int:
    file = _Measuring()
    if span:
        pages.write(span, file, lambda: None)  # type: ignore[arg-type]
    return file.size_bytes


class _Measuring:
    """A stream that records only the length written."""

    size_bytes = 0

    def write(self, data: bytes) -> int:
        self.size_bytes += len(data)
        return len(data)
