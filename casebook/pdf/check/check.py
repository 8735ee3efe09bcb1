"""Preflight: reads the finished file back and compares it with the plan of the bundle.

Nothing the building said is believed: numbers, links and text are taken from the file as a reader's program
finds them.
"""

from __future__ import annotations

from typing import BinaryIO

from pikepdf import Pdf

from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.pdf.check.check_pages import PageCheck, PageFinding, PageProblems, found_nothing
from casebook.pdf.check.check_structure import check_structure
from casebook.pdf.check.finding import BROKEN, found
from casebook.pdf.page.examiner import Look, examine
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.plan import Bundle
from casebook.pdf.page.stamp import Spot


class Preflight:
    """Looks at a finished bundle; about a second for 600 typed pages.

    Args:
        bundle: what was built.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._whole: list[FilingProblem] = []
        self._pages = PageProblems()
        self._has_pages = True

    def open(self, pdf: Pdf) -> Look:
        """Return what compares a page with its plan."""
        self._pages = PageProblems()
        pages = [page.obj for page in pdf.pages]
        self._has_pages = len(pages) == len(self._bundle.plan.pages)
        if not self._has_pages:
            return found_nothing
        rects = {
            index: [tuple(float(side) for side in note.Rect) for note in pages[index].Annots]
            for index in self._bundle.plan.index_pages
            if "/Annots" in pages[index]
        }
        return PageCheck(self._bundle, [frame_of(page) for page in pages], rects)

    def whole(self, pdf: Pdf) -> None:
        """Compare the file as a whole with its plan."""
        plan = self._bundle.plan
        self._whole = []
        if pdf.get_warnings():
            self._whole.append(found(BROKEN, 0, Message("The file could not be read without guessing.")))
        if not self._has_pages:
            what = Message(
                "{before} pages were added, but the file has {after}.",
                before=len(plan.pages),
                after=len(pdf.pages),
            )
            self._whole.append(found(BROKEN, 0, what))
            return
        self._whole += check_structure(pdf, self._bundle)

    def take(self, index: int, finding: PageFinding | None) -> None:
        """Take what was found on a page."""
        if finding is not None:
            self._pages.add(index + 1, finding)

    @property
    def problems(self) -> tuple[FilingProblem, ...]:
        """What is wrong, by page; the problems reported while building are not repeated."""
        found_all = (*self._whole, *self._pages.all_problems())
        return tuple(sorted(found_all, key=lambda problem: problem.page))

    @property
    def spots(self) -> dict[int, Spot]:
        """Return free positions of numbers that cover print, by page from 1."""
        return self._pages.spots


def preflight(
    finished: BinaryIO, bundle: Bundle, *, progress: Progress = silent
) -> tuple[FilingProblem, ...]:
    """Check a finished bundle; returns its problems.

    Args:
        finished: the file as it will leave, to be read from its start.
        bundle: what was built.
        progress: reported page by page.

    Raises:
        Cancelled: the person stopped.
    """
    check = Preflight(bundle)
    examine(finished, [check], lambda _, done, count: progress(done, count, Message("checking pages")))
    return check.problems
