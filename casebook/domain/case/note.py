"""A note to oneself or the team, on a case or one of its records."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity

NoteAbout = Literal[
    "",
    "person",
    "proceeding",
    "event",
    "deadline",
    "document",
    "fact",
    "incident",
    "assurance",
    "ground",
    "contact",
    "dossier",
]


@entity
class Note:
    """A note, privileged unless stated otherwise; never included in a dossier.

    Attributes:
        case_id: its case, or "" for a note of the office.
        text: its words.
        written_at: when it was first written, UTC.
        written_by: who wrote it.
        about: noun of the record it is about, or "" for the case as a whole.
        about_id: that record's id.
    """

    id: str
    text: str
    written_at: datetime
    case_id: str = ""
    written_by: str = ""
    about: NoteAbout = ""
    about_id: str = ""
    is_privileged: bool = True
