"""The channels of a job for input files and output."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from casebook.base.progress import Hold, Progress
from casebook.pdf.page.examiner import ParallelReader

Piece = bytes | memoryview


@dataclass(frozen=True, slots=True)
class Exchange:
    """The channels of a job, independent of the process it runs in.

    Attributes:
        give: gives the file at a place, from its start.
        take: takes what is made, piece by piece, each with the place of the file it is of.
        progress: called often enough to stop.
        hold: called with the index of the file in hand.
        reader: reads pages of a finished file at the same time; None where there is none.
    """

    give: Callable[[int], BinaryIO]
    take: Callable[[int, Piece], object]
    progress: Progress
    hold: Hold
    reader: ParallelReader | None = None
