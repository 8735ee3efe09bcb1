"""Material that points the other way, in its own part: candour to the court."""

from __future__ import annotations

from casebook.domain.composition import Block, Paragraph, Span
from casebook.domain.dossier import Section
from casebook.services.brief import Brief
from casebook.services.sections.conditions import by_topic


def blocks(brief: Brief, section: Section) -> tuple[Block, ...]:
    """The adverse findings on the section's topics, and those that state the position of the PRC."""
    found = by_topic(brief, section)
    words = brief.words
    opening = (
        words("Findings that point against the person, or that state the position of the PRC.")
        if found
        else words("The library holds no adverse finding on the topics of this dossier.")
    )
    return (Paragraph(line=(Span(opening),)), *found)
