"""What arrived with a request in a proceeding, paper by paper, as somebody looked it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal, get_args

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint
from casebook.domain.request.request_route import PaperStage

Arrival = Literal["not-looked", "arrived", "in-part", "missing", "unclear"]
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
        arrival: whether it arrived; `in-part` where something of it is missing, `unclear` where the file does
            not tell, such as a paper that had to come before another whose day nobody knows.
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

    @property
    def speaks_of_it(self) -> bool:
        """Return whether a day, an exhibit or a quality of the paper itself is entered."""
        qualities = {getattr(self, quality) for quality in QUALITIES} - {"not-checked", "not-asked"}
        return bool(self.pinpoints or self.arrived_on or qualities)


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
    """Reject a test that speaks of one paper twice, or of what is in a paper that nobody saw.

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
        if receipt.arrival == "missing" and receipt.speaks_of_it:
            raise InvalidInput(
                "A paper that is missing cannot have arrived.",
                field="arrival",
                remedy="Choose “arrived” or “in part”, or remove day, exhibits, and what it has or lacks.",
            )
        if receipt.arrival == "not-looked" and receipt.speaks_of_it:
            raise InvalidInput(
                "A paper that nobody has looked for has no day, exhibit, form or seal.",
                field="arrival",
                remedy="Say whether it arrived, or remove what is entered of it.",
            )


def check_arrivals(test: RequestTest, today: date, known: Collection[PaperReceipt] = ()) -> None:
    """Reject the arrival of a paper on a day to come; tomorrow is not, for elsewhere it is there already.

    Args:
        test: as it is to be.
        today: here.
        known: what was entered before: it is no reason to refuse the rest.

    Raises:
        InvalidInput: there is one.
    """
    limit = today + timedelta(days=1)
    days = (one.arrived_on for one in test.receipts if one not in known)
    if any(day and not day.is_unknown and day.earliest_on > limit for day in days):
        raise InvalidInput(
            "The day of arrival is in the future.",
            field="arrived_on",
            remedy="Check the year. Enter a paper when it has arrived.",
        )
