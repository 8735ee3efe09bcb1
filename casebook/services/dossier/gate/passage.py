"""The passages of a copy by the names they are left out by, and those a person decided to leave out.

A service copy is the filed dossier for another reader. What that reader may not learn is left out of this
copy alone, with a reason that stands in the disclosure register; the filed text stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from casebook.base.errors import CasebookError, InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import Block, Heading, Line, Pairs, TextParagraph, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.text_numbering import TextNumbering, lines_of
from casebook.services.dossier.compose import TITLES, SetSections, shown_sections
from casebook.services.dossier.dossier_data import WHOLE, DossierData

PassageType = Literal["section", "heading", "paragraph", "row"]
LEAVE_OUT = frozenset({"service", "pseudonymised"})
"""Copies that may leave out passages; what is filed is whole."""


@entity
class CopyPassage:
    """A passage of a copy.

    Attributes:
        name: what it is left out by: "G", "B.2", "34", or "C/3" for the third row of the tables of a section.
        kind: what it is; a heading with all that stands under it, a paragraph with its lettered points.
        section_id: of its section.
        text: what it says; of a section and a heading the title.
        places: its blocks, or block and row, as `DossierData.left_out`.
    """

    name: str
    kind: PassageType
    section_id: str
    text: str
    places: frozenset[tuple[int, int]]


def passages(sections: SetSections) -> Iterator[CopyPassage]:
    """Yield every passage of a copy, in order; a section that cannot be set has none but itself."""
    numbers, dossier_data = TextNumbering(), sections.dossier_data
    for section in shown_sections(dossier_data):
        part = numbers.next_part()
        title = section.title or dossier_data.words(TITLES[section.kind])
        yield CopyPassage(
            name=part, kind="section", section_id=section.id, text=title, places=frozenset({(WHOLE, WHOLE)})
        )
        try:
            blocks = sections.blocks(section)
        except CasebookError:
            continue  # the check of the text itself reports what cannot be set
        yield from _of_section(section, part, blocks, numbers)


def with_left_out(dossier_data: DossierData, request: BuildRequest) -> DossierData:
    """Return the material of a copy with what its person decided to leave out.

    Raises:
        NotFound: the copy has no such passage.
        InvalidInput: the copy is filed, or a draft.
    """
    wanted = {subject.upper() for subject in request.decided("leave-out")}
    if not wanted:
        return dossier_data
    if request.copy_kind not in LEAVE_OUT:
        raise InvalidInput(
            "Passages are left out of service and pseudonymised copies only.",
            field="leave-out",
            remedy="Choose another type of copy, or edit the section.",
        )
    known = {passage.name: passage for passage in passages(SetSections(dossier_data))}
    if unknown := wanted - known.keys():
        raise NotFound(
            Message("This copy has no passage {name}.", name=min(unknown)),
            field="leave-out",
            remedy="Enter a section (G), a heading (B.2), the number of a paragraph (34) or a row (C/3).",
        )
    left_out: dict[str, frozenset[tuple[int, int]]] = {}
    for name in wanted:
        passage = known[name]
        before = left_out.get(passage.section_id, frozenset())
        left_out[passage.section_id] = before | passage.places
    return replace(dossier_data, left_out=left_out)


def _of_section(
    section: Section, part: str, blocks: Sequence[Block], numbers: TextNumbering
) -> Iterator[CopyPassage]:
    row_number = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            name, places = numbers.next_heading(block.level), _under(blocks, at)
            yield CopyPassage(
                name=name, kind="heading", section_id=section.id, text=block.text, places=places
            )
        elif isinstance(block, TextParagraph):
            numbers.next_paragraph(block)
            if block.is_numbered:
                places = _with_points(blocks, at)
                text = "\n".join(
                    _text(line) for place, _ in sorted(places) for line in lines_of(blocks[place])
                )
                yield CopyPassage(
                    name=str(numbers.paragraph),
                    kind="paragraph",
                    section_id=section.id,
                    text=text,
                    places=places,
                )
        elif isinstance(block, TextTable | Pairs):
            for row, text in enumerate(_rows(block)):
                row_number += 1
                yield CopyPassage(
                    name=f"{part}/{row_number}",
                    kind="row",
                    section_id=section.id,
                    text=text,
                    places=frozenset({(at, row)}),
                )


def _under(blocks: Sequence[Block], at: int) -> frozenset[tuple[int, int]]:
    """Return the places of a heading and of what stands under it."""
    first, end = blocks[at], at + 1
    level = first.level if isinstance(first, Heading) else 0
    while end < len(blocks):
        block = blocks[end]
        if isinstance(block, Heading) and block.level <= level:
            break
        end += 1
    return frozenset((place, WHOLE) for place in range(at, end))


def _with_points(blocks: Sequence[Block], at: int) -> frozenset[tuple[int, int]]:
    """Return the places of a numbered paragraph and of the points and quotations that belong to it."""
    end = at + 1
    while end < len(blocks):
        block = blocks[end]
        if not isinstance(block, TextParagraph) or block.is_numbered:
            break
        end += 1
    return frozenset((place, WHOLE) for place in range(at, end))


def _rows(block: TextTable | Pairs) -> Iterator[str]:
    if isinstance(block, TextTable):
        yield from (" · ".join(filter(None, map(_text, cells))) for cells in block.rows)
    else:
        yield from (f"{label}: {_text(line)}" for label, line in block.rows)


def _text(line: Line) -> str:
    return "".join(span.text for span in line)
