"""What stands in the way of filing a copy, found before it is built or in the finished file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.target import DossierTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingProblem:
    """A defect of what is to be filed, or something to know before filing it.

    Attributes:
        check: which check found it, a stable word ("numbers", "links", "comments").
        page: page of the finished PDF from 1; 0 for the file as a whole, and before it is built.
        what: what is wrong, naming exhibits by their mark only.
        is_blocking: the file is not ready to leave.
        rule: why it matters.
        source: where that rule stands, or "" where it follows from the file itself.
        mend: what to do about it.
        file: which of several files it is about, or "".
    """

    check: str
    page: int
    what: Message
    is_blocking: bool
    rule: Message
    source: str = ""
    mend: Message = NO_MESSAGE
    file: str = ""


@entity
class PrecheckProblem:
    """A problem found before building.

    Attributes:
        problem: in the form of the check of the finished file.
        about: the item to open; None if there is none.
        excerpt: the first words of the passage it is about, for the office alone; in no error and no log.
    """

    problem: FilingProblem
    about: DossierTarget | None = None
    excerpt: str = ""


def in_order(problems: Iterable[FilingProblem]) -> tuple[FilingProblem, ...]:
    """Return blocking problems first, then by file and page."""
    return tuple(sorted(problems, key=lambda problem: (not problem.is_blocking, problem.file, problem.page)))
