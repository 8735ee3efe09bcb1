"""Reports exhibits whose pages name letters that this program has no font for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.base.message import Message
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.filing_problem import FilingProblem


def unreadable_problems(exhibits: Sequence[Exhibit]) -> Iterator[FilingProblem]:
    """Yield a problem for each exhibit whose pages name letters that no font has; it stops a filing."""
    for exhibit in exhibits:
        if exhibit.names_letters:
            yield FilingProblem(
                check="fonts",
                page=0,
                what=Message(
                    "Exhibit {mark} has letters that this program cannot print; they are named in square "
                    "brackets.",
                    mark=exhibit.name,
                ),
                is_blocking=True,
                rule=Message("Nobody can read these pages."),
                mend=Message("Open the file in its own program, print it to a PDF and use that copy."),
            )
