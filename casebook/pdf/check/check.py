"""Preflight: reads the finished file back and compares it with the plan of the bundle.

Nothing the building said is believed: numbers, links and text are taken from the file as a reader's program
finds them.
"""

from __future__ import annotations

from typing import Any, BinaryIO

from pikepdf import Pdf

from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.pdf.check.check_pages import PageCheck
from casebook.pdf.check.check_structure import check_structure
from casebook.pdf.check.examiner import examine
from casebook.pdf.check.finding import BROKEN, found
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
        self._whole: list[PreflightProblem] = []
        self._pages: PageCheck | None = None

    def open(self, pdf: Pdf) -> None:
        """Compare the file as a whole with its plan."""
        plan = self._bundle.plan
        self._whole, self._pages = [], None
        if pdf.get_warnings():
            self._whole.append(found(BROKEN, 0, Message("The file could not be read without guessing.")))
        if len(pdf.pages) != len(plan.pages):
            what = Message(
                "{before} pages were added, but the file has {after}.",
                before=len(plan.pages),
                after=len(pdf.pages),
            )
            self._whole.append(found(BROKEN, 0, what))
            return
        self._whole += check_structure(pdf, self._bundle)
        pages = [page.obj for page in pdf.pages]
        rects = {
            index: [tuple(float(side) for side in note.Rect) for note in pages[index].Annots]
            for index in plan.index_pages
            if "/Annots" in pages[index]
        }
        self._pages = PageCheck(self._bundle, [frame_of(page) for page in pages], rects)

    def look(self, index: int, page: Any, text: Any, page_text: str) -> None:  # noqa: ANN401 - untyped library
        """Compare a page with its plan."""
        if self._pages is not None:
            self._pages.look(index, page, text, page_text)

    @property
    def problems(self) -> tuple[PreflightProblem, ...]:
        """What is wrong, by page; the problems reported while building are not repeated."""
        of_pages = self._pages.all_problems() if self._pages else ()
        return tuple(sorted((*self._whole, *of_pages), key=lambda problem: problem.page))

    @property
    def spots(self) -> dict[int, Spot]:
        """Return free positions of numbers that cover print, by page from 1."""
        return self._pages.spots if self._pages else {}


def preflight(
    finished: BinaryIO, bundle: Bundle, *, progress: Progress = silent
) -> tuple[PreflightProblem, ...]:
    """Check a finished bundle; returns its problems.

    Args:
        finished: the file as it will leave, to be read from its start.
        bundle: what was built.
        progress: reported page by page.

    Raises:
        Cancelled: the person stopped.
    """
    check = Preflight(bundle)
    examine(finished, [check], lambda at, count: progress(at, count, Message("checking pages")))
    return check.problems
