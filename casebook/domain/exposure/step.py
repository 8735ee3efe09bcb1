"""A step of a computed exposure: what follows, from which text, and how that was read."""

from __future__ import annotations

from typing import NamedTuple

from casebook.base.message import Message
from casebook.domain.library.reading_level import ReadingLevel


class ExposureStep(NamedTuple):
    """One step.

    Attributes:
        words: what it says.
        source: the article or interpretation it rests on, as cited; "" for the facts of the charge.
        level: how that was read; "document" where it rests on the facts alone.
        version: of the text: ``text of 1997``, ``XI``; "" where it has none.
        is_ours: our reading or assumption, which neither a text nor the charge says.
        is_working: it follows from the steps before it, and is said by neither a text nor the charge.
    """

    words: Message
    source: str = ""
    level: ReadingLevel = "document"
    version: str = ""
    is_ours: bool = False
    is_working: bool = False


Steps = tuple[ExposureStep, ...]


def weakest(*levels: ReadingLevel) -> ReadingLevel:
    """Return how well a chain of texts was read: as well as the worst of them."""
    order: tuple[ReadingLevel, ...] = ("document", "summary", "secondary", "none")
    return max(levels, key=order.index)
