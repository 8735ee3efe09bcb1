"""The content of an article of a treaty or law on one subject, paraphrased."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

ClauseSubject = Literal[
    "assurances",
    "death-penalty",
    "dual-criminality",
    "entry-into-force",
    "evidence",
    "fiscal-offence",
    "humanitarian",
    "in-absentia",
    "language",
    "military-offence",
    "nationality",
    "ne-bis-in-idem",
    "persecution",
    "political-offence",
    "procedure",
    "provisional-arrest",
    "public-order",
    "simplified-surrender",
    "specialty",
    "suspension",
    "termination",
    "time-limits",
    "torture",
]

UNREAD = "Summary, article not read"
"""How the text of an article begins of which only a summary was read."""
QUOTED = "Quoted"
"""How the text of an article begins that was read only as somebody quotes it."""


@entity
class Clause:
    """A clause.

    Attributes:
        instrument_id: the treaty or law it belongs to.
        article: which article, or "" where only a summary was read; the text then says so.
        text: our own words, never a quotation.
        url: the official page it was read on, "" where that was a copy.
        is_seen: its substance stood on a page read.
        pack: version of the pack it came with.
    """

    id: str
    instrument_id: str
    subject: ClauseSubject
    text: str
    is_seen: bool
    article: str = ""
    url: str = ""
    pack: str = ""

    @property
    def substance(self) -> str:
        """Return its text alone; how it was read stands beside it where a clause is printed.

        >>> text = "Summary, article not read: nationals may be refused."
        >>> Clause(id="1", instrument_id="i", subject="nationality", text=text, is_seen=True).substance
        'Nationals may be refused.'
        """
        text = self.text.removeprefix(f"{UNREAD}: ")
        return text[:1].upper() + text[1:]

    @property
    def may_be_printed(self) -> bool:
        """Return whether it was read, or stands in an account that its reader can open."""
        is_account = not self.article or self.text.startswith(QUOTED)
        return self.is_seen and (not is_account or bool(self.url))
