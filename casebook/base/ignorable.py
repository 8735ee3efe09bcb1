"""Code points that are not shown."""

from __future__ import annotations

import re

IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Default ignorable code points (Unicode 16.0, DerivedCoreProperties.txt), which are not shown."""

SOFT_BREAK = re.compile("\u00ad\\s+")
"""Where a word is broken at the end of a line."""


def in_sight(text: str) -> str:
    """Return a text without signs that are not shown."""
    return text if text.isascii() else IGNORABLE.sub("", text)
