"""Builds a bundle as one file and checks it."""

from __future__ import annotations

from typing import BinaryIO

from casebook.base.progress import Hold, Progress, silent, unheld
from casebook.domain.dossier.composition import Composition
from casebook.pdf.bundle.bundle import build_bundle
from casebook.pdf.bundle.read_back import Beside, nobody, read_back
from casebook.pdf.page.division import WHOLE, Division
from casebook.pdf.page.examiner import ParallelReader
from casebook.pdf.page.plan import Bundle


def build_checked_bundle(
    composition: Composition,
    out: BinaryIO,
    *,
    progress: Progress = silent,
    hold: Hold = unheld,
    division: Division = WHOLE,
    beside: Beside = nobody,
    reader: ParallelReader | None = None,
) -> Bundle:
    """Write a bundle, read it back and check it; page numbers that cover print are moved.

    Args:
        composition: what goes in, in order.
        out: an empty file that can be read back and cut short; on an error what it holds is worth nothing.
        progress: called often enough to stop.
        hold: called with the exhibit in hand.
        division: how the pages are numbered.
        beside: who else looks at the finished bytes; asked for anew where they are written again.
        reader: reads some of the pages.

    Returns:
        What was written, with the problems of preflight among its problems, blocking ones first.

    Raises:
        DamagedSource: an exhibit is empty, cut short, damaged or locked.
        InvalidInput: a reference points at nothing; a character no font covers.
        Cancelled: the person stopped.
    """
    bundle = build_bundle(composition, out, progress=progress, hold=hold, division=division)
    checked, spots = read_back(composition, out, bundle, beside(out, bundle), progress, hold, reader)
    if spots:
        out.seek(0)
        out.truncate()
        bundle = build_bundle(composition, out, progress=progress, hold=hold, spots=spots, division=division)
        checked, _ = read_back(composition, out, bundle, beside(out, bundle), progress, hold, reader)
    return checked
