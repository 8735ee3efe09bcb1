"""What a paper says of the person and the charge, particular by particular, with the page of each."""

from __future__ import annotations

from typing import Literal, get_args

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint

PaperSide = Literal["state", "forum", "client"]
"""Whose paper it is: of the requesting State, of the State that was asked, or of the client."""
ComparedKind = Literal[
    "request",
    "warrant",
    "detention",
    "approval",
    "notice",
    "note-verbale",
    "charge",
    "judgment",
    "translation",
    "identity-paper",
    "other",
]
ParticularKind = Literal[
    "name",
    "sex",
    "birth",
    "nationality",
    "passport",
    "citizen-number",
    "credit-code",
    "address",
    "act",
    "article",
    "amount",
    "count",
    "authority",
    "number",
    "court-number",
    "interpol-number",
    "issued",
    "arrest",
]
PARTICULARS: tuple[ParticularKind, ...] = get_args(ParticularKind)
DATED: frozenset[ParticularKind] = frozenset({"birth", "act", "issued", "arrest"})
ParticularState = Literal["proposed", "confirmed"]
ParticularSource = Literal["issuer", "person"]
"""Whose statement it is: of the body that issued the paper, or of the person, as the paper records it."""


@entity
class PaperParticular:
    """One thing that a paper says.

    Attributes:
        kind: of what it speaks.
        text: as the paper has it, in its own script; never corrected.
        on: the day it gives, for particulars that are days, without a year where it gives none
            (``XXXX-01-10``); None where it gives no day.
        page: page of the document, from 1; 0 for the whole of it.
        state: proposed from the text of the file until a person has looked; nothing is compared before.
        source: whose statement it is; what the person said is not what the authority states.
        explained_in: where a paper before the court explains why it is stated so, such as a decision.
        explained: how that place puts it, such as "paragraph 3, not challenged"; printed beside it.
    """

    kind: ParticularKind
    text: str
    on: StatedDate | None = None
    page: int = 0
    state: ParticularState = "confirmed"
    source: ParticularSource = "issuer"
    explained_in: tuple[Pinpoint, ...] = ()
    explained: str = ""


@entity
class ComparedPaper:
    """A paper whose particulars are compared with those of others.

    Attributes:
        document_id: the exhibit.
        side: whose paper it is; what is seen on a paper of the client goes to counsel only.
        kind: what the paper is.
        issued_by: the body that issued it, as it names itself.
        particulars: what it says.
        note: for the office.
    """

    id: str
    case_id: str
    document_id: str
    kind: ComparedKind
    side: PaperSide = "state"
    issued_by: str = ""
    particulars: tuple[PaperParticular, ...] = ()
    note: str = ""

    @property
    def confirmed(self) -> tuple[PaperParticular, ...]:
        """Return what a person has confirmed."""
        return tuple(one for one in self.particulars if one.state == "confirmed")

    @property
    def proposed(self) -> tuple[PaperParticular, ...]:
        """Return what waits for a person."""
        return tuple(one for one in self.particulars if one.state == "proposed")


def check_compared_paper(paper: ComparedPaper) -> None:
    """Reject a paper with a particular that says nothing, or says one thing twice on a page.

    Raises:
        InvalidInput: it has one.
    """
    known = set[tuple[str, str, int]]()
    for one in paper.particulars:
        if not one.text.strip():
            raise InvalidInput(
                "A particular says nothing.", field="particulars", remedy="Enter it as the paper has it."
            )
        place = (one.kind, one.text, one.page)
        if place in known:
            raise InvalidInput(
                "A particular is listed twice.", field="particulars", remedy="Keep one of the two."
            )
        known.add(place)
