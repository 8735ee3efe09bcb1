"""The register of who holds what: each parcel that was sealed here, and each that came from elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.person.person import Purpose

HandoverKind = Literal["given", "received"]
HandoverState = Literal["sealing", "sealed", "taken"]


@entity
class HandoverHolder:
    """A device that a parcel was sealed to, or that sealed one received.

    Attributes:
        device: of its public keys the SHA-256, lower-case hex.
        was_compared: whether its card had been compared by then.
        receipt_at: when it confirmed receipt of the parcel, or None.
    """

    device: str
    was_compared: bool = False
    receipt_at: datetime | None = None


@entity
class GivenNoun:
    """Records of one noun that a parcel holds, by ID."""

    noun: str
    ids: tuple[str, ...]


@entity
class GivenField:
    """A field that was left out of a record, or the whole record where the field is "".

    It names its record, and never what stood there.
    """

    noun: str
    record: str
    field: str = ""


@entity
class Handover:
    """A parcel in the register. It names records by ID alone, so that no purge leaves a name in it.

    Attributes:
        kind: whether it went out or came in.
        parcel: id of the parcel, lower-case hex.
        state: "sealing" until the file has its name: a stop in between leaves that, and no whole file.
        at: when it was sealed, or its content was accepted, UTC.
        holders: the devices it was sealed to; of one received the device that sealed it.
        by_phrase: it opens with a phrase, for anybody who has that.
        purpose: for what use; None of one received that names none.
        given: what is in it; of one received the records that it brought, which were not here before.
        left_out: what was left out of it.
        recall_on: the day on which it is to be recalled, or None.
        recalled_at: when a recall of it was made here or came here; None while none was.
        purged_at: of one received: when what it brought was purged after a recall.
        receipt_key: of its list of contents, in hexadecimal digits: only who opened the parcel has it.
    """

    id: str
    kind: HandoverKind
    parcel: str
    state: HandoverState
    at: datetime
    holders: tuple[HandoverHolder, ...] = ()
    by_phrase: bool = False
    purpose: Purpose | None = None
    given: tuple[GivenNoun, ...] = ()
    left_out: tuple[GivenField, ...] = ()
    recall_on: date | None = None
    recalled_at: datetime | None = None
    purged_at: datetime | None = None
    receipt_key: str = ""

    def ids(self, noun: str) -> tuple[str, ...]:
        """Return the IDs of the records of a noun that it holds."""
        return next((one.ids for one in self.given if one.noun == noun), ())

    @property
    def all_ids(self) -> frozenset[str]:
        """Return the IDs of all records that it holds."""
        return frozenset(record_id for one in self.given for record_id in one.ids)

    def is_held_by(self, device: str) -> bool:
        """Return whether a device has or may have it: whoever has the phrase may be any."""
        return self.by_phrase or device in {one.device for one in self.holders}
