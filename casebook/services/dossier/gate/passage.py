"""The passages of a copy by the names they are left out by, and those a person decided to leave out.

A service copy is the filed dossier for another reader. What that reader may not learn is left out of this
copy alone, with a reason that stands in the disclosure register; the filed text stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Line,
    Pairs,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.filing_problem import CopyPassage, PassageType
from casebook.domain.dossier.text_numbering import NUMBER, TextNumbering, anchor_numbers, lines_of, relined
from casebook.services.dossier.compose import TITLES, SetSections, shown_sections
from casebook.services.dossier.dossier_data import WHOLE, DossierData
from casebook.services.dossier.gate.passage_keys import keys_of_row
from casebook.services.dossier.gate.passage_name import Place, drawn, filed_sections, row_names, set_blocks
from casebook.services.dossier.gate.printed_text import texts_beside

LEAVE_OUT = frozenset({"service", "pseudonymised"})
"""Copies that may leave out passages; what is filed is whole."""
CELL_SEPARATOR = " · "
"""What stands between the cells of a row in its text."""
_DRAWN = ("event:", "incident:")
"""What a picture of days draws."""


def passages(sections: SetSections) -> tuple[CopyPassage, ...]:
    """Return every passage that a copy prints, in order; a section that cannot be set has none but itself.

    Their names are those of the filed dossier, whatever this copy leaves out. Those that were reviewed are
    all of them as they are where none is left out.
    """
    if sections.passages is None:
        left_out = sections.dossier_data.left_out
        every: Iterable[CopyPassage] = (one.passage for one in sections.dossier_data.passages)
        if not sections.dossier_data.passages:
            every = _marked(
                SetSections(replace(sections.dossier_data, left_out={})) if left_out else sections
            )
        sections.passages = tuple(one for one in every if not is_left_out_in(left_out, one))
    return sections.passages


def _marked(sections: SetSections) -> Iterator[CopyPassage]:
    """Yield the passages of a copy that leaves out nothing, each with the mark of its text as it is filed.

    Its text in this copy depends on what else is decided; a passage that is not filed has no other. A passage
    is known by what it says in its section, whatever number it has by now: of several that say the same, by
    which of them it is.
    """
    dossier_data = sections.dossier_data
    filed = filed_sections(dossier_data)
    if filed.said is None:
        before: Counter[str] = Counter()
        filed.said = {one.name: _said(one, before) for one in _every(filed, filed, _anchored)}
    for one in _every(sections, filed, partial(_read, _printed_numbers(sections))):
        said = filed.said.get(one.name) or f"{one.name}\n\n{_said(one, Counter())}"
        yield replace(one, text_mark=dossier_data.text_mark(f"{dossier_data.dossier.id}\n\n{said}"))


def _said(passage: CopyPassage, before: Counter[str]) -> str:
    """Return what a passage says in its section, and which of those before it that say the same it is."""
    said = "\n\n".join((passage.section_id, passage.kind, passage.text, *passage.beside))
    before[said] += 1
    return f"{said}\n\n{before[said]}"


def _every(sections: SetSections, filed: SetSections, read: Callable[[Line], Line]) -> Iterator[CopyPassage]:
    """Yield the passages of a copy that leaves out nothing.

    Args:
        sections: of the copy.
        filed: those of the whole dossier as it is filed.
        read: gives a line as it is read.
    """
    numbers, dossier_data = TextNumbering(), sections.dossier_data
    names = row_names(sections, filed)
    for section in shown_sections(dossier_data):
        part = numbers.next_part()
        title = section.title or dossier_data.words(TITLES[section.kind])
        blocks = tuple(relined(block, read) for block in set_blocks(sections, section))
        own = (
            *_of_section(section, blocks, numbers, names[section.id]),
            *_of_pictures(section, blocks, names[section.id]),
        )
        own_text = "\n".join(one.text for one in own)
        yield CopyPassage(
            name=part,
            kind="section",
            section_id=section.id,
            text=title,
            places=frozenset({(WHOLE, WHOLE)}),
            beside=tuple(text for text in (*texts_beside(blocks), *_listed(section)) if text not in own_text),
        )
        yield from own


def _listed(section: Section) -> tuple[str, ...]:
    """Return the lines that a person wrote for a table of authorities, which is set after all others."""
    return tuple(section.text.splitlines()) if section.kind == "table-of-authorities" else ()


def _printed_numbers(sections: SetSections) -> Mapping[str, str]:
    """Return the printed numbers of parts, headings and paragraphs, by anchor."""
    parts = (
        DossierPart(title="", anchor=section.anchor, blocks=set_blocks(sections, section))
        for section in shown_sections(sections.dossier_data)
    )
    return anchor_numbers(Composition(title="", language="en", parts=tuple(parts)))


def _read(printed: Mapping[str, str], line: Line) -> Line:
    """Return a line as it reads without the pages of a bundle: "exhibit 4, page 2", "Section C".

    A line that reads as it stands, like most, is returned as it is, so that its block is not made anew.
    """
    if not any(span.alone or span.note or span.is_once or NUMBER in span.text for span in line):
        return line
    spans = (span for span in line if span.alone or not span.is_once)
    return tuple(
        span
        if not (span.alone or span.note or NUMBER in span.text)
        else replace(
            span,
            text=(span.alone or span.text).replace(
                NUMBER, printed.get(span.to.anchor, "") if span.to else ""
            ),
            note=_read(printed, span.note),
        )
        for span in spans
    )


def _anchored(line: Line) -> Line:
    """Return a line that names what it refers to, whatever number that has now; any other as it is."""
    if not any(span.alone or span.note or span.is_once or span.to for span in line):
        return line
    return tuple(
        span
        if not (span.alone or span.note or span.to)
        else replace(
            span,
            text=f"{span.alone or span.text}{{{span.to.anchor}}}" if span.to else span.alone or span.text,
            note=_anchored(span.note),
        )
        for span in line
        if span.alone or not span.is_once
    )


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
    every = [one.passage for one in dossier_data.passages] or passages(SetSections(dossier_data))
    known = {passage.name: passage for passage in every}
    require_printed(dossier_data, wanted - known.keys(), "leave-out")
    left_out: dict[str, frozenset[Place]] = {}
    for name in wanted:
        passage = known[name]
        before = left_out.get(passage.section_id, frozenset())
        left_out[passage.section_id] = before | passage.places
    removed = {
        key
        for passage in known.values()
        if is_left_out_in(left_out, passage)
        for key in passage.rests_on
        if key.startswith(_DRAWN)
    }
    for section_id, places in _drawn(SetSections(dossier_data), removed):
        left_out[section_id] = left_out.get(section_id, frozenset()) | places
    return replace(dossier_data, left_out=left_out)


def is_left_out_in(left_out: Mapping[str, frozenset[Place]], passage: CopyPassage) -> bool:
    """Return whether a copy that leaves out these places leaves out a passage."""
    places = left_out.get(passage.section_id, frozenset())
    if (WHOLE, WHOLE) in places:
        return True
    return bool(passage.places) and all(
        place in places or (place[0], WHOLE) in places for place in passage.places
    )


def require_printed(dossier_data: DossierData, unknown: Collection[str], option: str) -> None:
    """Refuse decisions on passages that a copy does not print.

    Args:
        dossier_data: the material of the copy.
        unknown: the names of these passages.
        option: which decisions these are.

    Raises:
        NotFound: there is one; says whether the filed dossier has it.
    """
    if not unknown:
        return
    name = min(unknown)
    filed = {passage.name for passage in passages(filed_sections(dossier_data))}
    if name in filed:
        raise NotFound(
            Message("Passage {name} (--{option}) is not printed in this copy.", name=name, option=option),
            field=option,
            remedy="Remove this decision: the type of the copy or another decision leaves the passage out.",
        )
    raise NotFound(
        Message("This dossier has no passage {name} (--{option}).", name=name, option=option),
        field=option,
        remedy="Enter a section (G), a heading (B.2), the number of a paragraph (34) or a row (C/3), as the "
        "verb passages or the pre-filing check lists it.",
    )


def _drawn(sections: SetSections, removed: set[str]) -> Iterator[tuple[str, frozenset[Place]]]:
    """Yield the places in pictures of days of what is left out of a table, by section."""
    for section in shown_sections(sections.dossier_data):
        for at, block in enumerate(set_blocks(sections, section)):
            if isinstance(block, TimeChart):
                stretches = enumerate(one for lane in block.lanes for one in lane.stretches)
                places = frozenset((at, row) for row, one in stretches if removed.intersection(one.rests_on))
                if places:
                    yield section.id, places


def _of_section(
    section: Section, blocks: Sequence[Block], numbers: TextNumbering, names: Mapping[Place, str]
) -> Iterator[CopyPassage]:
    """Yield the passages of a section; points of a numbered paragraph are part of it."""
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            yield CopyPassage(
                name=numbers.next_heading(block.level),
                kind="heading",
                section_id=section.id,
                text=block.text,
                places=_under(blocks, at),
                rests_on=frozenset(block.rests_on),
            )
        elif isinstance(block, TextParagraph):
            numbers.next_paragraph(block)
            if block.is_numbered:
                yield _passage(section, str(numbers.paragraph), "paragraph", blocks, _with_points(blocks, at))
            elif name := names.get((at, WHOLE)):
                yield _passage(section, name, "point", blocks, frozenset({(at, WHOLE)}))
        elif isinstance(block, TextTable | Pairs):
            for row in range(len(block.rows)):
                yield _passage(section, names[at, row], "row", blocks, frozenset({(at, row)}))


def _of_pictures(
    section: Section, blocks: Sequence[Block], names: Mapping[Place, str]
) -> Iterator[CopyPassage]:
    """Yield what pictures of days say: stages of proceedings and incidents. Events stand in rows as well."""
    for at, block in enumerate(blocks):
        if isinstance(block, TimeChart):
            for row, lane, one in drawn(block):
                yield CopyPassage(
                    name=names[at, row],
                    kind="entry",
                    section_id=section.id,
                    text=CELL_SEPARATOR.join((lane.title, one.title, one.said)),
                    places=frozenset({(at, row)}),
                )


def _passage(
    section: Section,
    name: str,
    kind: PassageType,
    blocks: Sequence[Block],
    places: frozenset[Place],
) -> CopyPassage:
    texts: list[str] = []
    keys: set[str] = set()
    for at, row in sorted(places):
        block = blocks[at]
        keys.update(keys_of_row(block, row))
        texts.append(_row(block, row) if row != WHOLE else "\n".join(map(_text, lines_of(block))))
    return CopyPassage(
        name=name,
        kind=kind,
        section_id=section.id,
        text="\n".join(texts),
        places=places,
        rests_on=frozenset(keys),
    )


def _under(blocks: Sequence[Block], at: int) -> frozenset[Place]:
    """Return the places of a heading and of what stands under it."""
    first, end = blocks[at], at + 1
    level = first.level if isinstance(first, Heading) else 0
    while end < len(blocks):
        block = blocks[end]
        if isinstance(block, Heading) and block.level <= level:
            break
        end += 1
    return frozenset((place, WHOLE) for place in range(at, end))


def _with_points(blocks: Sequence[Block], at: int) -> frozenset[Place]:
    """Return the places of a numbered paragraph and of the points and quotations that belong to it."""
    end = at + 1
    while end < len(blocks):
        block = blocks[end]
        if not isinstance(block, TextParagraph) or block.is_numbered:
            break
        end += 1
    return frozenset((place, WHOLE) for place in range(at, end))


def _row(block: Block, row: int) -> str:
    if isinstance(block, TextTable):
        return CELL_SEPARATOR.join(filter(None, map(_text, block.rows[row])))
    if isinstance(block, Pairs):
        label, line = block.rows[row]
        return f"{label}: {_text(line)}"
    return ""


def _text(line: Line) -> str:
    """Return what a line says, and its notes."""
    notes = (_text(span.note) for span in line if span.note)
    return "\n".join(("".join(span.text for span in line), *notes))
