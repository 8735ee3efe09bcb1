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
"""The author's side. `prc`: the position of the People's Republic of China itself."""

REVIEW_DAYS = 365
"""A rule of this program, not of a court: anything checked longer ago is rechecked before citing."""

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
    """Return the author's side of a source."""
    speaker = _SPEAKERS[source.type]
    return "prc" if speaker == "state" and _PRC.search(source.body) else speaker


def weight(source: Source) -> int:
    """Return its weight before a court: courts, treaty bodies, law, the UN, then others."""
    return _ORDER.index(speaker_of(source))


def is_stale(entry: Finding | Source, today_on: date) -> bool:
    """Return whether the last check is too long ago or unknown."""
    return entry.checked_on is None or today_on > days_later(entry.checked_on, REVIEW_DAYS)
