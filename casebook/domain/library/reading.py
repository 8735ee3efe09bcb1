"""Reading records: who read a source, finding or decision, when, at which place, and the copy read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Literal

from casebook.base.month_names import ENGLISH, ENGLISH_SHORT
from casebook.domain.base.entity import entity
from casebook.domain.library.finding import MISQUOTED, Finding

ReadNoun = Literal["source", "finding", "decision"]
ComparedState = Literal["", "exact", "differs", "absent", "no-copy"]
"""How a quotation compared with the stored copies, as `QuotationState`; "" where none was compared."""


_MONTHS = "|".join((*ENGLISH, *ENGLISH_SHORT, "sept"))
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\.? )?(?:{_MONTHS})\.? (?:\d{{1,2}}, )?\d{{4}}\b|\b\d{{4}}-\d\d(?:-\d\d)?\b|\b\d{{4}}\b"
)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_WHOLE = frozenset(
    [
        "the",
        "a",
        "of",
        "and",
        "whole",
        "entire",
        "text",
        "judgment",
        "judgement",
        "decision",
        "ruling",
        "order",
        "opinion",
        "report",
        "article",
        "document",
        "paper",
        "letter",
        "press",
        "release",
        "update",
        "page",
        "webpage",
        "site",
        "speech",
        "statement",
        "law",
        "act",
        "treaty",
        "book",
        "passim",
        "title",
        "titles",
        "header",
        "heading",
        "headings",
    ]
)
"""Words for a source as a whole, or for what stands over a text and states nothing."""
_LISTED = re.compile(
    r"^(?:table of )?contents?\b|\((?:table of )?contents?\)|\((?:headings?|titles?)\)", re.IGNORECASE
)
"""A table of contents or a heading: the text itself was not read there."""


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
        initials: of the person of the office who confirmed the place from their own copy, or "".
        later_history: the later history of a decision, as that person checked it ("none found"), or "".
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


def names_place(pinpoint: str) -> bool:
    """Return whether a pinpoint names a place where a reader finds the words.

    A date says when something was issued, "judgment" names all of it, and a table of contents or a heading
    is not the passage.

    >>> names_place("para. 34"), names_place("headnote"), names_place("operative part")
    (True, True, True)
    >>> names_place("judgment of 23 December 2022"), names_place("contents: 4.3.1-4.3.4")
    (False, False)
    """
    if _LISTED.search(pinpoint):
        return False
    words = _WORD.findall(_DATE.sub(" ", pinpoint.casefold()))
    return any(word not in _WHOLE for word in words)
