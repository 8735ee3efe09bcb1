"""Makes a bundle and checks it: what services call."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from casebook.base.progress import Progress, silent
from casebook.domain.composition import Composition
from casebook.domain.preflight import PreflightProblem
from casebook.pdf.bundle import build_bundle
from casebook.pdf.check import preflight
from casebook.pdf.division import WHOLE, Division
from casebook.pdf.doubt import is_as_received
from casebook.pdf.finding import COVERED
from casebook.pdf.plan import Bundle
from casebook.pdf.room import find_room


def make_bundle(
    composition: Composition, out: BinaryIO, *, progress: Progress = silent, division: Division = WHOLE
) -> Bundle:
    """Write a bundle, read it back and check it; page numbers that hide print give way to it.

    Args:
        composition: what goes in, in order.
        out: an empty file that can be read back and cut short; on an error what it holds is worth nothing.
        progress: told often enough to stop.
        division: how the pages are numbered.

    Returns:
        What was written, with the problems of preflight among its problems, blocking ones first.

    Raises:
        DamagedSource: an exhibit is empty, cut short, damaged or locked.
        InvalidInput: a reference points at nothing; a character no font covers.
        Cancelled: the person stopped.
    """
    bundle = build_bundle(composition, out, progress=progress, division=division)
    problems = _checked(composition, out, bundle, progress)
    covered = [problem.page for problem in problems if problem.check == COVERED.name]
    spots = (
        find_room(_reread(out), ((page, bundle.plan.pages[page - 1].label) for page in covered))
        if covered
        else {}
    )
    if spots:
        _reread(out).truncate()
        bundle = build_bundle(composition, out, progress=progress, spots=spots, division=division)
        problems = _checked(composition, out, bundle, progress)
    ordered = sorted(
        (*problems, *bundle.problems), key=lambda problem: (not problem.is_blocking, problem.page)
    )
    return replace(bundle, problems=tuple(ordered))


def _checked(
    composition: Composition, out: BinaryIO, bundle: Bundle, progress: Progress
) -> list[PreflightProblem]:
    found = preflight(_reread(out), bundle, progress=progress)
    return [problem for problem in found if not is_as_received(composition, bundle, problem)]


def _reread(out: BinaryIO) -> BinaryIO:
    out.flush()
    out.seek(0)
    return out
