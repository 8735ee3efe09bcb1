"""Reads a finished bundle file back and adds the problems found to its report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from casebook.base.message import Message
from casebook.base.progress import NONE, Hold, Progress, silent, unheld
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.filing_problem import in_order
from casebook.pdf.bundle.blank_page_check import is_as_received
from casebook.pdf.check.check import Preflight
from casebook.pdf.page.examiner import Examiner, ParallelReader, examine
from casebook.pdf.page.plan import Bundle
from casebook.pdf.page.stamp import Spot

Beside = Callable[[BinaryIO, Bundle], tuple[Examiner, ...]]
"""Who else looks at a finished file, since reading it takes the longest."""


def nobody(out: BinaryIO, bundle: Bundle) -> tuple[Examiner, ...]:  # noqa: ARG001 - a `Beside`
    """Have nobody else look at a finished file."""
    return ()


def read_back(
    composition: Composition,
    out: BinaryIO,
    bundle: Bundle,
    beside: Sequence[Examiner] = (),
    progress: Progress = silent,
    hold: Hold = unheld,
    reader: ParallelReader | None = None,
) -> tuple[Bundle, Mapping[int, Spot]]:
    """Return the file with the problems of preflight added, and the space for page numbers.

    Args:
        composition: what went in.
        out: the file.
        bundle: what was written.
        beside: who else looks at it, since reading it takes the longest.
        progress: reported page by page.
        hold: called with the exhibit in hand.
        reader: reads some of the pages.

    Returns:
        Also, by page from 1, where there is room for numbers that stand on print.
    """
    check = Preflight(bundle)
    held = _holding(composition, bundle, hold)

    def tick(index: int, done: int, count: int) -> None:
        held(index + 1)
        progress(done, count, Message("checking pages"))

    out.flush()
    out.seek(0)
    examine(out, (check, *beside), tick, reader)
    hold(NONE)
    found = [problem for problem in check.problems if not is_as_received(composition, bundle, problem)]
    return replace(bundle, problems=in_order((*found, *bundle.problems))), check.spots


def _holding(composition: Composition, bundle: Bundle, hold: Hold) -> Callable[[int], None]:
    """Return a function from a page of the file, from 1, to its exhibit."""
    places = {exhibit.key: place for place, exhibit in enumerate(composition.exhibits)}
    firsts = [item.first_page for item in bundle.items]
    keys = [item.key for item in bundle.items]

    def held(page: int) -> None:
        at = bisect_right(firsts, page) - 1
        hold(places[keys[at]] if at >= 0 else NONE)

    return held
