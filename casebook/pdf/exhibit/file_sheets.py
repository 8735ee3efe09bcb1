"""Sets the content of a file that is no pages: mail, office documents, text and web pages.

Every file is set on A4 in one type, and its labels take a line each in every language: what stands where does
not depend on the dossier, so that a page or an area that somebody marked stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from casebook.domain.dossier.composition import Pairs, Span
from casebook.domain.dossier.typesetting import UNORDERED
from casebook.domain.evidence.set_file import (
    CONTINUED,
    SetFile,
    SetSection,
    filled_columns,
    is_wide,
    lines_of_rows,
)
from casebook.pdf.exhibit.wide_rows import wide_rows
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.direction import base_level
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.line_box import LineBox, RuledLine
from casebook.pdf.typeset.page import PageSequence
from casebook.pdf.typeset.sheet import SheetSequence
from casebook.pdf.typeset.table import pairs_boxes, side_by_side
from casebook.pdf.typeset.text import Type
from casebook.pdf.typeset.text_setter import TextSetter, kept, line_boxes

_BODY = Type(size_pt=10.5, leading_pt=14.5)
_CELL = Type(size_pt=9, leading_pt=12)
_LABEL_SHARE = 0.2
_MIN_WIDTH, _MAX_WIDTH = 4, 40
"""Characters that count for the width of a column, at least and at most."""
_ROOM = 6.0


def set_file(file: SetFile, *, tick: Callable[[], None] = lambda: None) -> tuple[bytes, int]:
    """Return the pages of a file as a PDF, and how many they are.

    Args:
        file: its content.
        tick: called for each page; what it raises ends the setting.
    """
    column = page_style.column("A4", UNORDERED)
    setter = TextSetter(width_pt=column.width_pt, language="", writes_out=True)
    try:
        sheets = SheetSequence("A4", title=file.title, language="")
        pages = PageSequence(sheets, column, lambda _: tick())
        pages.turn()
        pages.fill(_boxes(setter, file))
        return sheets.finish(), sheets.count
    finally:
        # SECURITY: shaped words outlive no document.
        shape.cache_clear()


def _boxes(setter: TextSetter, file: SetFile) -> Iterator[LineBox]:
    small = setter.types.small
    yield from kept(_paragraph(setter, file.title, page_style.PART))
    if file.remark:
        yield from _paragraph(setter, file.remark, small, 2.0)
    if file.particulars:
        rows = tuple((label, (Span(value),)) for label, value in file.particulars)
        yield from pairs_boxes(setter, Pairs(rows=rows, label_share=_LABEL_SHARE))
    if file.sections:
        yield _rule(setter)
    for section in file.sections:
        yield from _section(setter, section)
    if file.attached:
        yield _rule(setter)
        yield from kept(_paragraph(setter, file.attached_title, setter.types.pairs_label))
        for line in file.attached:
            yield from _paragraph(setter, line, _BODY, 2.0)
    yield _rule(setter)
    for note in file.notes:
        yield from _paragraph(setter, note, small, 2.0)


def _section(setter: TextSetter, section: SetSection) -> Iterator[LineBox]:
    if section.title:
        title = _paragraph(setter, section.title, setter.types.subheading, page_style.BEFORE_SUBHEADING)
        yield from kept(title)
    if section.rows:
        yield from _table(setter, section.rows)
    gap_pt, lines = 0.0, section.text.splitlines()
    of_rows = lines_of_rows(lines) if section.has_rows else ()
    for at, line in enumerate(lines):
        if line.strip():
            yield from (_row_line if at in of_rows else _paragraph)(setter, line.rstrip(), _BODY, gap_pt)
            gap_pt = 0.0
        else:
            gap_pt = page_style.BETWEEN_PARAGRAPHS


def _table(setter: TextSetter, rows: Sequence[Sequence[str]]) -> Iterator[LineBox]:
    filled = filled_columns(rows)
    if is_wide(rows):
        for line in wide_rows(rows):
            yield from _paragraph(setter, line, _CELL, 2.0)
        return
    rows = [row for row in rows if any(map(str.strip, row))]
    if not rows:
        return
    rows = [[row[at] if at < len(row) else "" for at in filled] for row in rows]
    lengths = [[len(row[at]) for row in rows] for at in range(len(filled))]
    widths = [min(max(_MIN_WIDTH, *of_column), _MAX_WIDTH) for of_column in lengths]
    room_pt = setter.width_pt - page_style.GUTTER * (len(filled) - 1)
    steps = [room_pt * width / sum(widths) for width in widths]
    lefts = [sum(steps[:at]) + page_style.GUTTER * at for at in range(len(filled))]
    for row in rows:
        cells = [
            (left, setter.lines(cell, _CELL, width_pt=step))
            for cell, left, step in zip(row, lefts, steps, strict=True)
            if cell.strip()
        ]
        yield from side_by_side(cells, _CELL, page_style.BETWEEN_ROWS) if cells else ()


def _paragraph(setter: TextSetter, text: str, style: Type, before_pt: float = 0.0) -> list[LineBox]:
    return line_boxes(setter.lines(text, style), style, before_pt=before_pt)


def _row_line(setter: TextSetter, text: str, style: Type, before_pt: float = 0.0) -> list[LineBox]:
    """Set a line of a row; where it is too long, what goes on below is indented like further lines."""
    if len(setter.lines(text, style)) == 1:
        return _paragraph(setter, text, style, before_pt)
    width_pt = setter.width_pt - style.size_pt
    lines = setter.lines(text.lstrip(CONTINUED), style, width_pt=width_pt)
    further_pt, first_pt = (0.0, style.size_pt) if base_level(text) else (style.size_pt, 0.0)
    if text.startswith(CONTINUED):
        first_pt = further_pt
    first, *others = line_boxes(lines, style, x_pt=further_pt, before_pt=before_pt)
    return [replace(first, lines=tuple(replace(one, x_pt=first_pt) for one in first.lines)), *others]


def _rule(setter: TextSetter) -> LineBox:
    rule = RuledLine(0, setter.width_pt, _ROOM, page_style.HAIRLINE)
    return LineBox(height_pt=2 * _ROOM, rules=(rule,), before_pt=_ROOM)
