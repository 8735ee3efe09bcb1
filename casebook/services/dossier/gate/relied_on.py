"""Where a dossier relies on its exhibits: section and paragraph of each reference."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.dossier.composition import Block, Line, TextParagraph
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import TextNumbering, lines_of
from casebook.services.dossier.compose import SetSections, shown_sections

_EXHIBIT = "exhibit:"
_NAMED = 5
"""How many places a message names."""


def printed_blocks(sections: SetSections) -> Iterator[tuple[Message, DossierTarget, int, Block]]:
    """Yield each block of a copy with its place, section, and number of its paragraph or 0 for a table."""
    numbers = TextNumbering()
    for section in shown_sections(sections.dossier_data):
        part = numbers.next_part()
        try:
            blocks = sections.blocks(section)
        except CasebookError:
            continue  # the check of the text itself reports what cannot be set
        for block in blocks:
            number = 0
            if isinstance(block, TextParagraph):
                numbers.next_paragraph(block)
                number = numbers.paragraph
            where = Message("Section {number}", number=part)
            if number:
                where = Message("Section {place}, paragraph {paragraph}", place=part, paragraph=number)
            yield where, DossierTarget(kind="section", id=section.id), number, block


def relied_on(sections: SetSections) -> dict[str, tuple[Message, ...]]:
    """Return the places that refer to each exhibit, the first few, by its ID."""
    places: dict[str, list[Message]] = {}
    for where, _, _, block in printed_blocks(sections):
        for line in lines_of(block):
            for document_id in _exhibits(line):
                named = places.setdefault(document_id, [])
                if where not in named:
                    named.append(where)
    return {key: tuple(named[:_NAMED]) for key, named in places.items()}


def _exhibits(line: Line) -> Iterator[str]:
    for span in line:
        if span.to is not None and span.to.anchor.startswith(_EXHIBIT):
            yield span.to.anchor.removeprefix(_EXHIBIT)
        yield from _exhibits(span.note)
