"""A decision of a court or treaty body on sending a person to mainland China or Hong Kong."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.library.history import CiteUse, LaterEvent
from casebook.domain.library.instrument import Confidence

DecisionForum = Literal["national", "regional", "un"]
DecisionOutcome = Literal[
    "granted",
    "refused",
    "stayed",
    "remitted",
    "interim-measure",
    "released",
    "withdrawn",
    "clarified",
    "not-known",
]
"""The effect on the transfer, not the winning party. `clarified`: a ruling on the law, without a transfer to
China.
"""

DecisionProcedure = Literal["extradition", "surrender", "deportation", "expulsion"]
HEADNOTE = "headnote"
"""`reported_in` of a decision of which only the headnote or the summary of the court was read."""
RequestingParty = Literal["PRC", "HKSAR", "British Hong Kong", "Taiwan", "other"]
"""The party requesting the person. `British Hong Kong`: before 1 July 1997; `other`: a ruling on another
State that courts apply to China.
"""
TransferKind = Literal["extradition", "removal", "hong-kong"]
"""What a decided case counts as: extradition to the mainland, deportation or expulsion to it, or surrender to
Hong Kong.
"""

HANDOVER = "handover"
"""Among the grounds: an account of people handed over, of which no decision was read."""
AFTER_TRANSFER = "breach-after-transfer"
"""Among the grounds: it found that a transfer which had taken place was a breach."""
STATUS_REFUSED = "refugee-status-refused"
"""Among the grounds: it was on the status of a refugee, not on the transfer that followed."""
_COUNT = re.compile(r"(?:Press|NGO) count\b")
"""How the summary of a number of decisions begins."""


@entity
class Decision:
    """A decision. Private persons are named only if its published title or docket names them.

    Attributes:
        country: ISO 3166 code of the state that was to send the person; "" for a court above several.
        decided_on: as exactly as it is known, or None.
        number: application, docket or neutral citation, or "".
        person_type: who it was about, in words.
        grounds: what it turned on; `HANDOVER` where it is no decision but an account, `AFTER_TRANSFER` and
            `STATUS_REFUSED` where its effect is named by them.
        has_assurances: whether assurances were considered.
        assurances_assessment: how they were assessed, in our own words.
        url: the court's or a recognised publisher's own page, "" where only a copy was read.
        reported_in: whose account it is known through where the decision itself was not read, or "";
            `HEADNOTE` where only that was.
        is_seen: the substance stood on a page read; otherwise it is general knowledge.
        history: its later history, in one or two sentences that print with it; "" where nothing is known.
        cite_use: how it may be cited because of that.
        later: each step after it, the first one first.
        matter: a word shared by every decision on the transfer of the same person or group, or "".
        pack: version of the pack it came with.
    """

    id: str
    court: str
    forum: DecisionForum
    country: str
    title: str
    person_type: str
    requesting_party: RequestingParty
    procedure: DecisionProcedure
    outcome: DecisionOutcome
    summary: str
    is_seen: bool
    confidence: Confidence
    decided_on: StatedDate | None = None
    number: str = ""
    ecli: str = ""
    grounds: tuple[str, ...] = ()
    has_assurances: bool = False
    assurances_assessment: str = ""
    url: str = ""
    reported_in: str = ""
    notes: str = ""
    history: str = ""
    cite_use: CiteUse = "plain"
    later: tuple[LaterEvent, ...] = ()
    matter: str = ""
    pack: str = ""

    @property
    def transfer_kind(self) -> TransferKind | None:
        """Return what it counts as; None where China did not ask, which counts as nothing."""
        if self.requesting_party == "HKSAR":
            return "hong-kong"
        if self.requesting_party != "PRC":
            return None
        return "removal" if self.procedure in {"deportation", "expulsion"} else "extradition"

    @property
    def weighs_assurances(self) -> bool:
        """Return whether it considered assurances of the People's Republic; those of Taiwan are not its."""
        return self.has_assurances and self.requesting_party == "PRC"

    @property
    def is_count(self) -> bool:
        """Return whether it is no decision but the number of several, as somebody counted them."""
        return _COUNT.match(self.summary) is not None

    @property
    def is_handover(self) -> bool:
        """Return whether it is no decision but an account of people handed over."""
        return HANDOVER in self.grounds


def sort_day(decision: Decision) -> date:
    """Return the day by which a decision is sorted; the earliest possible day if none is known."""
    return decision.decided_on.latest_on if decision.decided_on else date.min
