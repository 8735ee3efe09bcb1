"""The audit chain: who changed which record, chained so that gaps are detected."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from casebook.domain.base.entity import entity


@entity
class AuditEntry:
    """One change of one record.

    Attributes:
        number: place in the chain, from 1.
        at: instant, UTC.
        who: as named at unlocking.
        action: verb of the work ("fact.add").
        noun: the record's noun.
        record_id: its id.
        fields: names of the fields that changed.
        before: their old values as JSON; "" for a new record.
        after: their new values as JSON; "" for a removed one.
        mac: HMAC-SHA256 over this entry and the mac before it, hex.
        stamp, device: of a change that another casebook made, in hex: its stamp, and the device that signed
            it, 32 bytes, or the line that it was on, 8 bytes.
        written_at: when it was made there, by the clock of its author; `at` is when it came here.
    """

    number: int
    at: datetime
    who: str
    action: str
    noun: str
    record_id: str
    fields: tuple[str, ...]
    before: str
    after: str
    mac: str
    stamp: str = ""
    device: str = ""
    written_at: datetime | None = None

    @property
    def id(self) -> str:
        """Return its number in the chain as text."""
        return str(self.number)


class DifferenceKind(StrEnum):
    """How a record differs from its history."""

    CHANGED = "changed"
    MISSING = "missing"
    UNRECORDED = "unrecorded"


@entity
class RecordDifference:
    """A record that does not match its entries in the chain.

    Attributes:
        noun: of the record.
        record_id: its id.
        kind: its values are others, it is gone though nobody removed it, or it is there though its history
            knows nothing of it or says that it was removed.
    """

    noun: str
    record_id: str
    kind: DifferenceKind

    @property
    def id(self) -> str:
        """Return the ID of the record."""
        return self.record_id
