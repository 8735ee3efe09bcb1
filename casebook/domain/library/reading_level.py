"""The reading level and pack of origin, shared by sources and findings."""

from __future__ import annotations

from typing import Literal

ReadingLevel = Literal["document", "summary", "secondary", "none"]
"""What was read: the original text, the publisher's summary, a secondary account, or nothing."""


def may_be_cited_as_read(level: ReadingLevel) -> bool:
    """Return whether a citation needs neither "as reported in" nor a warning."""
    return level in {"document", "summary"}
