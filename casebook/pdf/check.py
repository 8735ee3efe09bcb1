"""Preflight: reads the finished bytes again and holds them against what the bundle was meant to be.

Nothing the building said is believed: numbers, links and text are taken from the file as a reader's program
finds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from casebook.base.progress import Progress, silent
from casebook.domain.preflight import PreflightProblem
from casebook.pdf.check_pages import check_pages
from casebook.pdf.check_structure import check_structure
from casebook.pdf.finding import BROKEN, found
from casebook.pdf.frame import frame_of
from casebook.pdf.opening import open_pdf
from casebook.pdf.plan import Bundle


def preflight(
    finished: BinaryIO, bundle: Bundle, *, progress: Progress = silent
) -> tuple[PreflightProblem, ...]:
    """Check a finished bundle; about a second for 600 typed pages.

    Args:
        finished: the file as it will leave, to be read from its start.
        bundle: what was built.
        progress: told page by page.

    Returns:
        What is wrong, by page; the problems the building told are not repeated.

    Raises:
        Cancelled: the person stopped.
    """
    return tuple(sorted(_all(finished, bundle, progress), key=lambda problem: problem.page))


def _all(finished: BinaryIO, bundle: Bundle, progress: Progress) -> Iterator[PreflightProblem]:
    with open_pdf(finished) as pdf:
        if pdf.get_warnings():
            yield found(BROKEN, 0, "The file could not be read without guessing.")
        if len(pdf.pages) != len(bundle.plan.pages):
            what = f"{len(bundle.plan.pages)} pages went in, {len(pdf.pages)} came out."
            yield found(BROKEN, 0, what)
            return
        yield from check_structure(pdf, bundle)
        pages = [page.obj for page in pdf.pages]
        frames = [frame_of(page) for page in pages]
        rects = {
            index: [tuple(float(side) for side in note.Rect) for note in pages[index].Annots]
            for index in bundle.plan.index_pages
            if "/Annots" in pages[index]
        }
    yield from check_pages(finished, bundle, frames, rects, progress)
