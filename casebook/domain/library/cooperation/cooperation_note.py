"""What is known of an instrument beyond its clauses: its term and end, who approved it, and its use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.base.page_text import TextByLanguage
from casebook.domain.library.cooperation.fate import Fate
from casebook.domain.library.reading_level import ReadingLevel

NoteAbout = Literal["term", "ending", "approval", "use"]
"""`term`: how long it runs; `ending`: how it ends or ended; `approval`: votes and other acts of approval;
`use`: how often and for what it was used."""
NoteRead = Literal["article", "article-part", "excerpt", "summary", "registry", "unread"]
"""What was read, finer than a reading level; `registry`: a note of the country data, not read again."""
_NOT_READ: frozenset[NoteRead] = frozenset({"registry", "unread"})
"""What nobody read for the note itself: shown in the office and printed nowhere."""


@entity
class CooperationNote:
    """One statement about an instrument of the country data.

    Attributes:
        id: stable word.
        instrument_id: of the country data.
        about: what it is about.
        text: in our own words, never a quotation.
        reading_level: what was read for it.
        read: the same in a finer word.
        article: as cited, or "" where none was seen.
        reported_in: whose account it is; needed where only an account was read.
        url: the address to cite, or "".
        doubt: what must be checked before it is relied on, printed with it; or "".
        checked_on: the day it was last checked.
        leaves_open: it says itself that what is asked is not known, so that the question stays.
        is_applied: it says that the instrument is applied; whether it is in force is then no question, though
            since when still is.
    """

    id: str
    instrument_id: str
    about: NoteAbout
    text: TextByLanguage
    reading_level: ReadingLevel
    read: NoteRead
    checked_on: date
    article: str = ""
    reported_in: str = ""
    url: str = ""
    doubt: str = ""
    leaves_open: bool = False
    is_applied: bool = False

    @property
    def may_be_printed(self) -> bool:
        """Return whether anything was read for it; the rest is shown in the office and printed nowhere."""
        return self.read not in _NOT_READ


@entity
class CooperationNotes:
    """The notes of the pack.

    Attributes:
        version: of the pack.
        fates: what became of people handed over, and which records are about the same people.
    """

    notes: tuple[CooperationNote, ...]
    version: str
    fates: tuple[Fate, ...] = ()

    def of(self, instrument_ids: Iterable[str]) -> tuple[CooperationNote, ...]:
        """Return the notes on these instruments, in the order of the pack."""
        wanted = frozenset(instrument_ids)
        return tuple(note for note in self.notes if note.instrument_id in wanted)
