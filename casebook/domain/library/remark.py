"""A user's note on a pack record: stored separately and kept through every update."""

from __future__ import annotations

from datetime import datetime

from casebook.domain.base.entity import entity


@entity
class Remark:
    """A note.

    Attributes:
        noun, record_id: the record it stands beside.
        text: in the person's own words.
        who: who wrote it.
        noted_at: when, in UTC.
    """

    id: str
    noun: str
    record_id: str
    text: str
    who: str
    noted_at: datetime
