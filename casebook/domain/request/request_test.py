"""What arrived with a request in a proceeding, paper by paper, as somebody looked it up."""

from __future__ import annotations

from collections import Counter
from typing import Literal, get_args

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint
from casebook.domain.request.request_route import PaperStage

Arrival = Literal["not-looked", "arrived", "in-part", "missing"]
Tick = Literal["not-checked", "in-order", "lacking", "not-asked"]
Quality = Literal["form", "seal", "language", "translation"]
QUALITIES: tuple[Quality, ...] = get_args(Quality)
STAGES: tuple[PaperStage, ...] = tuple(stage for stage in get_args(PaperStage) if stage != "all")
"""The stages a person chooses; what is asked at `all` belongs to each of them."""


@entity
class PaperReceipt:
    """What arrived of one required paper.

    Attributes:
        paper_id: of the pack.
        arrival: whether it arrived; `in-part` where something of it is missing.
        pinpoints: the documents of the case that are it.
        arrived_on: when it reached the authority that needs it, or None.
        form, seal, language, translation: whether each is as the route asks.
        remark: what was seen, in words.
    """

    paper_id: str
    arrival: Arrival = "not-looked"
    pinpoints: tuple[Pinpoint, ...] = ()
    arrived_on: StatedDate | None = None
    form: Tick = "not-checked"
    seal: Tick = "not-checked"
    language: Tick = "not-checked"
    translation: Tick = "not-checked"
    remark: str = ""

    @property
    def lacking(self) -> tuple[Quality, ...]:
        """Return what it lacks."""
        return tuple(quality for quality in QUALITIES if getattr(self, quality) == "lacking")


@entity
class RequestTest:
    """A test of a request in one proceeding.

    Attributes:
        stages: what the request is for, and what happened; `all` goes without saying.
        left_out: routes that do not apply here, by ID, as counsel decided.
        receipts: what arrived, by paper; a paper left out was not looked for yet.
        note: for the office.
    """

    id: str
    case_id: str
    proceeding_id: str
    stages: tuple[PaperStage, ...] = ("prosecution",)
    left_out: tuple[str, ...] = ()
    receipts: tuple[PaperReceipt, ...] = ()
    note: str = ""

    def receipt(self, paper_id: str) -> PaperReceipt:
        """Return what arrived of a paper; where nobody looked, that."""
        return next(
            (one for one in self.receipts if one.paper_id == paper_id), PaperReceipt(paper_id=paper_id)
        )


def check_request_test(test: RequestTest) -> None:
    """Reject a test that speaks of one paper twice, or of the arrival of one that is missing.

    Raises:
        InvalidInput: it does, or no stage is chosen.
    """
    if not test.stages:
        raise InvalidInput(
            "No stage is chosen.",
            field="stages",
            remedy="Choose what the request is for, such as prosecution.",
        )
    if any(count > 1 for count in Counter(one.paper_id for one in test.receipts).values()):
        raise InvalidInput(
            "A paper is listed twice.", field="receipts", remedy="Keep one entry for each required paper."
        )
    for receipt in test.receipts:
        if receipt.arrival == "missing" and (receipt.pinpoints or receipt.arrived_on):
            raise InvalidInput(
                "A paper that is missing cannot have arrived.",
                field="receipts",
                remedy="Choose “arrived” or “in part”, or remove day and exhibits.",
            )
