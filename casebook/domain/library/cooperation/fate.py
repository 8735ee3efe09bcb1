"""What became of people handed over, where their decision or incident alone does not say it."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.base.page_text import TextByLanguage
from casebook.domain.library.reading_level import ReadingLevel

ReturnKind = Literal["decision", "incident", "ledger"]
"""Where it is known from that people were handed over."""


@entity
class Fate:
    """What became of the people of one or several records.

    Attributes:
        id: stable word.
        records: all about the same people, each by kind and id; a review shows the first that was read, and
            no other.
        text: what became of them in our own words, or None where only the records are named.
        is_in_account: the account itself says what became of them.
        is_doubtful: nothing was read on whether they were handed over at all.
        reading_level: what was read for the text.
        reported_in: whose account the text is, or "".
    """

    id: str
    records: tuple[tuple[ReturnKind, str], ...]
    text: TextByLanguage | None = None
    is_in_account: bool = False
    is_doubtful: bool = False
    reading_level: ReadingLevel = "secondary"
    reported_in: str = ""
