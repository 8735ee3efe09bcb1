"""Where a dossier relies on its exhibits: section and paragraph of each reference, and which are gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.base.errors import CasebookError
from casebook.base.message import Message
from casebook.domain.dossier.composition import Block, Line, TextParagraph, exhibit_name
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import TextNumbering, lines_of
from casebook.domain.dossier.written_authority import AUTHORITY
from casebook.services.dossier.compose import SetSections, shown_sections
from casebook.services.dossier.dossier_data import DossierData

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


def printed_places(sections: SetSections) -> dict[str, list[Message]]:
    """Return the printed place of each block of every section, by the ID of the section."""
    places: dict[str, list[Message]] = {}
    for where, about, _, _ in printed_blocks(sections):
        places.setdefault(about.id, []).append(where)
    return places


def cited_authorities(
    text: str, places: Sequence[Message], part: str
) -> Iterator[tuple[Message, re.Match[str]]]:
    """Yield each authority that a text cites, with where it is printed.

    Args:
        text: of a section, with ``[[@...]]``.
        places: of its blocks as printed; the section alone is named where they are not those of the text.
        part: letter of the section.
    """
    from casebook.formats.prose import read_prose

    whole = Message("Section {number}", number=part)
    passages = read_prose(text) if places else ()
    if len(passages) != len(places) or not places:
        yield from ((whole, match) for match in AUTHORITY.finditer(text))
        return
    for where, passage in zip(places, passages, strict=True):
        for run in (each for called in passage.runs for each in (called, *called.note)):
            if match := AUTHORITY.fullmatch(f"[[{run.refers}]]"):
                yield where, match


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


def removed_exhibits(dossier_data: DossierData) -> Iterator[FilingProblem]:
    """Yield the exhibits of the list that lie in the bin or are gone: the copy is built without them."""
    kept = {one.id for one in dossier_data.every_exhibit}
    gone = [key for key in dossier_data.dossier.exhibit_ids if key not in kept]
    known = (dossier_data.documents.get(key) for key in gone)
    places = map(dossier_data.dossier.place_of, gone)
    names = [exhibit_name(one.exhibit_mark if one else "", at) for one, at in zip(known, places, strict=True)]
    if names:
        yield FilingProblem(
            check="exhibits",
            page=0,
            what=Message.plural(
                "{number} exhibit is in the bin or deleted, and left out: {exhibits}.",
                "{number} exhibits are in the bin or deleted, and left out: {exhibits}.",
                len(names),
                exhibits=tuple(names),
            ),
            is_blocking=False,
            rule=Message("What is said from them stands without its evidence."),
            mend=Message("Restore them, or take them off the list of exhibits and out of the text."),
        )
