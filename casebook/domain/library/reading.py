"""Reading records: who read a source, finding or decision, when, at which place, and the copy read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.library.finding import MISQUOTED, Finding

ReadNoun = Literal["source", "finding", "decision"]
ComparedState = Literal["", "exact", "differs", "absent", "no-copy"]
"""How a quotation compared with the stored copies, as `QuotationState`; "" where none was compared."""


@entity
class Quotation:
    """The words of a source, typed from the reader's own copy, and how they compare with stored copies."""

    words: str
    state: ComparedState = ""


@entity
class Reading:
    """A reading record.

    Attributes:
        noun, record_id: what was read.
        who: the reader.
        read_at: when, in UTC.
        pinpoint: where in the source, as the reader found it; of a finding never "".
        attachment_id: the sealed copy that was read, or "".
        sha256: the hash of that copy, or "".
        note: what the reader says of it.
        quote: the words of the source at that place, typed from the reader's own copy, or "".
        quote_state: how it compared with the stored copies when that was last done.
        initials: of whoever of the office confirmed the place from their own copy, or "".
        later_history: what became of a decision since, as that person checked it ("none found"), or "".
    """

    id: str
    noun: ReadNoun
    record_id: str
    who: str
    read_at: datetime
    pinpoint: str = ""
    attachment_id: str = ""
    sha256: str = ""
    note: str = ""
    quote: str = ""
    quote_state: ComparedState = ""
    initials: str = ""
    later_history: str = ""

    @property
    def is_confirmation(self) -> bool:
        """Whether somebody of the office answers for the place with their initials."""
        return bool(self.pinpoint and self.initials) and not self.is_misquoted

    @property
    def is_misquoted(self) -> bool:
        """Whether its quotation is not what the stored copy says."""
        return self.quote_state in {"differs", "absent"}

    @property
    def counts_as_read(self) -> bool:
        """Whether a finding may be cited as read: at a place, and a quotation only if a copy confirms it."""
        return bool(self.pinpoint) and (not self.quote or self.quote_state == "exact")


def as_read(finding: Finding, reading: Reading | None) -> Finding:
    """Return the finding as it may be cited once someone has read its source at a place.

    A quotation that the copy contradicts is worse than none: the finding counts as not read and says so.
    """
    if reading and reading.is_misquoted:
        return replace(finding, reading_level="none", verify=MISQUOTED)
    if reading is None or not reading.counts_as_read:
        return finding
    return replace(
        finding,
        reading_level="document",
        pinpoint=reading.pinpoint,
        reported_in="",
        verify="",
        checked_on=reading.read_at.date(),
    )
