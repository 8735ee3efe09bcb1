"""The names of rows, points and entries of diagrams: those of the filed dossier, whatever a copy leaves out.

A decision names a row. Were rows counted in what is left, another decision would move the name to another
row, and a reader would learn what somebody decided to keep back. Counted is therefore the whole dossier as it
is filed, and a copy finds each of its rows there; what only this copy has is counted after all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import count

from casebook.base.errors import CasebookError
from casebook.domain.dossier.composition import (
    Block,
    ChartLane,
    ChartSpan,
    Heading,
    Line,
    Pairs,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.text_numbering import TextNumbering
from casebook.services.dossier.compose import KEPT, SetSections, shown_sections
from casebook.services.dossier.dossier_data import WHOLE, DossierData
from casebook.services.dossier.gate.passage_keys import keys_of_row

Place = tuple[int, int]
"""The place of a block in a section, and of a row in it, or `WHOLE`."""
_EXHIBIT = "exhibit:"


def filed_whole(dossier_data: DossierData) -> DossierData:
    """Return the material of the filed dossier with every section and exhibit, whatever a copy leaves out."""
    every = {one.id: one for one in dossier_data.every_exhibit}
    return replace(
        dossier_data,
        copy_kind="filing",
        exhibits=tuple(every[key] for key in dossier_data.dossier.exhibit_ids if key in every),
        withheld=frozenset(),
        withheld_exhibits=(),
        withheld_by_choice=frozenset(),
        passages=(),
        left_out={},
        shown_sections=dossier_data.shown_sections | KEPT,
    )


def filed_sections(dossier_data: DossierData) -> SetSections:
    """Return the sections of the dossier as it is filed, set once for all that a check asks of one copy."""
    kept = dossier_data.filed.get(dossier_data.shown_sections)
    if not isinstance(kept, SetSections) or kept.dossier_data.dossier is not dossier_data.dossier:
        kept = dossier_data.filed[dossier_data.shown_sections] = SetSections(filed_whole(dossier_data))
    return kept


def row_names(sections: SetSections, whole: SetSections) -> Mapping[str, Mapping[Place, str]]:
    """Return the names of rows, points and entries of a copy, none left out, by section and place.

    Args:
        sections: of the copy.
        whole: those of the filed dossier (`filed_whole`).
    """
    named: dict[str, Mapping[Place, str]] = {}
    numbers, shown_numbers = TextNumbering(), TextNumbering()
    is_shown = {section.id for section in shown_sections(sections.dossier_data)}
    for section in shown_sections(whole.dossier_data):
        filed, part = set_blocks(whole, section), numbers.next_part()
        counters = defaultdict[str, Iterator[int]](lambda: count(1))
        of_filed = _counted(_series(filed, part, numbers), counters)
        if section.id in is_shown:
            shown = set_blocks(sections, section)
            series = tuple(_series(shown, shown_numbers.next_part(), shown_numbers))
            kept = {place: of_filed[there] for place, there in _partners(shown, filed) if there in of_filed}
            own = _counted(((place, before) for place, before in series if place not in kept), counters)
            named[section.id] = {place: kept.get(place) or own[place] for place, _ in series}
    return named


def set_blocks(sections: SetSections, section: Section) -> tuple[Block, ...]:
    """Return the blocks of a section; none where it cannot be set, which the check of the text reports."""
    try:
        return sections.blocks(section)
    except CasebookError:
        return ()


def drawn(chart: TimeChart) -> Iterator[tuple[int, ChartLane, ChartSpan]]:
    """Yield place, lane and entry of what a diagram alone tells: events stand in rows as well."""
    entries = ((lane, one) for lane in chart.lanes for one in lane.stretches)
    for at, (lane, one) in enumerate(entries):
        if not any(key.startswith("event:") for key in one.rests_on):
            yield at, lane, one


def _counted(series: Iterable[tuple[Place, str]], counters: Mapping[str, Iterator[int]]) -> dict[Place, str]:
    return {place: f"{before}{next(counters[before])}" for place, before in series}


def _series(blocks: Sequence[Block], part: str, numbers: TextNumbering) -> Iterator[tuple[Place, str]]:
    """Yield the places that have names, each with what its number stands behind: "C/", "B.2/" or "C/D".

    Points of a numbered paragraph are part of it and have none.
    """
    under, is_point_of_number = part, False
    for at, block in enumerate(blocks):
        if isinstance(block, Heading):
            under = numbers.next_heading(block.level)
        elif isinstance(block, TextParagraph):
            numbers.next_paragraph(block)
            if not block.is_numbered and not is_point_of_number:
                yield (at, WHOLE), f"{under}/"
        elif isinstance(block, TextTable | Pairs):
            yield from (((at, row), f"{part}/") for row in range(len(block.rows)))
        elif isinstance(block, TimeChart):
            yield from (((at, row), f"{part}/D") for row, _, _ in drawn(block))
        is_point_of_number = isinstance(block, TextParagraph) and (block.is_numbered or is_point_of_number)


def _partners(shown: Sequence[Block], filed: Sequence[Block]) -> Iterator[tuple[Place, Place]]:
    """Yield the places of a section of a copy, each with the same place of the filed one."""
    kinds = SequenceMatcher(None, tuple(map(_kind, shown)), tuple(map(_kind, filed)), autojunk=False)
    for same in kinds.get_matching_blocks():
        for at, there in zip(
            range(same.a, same.a + same.size), range(same.b, same.b + same.size), strict=True
        ):
            yield (at, WHOLE), (there, WHOLE)
            rows, filed_rows = _by_key(shown[at]), _by_key(filed[there])
            for key, places in rows.items():
                if len(places) == len(filed_rows.get(key, ())):  # else nobody knows which of them are left
                    pairs = zip(places, filed_rows[key], strict=True)
                    yield from (((at, row), (there, row_there)) for row, row_there in pairs)


def _by_key(block: Block) -> dict[Hashable, list[int]]:
    rows: dict[Hashable, list[int]] = {}
    for at, key in enumerate(_rows(block)):
        rows.setdefault(key, []).append(at)
    return rows


def _kind(block: Block) -> Hashable:
    """Return what a block is recognised by: not by its words, which say whether an exhibit is in the copy."""
    if isinstance(block, Heading):
        return block.level, block.anchor or block.text
    if isinstance(block, TextParagraph):
        return block.style, block.is_numbered, block.anchor
    return type(block).__name__


def _rows(block: Block) -> Iterator[Hashable]:
    """Yield what each row is recognised by: the records it is drawn from, or its first words."""
    if isinstance(block, TextTable):
        for at, cells in enumerate(block.rows):
            records = frozenset(key for key in keys_of_row(block, at) if not key.startswith(_EXHIBIT))
            yield records or _words(cells[0])
    elif isinstance(block, Pairs):
        yield from (label for label, _ in block.rows)
    elif isinstance(block, TimeChart):
        for lane in block.lanes:
            yield from (one.rests_on or (lane.title, one.title) for one in lane.stretches)


def _words(line: Line) -> str:
    return "".join(span.text for span in line)
