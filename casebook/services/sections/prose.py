"""Text written for the dossier: numbered paragraphs with references to exhibits."""

from __future__ import annotations

from casebook.domain.composition import Block, Heading, Paragraph
from casebook.domain.dossier import Section
from casebook.services.brief import Brief
from casebook.services.sections import reference


def blocks(brief: Brief, section: Section) -> tuple[Block, ...]:
    """The section's own text: paragraphs parted by blank lines; one that begins with ``# `` is a heading."""
    return paragraphs(brief, section.text)


def paragraphs(brief: Brief, text: str) -> tuple[Block, ...]:
    """A text in the same manner.

    Raises:
        InvalidInput: it refers to an exhibit or a page that the dossier does not have.
    """
    return tuple(
        Heading(text=part.removeprefix("# "))
        if part.startswith("# ")
        else Paragraph(line=reference.written(brief, " ".join(part.split())), is_numbered=True)
        for part in (piece.strip() for piece in text.split("\n\n"))
        if part
    )
