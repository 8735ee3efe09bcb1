"""How well something was read, and from which pack it came: shared by sources and findings."""

from __future__ import annotations

from typing import Literal

ReadingLevel = Literal["document", "summary", "secondary", "none"]
"""What was read: the document's own words, its publisher's summary, someone else's account, or nothing."""


def may_be_cited_as_read(level: ReadingLevel) -> bool:
    """Whether a citation may stand without "as reported in" or a warning."""
    return level in {"document", "summary"}
