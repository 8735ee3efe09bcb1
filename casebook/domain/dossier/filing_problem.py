"""What stands in the way of filing a copy, found before it is built or in the finished file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.target import DossierTarget

PassageType = Literal["section", "heading", "paragraph", "point", "row", "entry"]


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
        excerpt: the first words of the passage it is about, or its sentences that tell of a claim, for the
            office alone; in no error and no log.
    """

    problem: FilingProblem
    about: DossierTarget | None = None
    excerpt: str = ""


@entity
class CopyPassage:
    """A passage of a copy.

    Attributes:
        name: what it is left out by: "G", "B.2", "34", "C/3" for the third row of the tables of a section,
            "C/D3" for the third entry of its diagrams, or "B.2/1" for the first line without a number under
            a heading.
        kind: what it is; a heading with all that stands under it, a paragraph with its lettered points, an
            entry of a diagram.
        section_id: of its section.
        text: what it says; of a section and a heading the title.
        places: its blocks, or block and row, as the places that a copy leaves out.
        rests_on: what it was drawn from, as `Span.rests_on`; a section rests on nothing of its own.
        beside: of a section what it prints outside its other passages, such as the heads of its tables.
        text_mark: of its section and what it says in the filed dossier, by which a decision on it is known.
        ground_mark: of the copy, and of what stands against it there before anybody decides.
    """

    name: str
    kind: PassageType
    section_id: str
    text: str
    places: frozenset[tuple[int, int]]
    rests_on: frozenset[str] = frozenset()
    beside: tuple[str, ...] = ()
    text_mark: str = ""
    ground_mark: str = ""

    @property
    def said(self) -> str:
        """Return its text with what stands beside it."""
        return "\n\n".join((self.text, *self.beside))

    @property
    def full_mark(self) -> str:
        """Return the mark of its text and of what stands against it."""
        return self.text_mark + self.ground_mark

    @property
    def marked_name(self) -> str:
        """Return its name with its full mark, as in "C/3#k3f7xqm2pa7w"."""
        return marked_name(self.name, self.full_mark)


@entity
class ReviewedPassage:
    """A passage and what stands against it.

    Attributes:
        passage: with its name and text.
        why: whom or what it shows, and what it rests on; empty where nothing was found in it.
        withheld: numbers of the withheld exhibits that it rests on.
        of_claim: its sentences that tell of a claim to protection.
        grounds: the same as `why` with the IDs of exhibits and people, whatever number these have.
    """

    passage: CopyPassage
    why: tuple[Message, ...]
    withheld: tuple[str, ...] = ()
    of_claim: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


@entity
class HeldBack:
    """One thing that tells of a claim and can be released by itself.

    Attributes:
        name: by which it is released: "fact-ID", "event-ID", "4 p.3/1" for the first sentence on page 3 of
            exhibit 4, "4 title", or "cover/title" for a line of the cover ("cover" for all of them).
        sentence: that tells of the claim, for the office alone.
        is_omitted: it is simply not in the copy, which can be built; else it stops the copy.
        is_released: a person did so.
        about: the item to open.
        text_mark: of the sentence and where it stands, for this copy and with what stands against it.
    """

    name: str
    sentence: str
    is_omitted: bool
    is_released: bool
    about: DossierTarget
    text_mark: str = ""

    @property
    def marked_name(self) -> str:
        """Return its name with the mark of its sentence."""
        return marked_name(self.name, self.text_mark)


def marked_name(name: str, text_mark: str) -> str:
    """Return the name of something with its mark, as in "C/3#k3f7xqm2pa7w"."""
    return f"{name}#{text_mark}" if text_mark else name


def in_order(problems: Iterable[FilingProblem]) -> tuple[FilingProblem, ...]:
    """Return blocking problems first, then by file and page."""
    return tuple(sorted(problems, key=lambda problem: (not problem.is_blocking, problem.file, problem.page)))
