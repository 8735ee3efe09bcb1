"""Texts of the reference data: what the window shows is in the catalogues, or stays in English on purpose."""

from __future__ import annotations

import re
import tomllib

import pytest
from pack_texts import PACK_TEXTS, PACKS

PROSE = re.compile(r"[a-z]{2,} [a-z]{2,}")
"""Two words in small letters beside each other: a sentence or a phrase, and no name or number."""
CHAPTERS = (
    ("calendars.toml", "calendar"),
    ("counting-methods/*.toml", "method"),
    ("deadline-rules/*.toml", "rule"),
    ("deadline-rules/*.toml", "unverified"),
    ("detention-stages.toml", "lawyer"),
    ("detention-stages.toml", "path"),
    ("detention-stages.toml", "stage"),
    ("limitation.toml", "limitation-rule"),
    ("prc-offences.toml", "interpretation"),
    ("prc-offences.toml", "offence"),
    ("registers.toml", "matching-advice"),
    ("registers.toml", "register"),
    ("required-papers.toml", "paper-authority"),
    ("required-papers.toml", "request-route"),
)
"""Files and entries whose texts were gone through for a Chinese window."""
LEFT = {
    "calendar": {"block/why", "observed", "unread_block/why"},
    "interpretation": {"note", "number"},
    "lawyer": {"law"},
    "limitation-rule": {"law"},
    "matching-advice": set(),
    "method": {
        "backwards_why",
        "block/why",
        "citation",
        "example/why",
        "prose/backward_counting",
        "prose/day_zero",
        "prose/days",
        "prose/end_of_day",
        "prose/hours",
        "prose/months_years",
        "prose/service_and_recess",
        "prose/short_period",
        "prose/weekend_holiday",
        "service/why",
        "unread_block/why",
    },
    "offence": {
        "conduct",
        "source",
        "threshold/act",
        "threshold/note",
        "twin",
        "twin_warning",
        "version/amendment",
    },
    "paper-authority": {"court"},
    "path": {"title"},
    "register": {"publisher", "title"},
    "request-route": set(),
    "rule": {
        "citation",
        "example/why",
        "other_periods",
        "restarted_by",
    },
    "unverified": {"citation"},
    "stage": {"family_notice", "note", "review", "who_decides"},
}
"""What stays as written: names and citations, and what checks a rule alone."""


def _prose(value: object, path: str = "") -> set[str]:
    """The paths within an entry at which prose stands."""
    if isinstance(value, dict):
        parts = value.items()
        return {each for key, inner in parts for each in _prose(inner, f"{path}/{key}" if path else key)}
    if isinstance(value, list):
        return {each for inner in value for each in _prose(inner, path)}
    return {path} if isinstance(value, str) and PROSE.search(value) else set()


@pytest.mark.parametrize(("pattern", "entries"), CHAPTERS, ids=[entries for _, entries in CHAPTERS])
def test_a_text_of_a_pack_is_translated_or_left_on_purpose(pattern: str, entries: str) -> None:
    packed = [
        entry
        for path in sorted(PACKS.glob(pattern))
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get(entries, [])
    ]
    translated = {path for each, kind, path in PACK_TEXTS if (each, kind) == (pattern, entries)}
    assert packed
    assert _prose(packed) - translated == LEFT[entries]
