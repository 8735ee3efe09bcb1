"""Takes out of a section what one copy leaves out; what follows keeps the numbers of the filed copy."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count

from casebook.domain.dossier.composition import (
    Block,
    Heading,
    Line,
    Pairs,
    Span,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.dossier import Section
from casebook.domain.dossier.text_numbering import lines_of
from casebook.services.dossier.dossier_data import WHOLE, DossierData


def is_left_out(dossier_data: DossierData, section: Section) -> bool:
    """Return whether a copy leaves out a section whole; its title says what it is about and goes too."""
    return (WHOLE, WHOLE) in dossier_data.left_out.get(section.id, ())


def without(dossier_data: DossierData, section: Section, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks of a section with a line in the place of each passage that the copy leaves out.

    SECURITY: a picture of days tells what the rows below it tell: their events go from it as well.
    """
    places = dossier_data.left_out.get(section.id)
    if not places:
        return blocks
    line: Line = (Span(dossier_data.words("[withheld from this copy]"), emphasis="quiet"),)
    is_whole = is_left_out(dossier_data, section)
    shown: list[Block] = []
    is_under = False  # a line in the place of what stood before says it for what follows without a number
    removed = "\n".join(_removed(blocks, places))
    for at, block in enumerate(blocks):
        rows = {row for place, row in places if place == at}
        if is_whole or WHOLE in rows:
            shown += _emptied(block, line, is_under=is_under or is_whole)
            is_under = True
            continue
        is_under = False
        if isinstance(block, TimeChart):
            shown += _without_days(block, removed, rows)
        else:
            shown.append(_without_rows(block, rows, line))
    return tuple(shown) or (TextParagraph(line=line),)


def _emptied(block: Block, line: Line, *, is_under: bool) -> Iterator[Block]:
    """Yield what stays of a block: its number, and what references lead to."""
    if isinstance(block, Heading):
        yield replace(block, text="".join(span.text for span in line))
    elif isinstance(block, TextParagraph) and (block.is_numbered or block.anchor or not is_under):
        yield replace(block, line=line, reference=())


def _without_rows(block: Block, rows: Collection[int], line: Line) -> Block:
    if not rows:
        return block
    if isinstance(block, TextTable):
        empty = (line, *[()] * (len(block.head) - 1))
        return replace(
            block, rows=tuple(empty if at in rows else cells for at, cells in enumerate(block.rows))
        )
    if isinstance(block, Pairs):
        label = "".join(span.text for span in line)
        return replace(
            block, rows=tuple((label, ()) if at in rows else row for at, row in enumerate(block.rows))
        )
    return block


def _removed(blocks: tuple[Block, ...], places: Collection[tuple[int, int]]) -> Iterator[str]:
    """Yield the text that is left out of blocks."""
    for at, block in enumerate(blocks):
        rows = {row for place, row in places if place == at}
        lines = block.rows if isinstance(block, TextTable | Pairs) and WHOLE not in rows else ()
        for number, row in enumerate(lines):
            if number in rows:
                yield from ("".join(span.text for span in cell) for cell in row if not isinstance(cell, str))
        if WHOLE in rows:
            yield from ("".join(span.text for span in text) for text in lines_of(block))


def _without_days(chart: TimeChart, removed: str, places: Collection[int]) -> Iterator[Block]:
    """Yield a chart without the events at these places, or whose titles stand in what is removed."""
    at = count()
    lanes = tuple(
        replace(
            lane,
            stretches=tuple(
                one for one in lane.stretches if next(at) not in places and one.title not in removed
            ),
        )
        for lane in chart.lanes
    )
    shown = tuple(lane for lane in lanes if lane.stretches)
    if shown:
        yield replace(chart, lanes=shown)
