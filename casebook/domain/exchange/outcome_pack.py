"""Packs of outcomes: those that were written here, and those of others that were imported."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.case.packed_outcome import PackedOutcome
from casebook.domain.sharing.handover import GivenNoun

PackKind = Literal["given", "received"]


@entity
class OutcomePack:
    """A pack in the register. It names records by ID alone, and its rows name nobody.

    Attributes:
        kind: whether it went out or came in.
        digest: SHA-256 of who signed and of what was signed, lower-case hex.
        at: when it was written or imported here, UTC.
        made_on: the day its author wrote it.
        signer: of the public keys of the device that signed it the SHA-256, lower-case hex.
        claimed: what the card of the signer calls itself; "" once a purge of a person of this name took it.
        was_compared: whether the card had been compared by then.
        rows: what is in it; of one received what was taken.
        left_out: how many outcomes its author left out, since nothing would have hidden the person.
        threshold: from how many people, and cases, each row of it comes at least.
        given: of one written here the outcomes it was made from, by ID.
        declined: pseudonyms of rows that were not taken.
    """

    id: str
    kind: PackKind
    digest: str
    at: datetime
    made_on: date
    signer: str
    claimed: str = ""
    was_compared: bool = False
    rows: tuple[PackedOutcome, ...] = ()
    left_out: int = 0
    threshold: int = 0
    given: tuple[GivenNoun, ...] = ()
    declined: tuple[str, ...] = ()

    @property
    def outcome_ids(self) -> frozenset[str]:
        """Return the IDs of the outcomes it was made from."""
        return frozenset(record_id for one in self.given if one.noun == "outcome" for record_id in one.ids)
