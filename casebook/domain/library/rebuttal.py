"""What is said in a case to something that points the other way."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity

RebuttedNoun = Literal["finding", "decision"]


@entity
class Rebuttal:
    """The answer to an adverse finding or authority, once for all grounds and dossiers of a case.

    Attributes:
        noun, record_id: what it answers.
        text: the answer; it prints beneath what it answers in a dossier of the case.
        who: who wrote it last.
        written_at: when, in UTC.
    """

    id: str
    case_id: str
    noun: RebuttedNoun
    record_id: str
    text: str
    who: str
    written_at: datetime
