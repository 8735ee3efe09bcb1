"""One precise statement of a source, with its pinpoint, strength and direction."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.library.reading_level import ReadingLevel

FindingKind = Literal["fact", "standard", "argument"]
"""`fact`: facts, including foreign law and procedural history; `standard`: a rule or test of law that a court
applies; `argument`: what a party, a State or an author contends, recommends or requests.
"""

MISQUOTED = gettext_noop("The quotation recorded for it is not what the stored copy says.")
"""What must be checked of a finding whose quotation differs from the copy or is not in it."""
Strength = Literal["court finding", "law text", "treaty body concern", "reported", "statistic"]


@entity
class Finding:
    """A finding.

    Attributes:
        source_id: the source that makes it.
        topic_id: the topic it belongs to.
        statement: one sentence in the library's own words, not a quotation.
        kind: whether it is a fact, a legal standard or an argument.
        pinpoint: where in the source ("para. 34", "art. 75(1)"), as the page read shows it; else "".
        period: the time it covers, in words.
        scope: the place it covers.
        groups: whom it covers.
        is_adverse: it points against the person defended, or is the PRC's own position; it stays in view.
        reading_level: what was read for it. `secondary` is cited "as reported in", never as if read.
        reported_in: the account it came through where `reading_level` is secondary, in words, or "".
        verify: what a person must check first, or "".
        checked_on: the day it was last checked, or None where nobody noted one.
        pack: version of the pack it came with, "" for the person's own.
    """

    id: str
    source_id: str
    topic_id: str
    statement: str
    strength: Strength
    kind: FindingKind = "fact"
    pinpoint: str = ""
    period: str = ""
    scope: str = ""
    groups: tuple[str, ...] = ()
    is_adverse: bool = False
    reading_level: ReadingLevel = "none"
    reported_in: str = ""
    verify: str = ""
    checked_on: date | None = None
    pack: str = ""

    @property
    def is_misquoted(self) -> bool:
        """Whether a quotation was recorded for it that is not what the stored copy says."""
        return self.verify == MISQUOTED
