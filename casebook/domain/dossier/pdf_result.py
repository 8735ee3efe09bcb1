"""The results of the jobs of a bundle worker, and the errors that name their exhibits.

A result comes from the worker and is not trusted until it was checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from casebook.base.errors import DamagedSource, RedactionIncomplete
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.composition import Exhibit, exhibit_name
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.official_form import FormPart, FormTraits, OfficialField
from casebook.domain.evidence.redaction import DoubtfulPages, PageDoubt

_MAX_NAMED, _MAX_TAKEN = 50, 60
"""Exhibits an error names, and those whose faults it contains: the maximum that fits a worker's answer."""


@entity
class BundleItem:
    """The place of an exhibit.

    Attributes:
        key: of the exhibit.
        mark: as printed.
        first_page: page of the file from 1; its divider where it has one, else its own first page here.
        last_page: page of the file with the last of its pages here.
        last_own: which of its own pages that is.
        scale_percent: the least scale of its pages; 100 where all are as they came.
        place: as `Exhibit.place`.
    """

    key: str
    mark: str
    first_page: int
    last_page: int
    last_own: int
    scale_percent: int = 100
    place: int = 0

    @property
    def name(self) -> str | Message:
        """Return the name of the exhibit in messages."""
        return exhibit_name(self.mark, self.place)


@entity
class BundleFile:
    """One file of a built bundle.

    Attributes:
        page_count: of the file.
        items: the exhibits in it, in order.
        problems: what was left out of exhibits, and what preflight and the rules of the forum find;
            blocking ones first.
        numbers: those printed on the pages of each part and exhibit, by key.
        begins: number of the page on which each heading and numbered paragraph begins, with its own number.
    """

    page_count: int
    items: tuple[BundleItem, ...]
    problems: tuple[FilingProblem, ...]
    numbers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    begins: tuple[tuple[str, str], ...] = ()


@entity
class Leak:
    """A place of a file that still contains or shows hidden content; never the content itself.

    Attributes:
        page: of the file, from 1; 0 for the file as a whole.
        place: "text", "redacted" (a name that an area covers elsewhere), "properties", "objects",
            "attachment", or "area" for an area that does not hide.
        key: of the exhibit whose page it is, or "".
        own_page: its page in that exhibit, from 1; 0 for none.
        kinds: of what is said there, as `FactKind` names them.
        is_like_refused: somebody refused to have the same words replaced, though not there.
        parts: anchors of the sections on a page of none of the exhibits.
    """

    page: int
    place: str
    key: str = ""
    own_page: int = 0
    kinds: tuple[str, ...] = ()
    is_like_refused: bool = False
    parts: tuple[str, ...] = ()


@entity
class BundleFiles:
    """The result of a `BundleJob`.

    Attributes:
        files: in order; each was handed over under its place.
        leaks: what the copy hides and they still say; if there are any, no file was handed over.
        changed_pages: pages on which something was painted over, by exhibit key.
        withheld: pages left out because nobody has looked at them, with the reason, by exhibit key.
        rewritten: pages kept as drawing instructions rather than drawn as pictures, by exhibit key.
    """

    files: tuple[BundleFile, ...]
    leaks: tuple[Leak, ...] = ()
    changed_pages: tuple[tuple[str, tuple[int, ...]], ...] = ()
    withheld: tuple[tuple[str, DoubtfulPages], ...] = ()
    rewritten: tuple[tuple[str, tuple[int, ...]], ...] = ()


@entity
class PageSelection:
    """Selected page numbers from 1, file by file; of pages in doubt also why, in the same order."""

    of_files: tuple[tuple[int, ...], ...]
    doubts: tuple[tuple[PageDoubt, ...], ...] = ()


@entity
class PagesExtracted:
    """The numbers printed on the pages of the new file, which was handed over; none where one was not found.

    Attributes:
        numbers: in order.
        missing: numbers that no page of the file bears.
    """

    numbers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@entity
class PagesJoined:
    """The result of a `JoinFiles`; the file was handed over."""

    page_count: int


@entity
class IncompatiblePages:
    """The objections to each file, in words.

    Attributes:
        unshown: why it cannot be shown on pages; empty where it can.
        against: what in it stands against PDF/A, where that was asked.
    """

    unshown: tuple[Message, ...]
    against: tuple[tuple[Message, ...], ...]


@entity
class FormContent:
    """The result of a `ReadForm`: the fields in the order of the pages, and what matters of the file."""

    traits: FormTraits
    fields: tuple[OfficialField, ...]


FieldFaultKind = Literal[
    "absent", "read-only", "hidden", "too-long", "no-room", "no-letter", "no-choice", "unseen"
]
"""No such field; nobody may fill it in; the form shows it nowhere; more characters than it takes; not legible
in its box; no font has a letter; no such state or option; filled in, and not seen by a second reader."""


@entity
class FieldFault:
    """Why a value cannot stand in a field.

    Attributes:
        field: its full name.
        most: characters it takes, where that is the reason.
    """

    field: str
    kind: FieldFaultKind
    most: int = 0


@entity
class FormFilled:
    """The result of a `FillForm`.

    Attributes:
        removed: what the filled copy leaves out.
    """

    faults: tuple[FieldFault, ...] = ()
    removed: tuple[FormPart, ...] = ()


def damaged(exhibit: Exhibit, what: Message, remedy: Message) -> DamagedSource:
    """Return the error about an exhibit that cannot be read."""
    return DamagedSource(
        _of_exhibit(exhibit, what),
        field=exhibit.file or exhibit.mark,
        remedy=remedy,
        exhibits=((exhibit.key, what),),
    )


def all_damaged(faults: Sequence[tuple[Exhibit, DamagedSource]]) -> DamagedSource:
    """Return the first fault, with the numbers of all other exhibits that cannot be assembled.

    It holds the fault of each, so that who goes on without these exhibits does so at once.
    """
    (_, first), *others = faults
    if not others:
        return first
    marks = tuple(exhibit.mark or exhibit.file or exhibit.name for exhibit, _ in others[:_MAX_NAMED])
    title = Message("{fault} Also faulty: {marks}.", fault=first.title, marks=marks)
    if len(others) > _MAX_NAMED:
        title = Message("{fault} Also faulty: {marks} and others.", fault=first.title, marks=marks)
    remedy = Message("Replace these files, or use placeholder pages for them.")
    exhibits = (pair for _, fault in faults[:_MAX_TAKEN] for pair in fault.exhibits.items())
    return DamagedSource(title, field=first.field, remedy=remedy, exhibits=exhibits)


def badly_redacted(exhibit: Exhibit, page: int) -> RedactionIncomplete:
    """Return the error about an exhibit with a page, from 1, where words remain under an area."""
    what = Message("still has readable words under a redaction area on page {page}.", page=page)
    return RedactionIncomplete(_of_exhibit(exhibit, what), field=exhibit.file or exhibit.mark)


def _of_exhibit(exhibit: Exhibit, what: Message) -> Message:
    """What is said of an exhibit, named by its mark and by its file as the person typed it."""
    mark, file = exhibit.name, exhibit.file
    if not exhibit.mark and (file or not mark):
        return Message("The file {file} {fault}", file=file, fault=what)
    if file:
        return Message("Exhibit {mark} ({file}) {fault}", mark=mark, file=file, fault=what)
    return Message("Exhibit {mark} {fault}", mark=mark, fault=what)
