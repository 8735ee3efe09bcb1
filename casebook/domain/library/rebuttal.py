"""A case's response to adverse material."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity

RebuttedNoun = Literal["finding", "decision"]


@entity
class Rebuttal:
    """The response to an adverse finding or authority, shared by all grounds and dossiers of a case.

    Attributes:
        noun, record_id: the finding or decision it responds to.
        text: printed below the adverse item in the dossiers of the case.
        who: last author.
        written_at: time of the last edit, in UTC.
    """

    id: str
    case_id: str
    noun: RebuttedNoun
    record_id: str
    text: str
    who: str
    written_at: datetime
