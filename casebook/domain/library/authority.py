"""The author of a source, its weight in court, and when it must be checked again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from casebook.domain.base.day import days_later
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source, SourceType

Speaker = Literal["court", "treaty-body", "un", "law", "prc", "state", "expert", "ngo", "press"]
"""Whose voice it is. `prc`: the People's Republic's own position."""

REVIEW_DAYS = 365
"""A rule of this program, not of a court: what was checked longer ago is checked again before it is cited."""

_SPEAKERS: Mapping[SourceType, Speaker] = {
    "judgment": "court",
    "tribunal-decision": "court",
    "un-treaty-body": "treaty-body",
    "un-report": "un",
    "legislation": "law",
    "government-report": "state",
    "parliamentary": "state",
    "academic": "expert",
    "expert": "expert",
    "ngo-report": "ngo",
    "news": "press",
}
_ORDER: tuple[Speaker, ...] = (
    "press",
    "prc",
    "ngo",
    "expert",
    "state",
    "un",
    "law",
    "treaty-body",
    "court",
)
"""From the least weight to the most."""
_PRC = re.compile(r"\bPRC\b|People's Republic of China")


def speaker_of(source: Source) -> Speaker:
    """Whose voice a source is."""
    speaker = _SPEAKERS[source.type]
    return "prc" if speaker == "state" and _PRC.search(source.body) else speaker


def weight(source: Source) -> int:
    """How much a court gives for it, the more the better: courts, treaty bodies, law, the UN, then others."""
    return _ORDER.index(speaker_of(source))


def is_stale(entry: Finding | Source, today_on: date) -> bool:
    """Whether it was last checked too long ago, or nobody knows when."""
    return entry.checked_on is None or today_on > days_later(entry.checked_on, REVIEW_DAYS)
