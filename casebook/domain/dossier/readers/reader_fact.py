"""What a source says on who reads what is filed with a forum."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.base.page_text import TextByLanguage
from casebook.domain.library.reading_level import ReadingLevel

ReaderKind = Literal[
    "us", "recipient", "court", "other-side", "requesting-state", "bureau", "public", "press"
]
"""`us`: the office; `recipient`: a named one who is no court; `other-side`: whoever acts against the client,
such as counsel for the State; `bureau`: the State's INTERPOL bureau."""
Receives = Literal["gets", "kept-from", "on-request"]
"""`gets`: a source says that it reaches them; `kept-from`: that it does not; `on-request`: that it can be
kept confidential when that is asked for."""
FiledPaper = Literal["any", "notice", "bundle", "complaint", "identity-document"]
"""Which paper a source speaks of."""
ReaderRead = Literal["article", "article-part", "excerpt", "summary", "rule-pack", "unread"]


@entity
class ReaderFact:
    """One statement of a source on a reader of a forum.

    Attributes:
        id: stable word.
        profile_id: of the court profile.
        reader: who.
        from_: through whom it reaches them.
        receives: whether it does.
        paper: of which paper that is said.
        text: in our own words.
        pinpoint: the place, as cited.
        reading_level: what was read for it; `none` is shown in the office and decides nothing.
        read: the same in a finer word.
        url: the address to cite, or "".
        reported_in: whose account it is; needed where only an account was read.
        as_of: which text was read, in words, or "".
        rule_id: the deadline rule that says so, or "".
    """

    id: str
    profile_id: str
    reader: ReaderKind
    from_: ReaderKind
    receives: Receives
    paper: FiledPaper
    text: TextByLanguage
    pinpoint: str
    reading_level: ReadingLevel
    read: ReaderRead
    url: str = ""
    reported_in: str = ""
    as_of: str = ""
    rule_id: str = ""

    @property
    def may_be_relied_on(self) -> bool:
        """Return whether anything was read for it."""
        return self.reading_level != "none"


@entity
class ReaderFacts:
    """The statements of the pack.

    Attributes:
        version: of the pack.
    """

    facts: tuple[ReaderFact, ...]
    version: str

    def of(self, profile_id: str) -> tuple[ReaderFact, ...]:
        """Return what sources say of a forum."""
        return tuple(fact for fact in self.facts if fact.profile_id == profile_id)
