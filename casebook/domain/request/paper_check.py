"""Checks of papers of the PRC: each says where to look, never what a paper is worth."""

from __future__ import annotations

from datetime import date

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.library.instrument import Confidence
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.request.compared_paper import PaperSide, ParticularKind
from casebook.domain.request.request_route import ReadAs


@entity
class PaperCheck:
    """A check of the pack.

    Attributes:
        family: what it belongs to, such as `citizen-id` or `warrant-layout`.
        check: what to look at, in our own words.
        pattern: a regular expression of numbers, or "".
        basis: standard, article or rule behind it, as cited; "" where none was read.
        valid_from_on, valid_until_on: the papers it holds for, by their day.
        dates: days, months or years from which another text of a law holds, as written.
        names: what the law is called in papers.
        caution: why a hit may be harmless; always shown with it.
        ask: what to ask the State for.
        argument, use: what can be made of it.
        source: who says so, or ""; `reported_in` the account it came through, for `secondary`.
    """

    id: str
    family: str
    check: str
    reading_level: ReadingLevel
    read: ReadAs
    confidence: Confidence
    pattern: str = ""
    basis: str = ""
    valid_from_on: date | None = None
    valid_until_on: date | None = None
    dates: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    caution: str = ""
    ask: str = ""
    argument: str = ""
    use: str = ""
    source: str = ""
    reported_in: str = ""
    url: str = ""
    pack: str = ""

    @property
    def may_be_computed(self) -> bool:
        """Return whether anything was read behind it."""
        return self.reading_level != "none"


@entity
class PaperExample:
    """An invented number, and whether its check has nothing to say."""

    id: str
    kind: str
    value: str
    is_valid: bool
    notes: str = ""


@entity
class LookHere:
    """A place to look at.

    Attributes:
        check: the check that says so, with its caution and source.
        what: what was noticed, without the number itself.
        paper_id: of the compared paper, or "".
        side: whose paper it is: one of the client goes to counsel only, into no bundle.
        kind: of the particular, or "".
        page: of the document, or 0.
    """

    check: PaperCheck
    what: Message
    paper_id: str = ""
    side: PaperSide = "state"
    kind: ParticularKind | str = ""
    page: int = 0

    @property
    def is_for_counsel_only(self) -> bool:
        """Return whether it may be in nothing that leaves the office."""
        return self.side == "client"
