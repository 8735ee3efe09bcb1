"""Packs of outcomes: those that were written here, and those of others that were imported."""

from __future__ import annotations

from collections.abc import Mapping
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
        claimed: what the card of the signer is called here, "" where it is not known, or once a purge of a
            person of this name took it; never printed.
        was_compared: whether the card had been compared by then.
        rows: what is in it, numbers of people; of one received what was taken.
        left_out: how many outcomes one written here left out, for whatever reason; kept here alone.
        threshold: from how many people, and cases, each row of it comes at least, as its author states.
        given: of one written here the outcomes of each row, by ID, in the order of the rows; then those that
            stayed. Of one received the digests of the packs of the same day that it follows.
        declined: keys of rows that were not taken.
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
        """Return the IDs of the outcomes of its rows."""
        return frozenset(record_id for ids in self.ids_by_key.values() for record_id in ids)

    @property
    def ids_by_key(self) -> Mapping[str, frozenset[str]]:
        """Return the IDs of the outcomes of each row by its key; none of a pack received."""
        if self.kind == "received":
            return {}
        return {row.key: frozenset(one.ids) for row, one in zip(self.rows, self.given, strict=False)}

    @property
    def seen_ids(self) -> frozenset[str]:
        """Return the IDs of the outcomes there were when it was written, those that stayed too."""
        return frozenset(record_id for one in self.given if one.noun == "outcome" for record_id in one.ids)

    @property
    def order(self) -> tuple[date, int, str]:
        """Return what packs of one signer are ordered by: only what they say, not when they were imported."""
        follows = [digest for one in self.given if one.noun == "outcome-pack" for digest in one.ids]
        return self.made_on, len(follows), self.digest
