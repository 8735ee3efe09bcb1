"""The record of changes: who did what to which record, chained so that a gap shows."""

from __future__ import annotations

from datetime import datetime

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

    @property
    def id(self) -> str:
        """The place in the chain, written."""
        return str(self.number)
