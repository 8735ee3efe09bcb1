"""The index: parts, then exhibits under their sections, each line linked to its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import Composition, ReferenceTarget
from casebook.domain.dossier.text_numbering import letter
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.line_box import LineBox, PlacedText, RuledLine, height
from casebook.pdf.typeset.lines import SetLine
from casebook.pdf.typeset.text import PageOf, Type
from casebook.pdf.typeset.text_setter import TextSetter, kept, line_boxes

_LINE = Type(size_pt=10.5, leading_pt=15)
_HEAD = Type(size_pt=9, leading_pt=13, weight="italic")
_SECTION = Type(size_pt=10.5, leading_pt=15, weight="bold")
_MARK_SHARE, _DATE_SHARE = 0.16, 0.28
"""Maximum share of the measure for numbers and dates; longer ones continue on the next line."""
_SLACK = 0.01
"""Points that keep a rounded sum from being narrower than the word it was made from."""
_BETWEEN_ENTRIES = 3.0
_BEFORE_SECTION = 9.0
_ROOM = 4.0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the index: exhibit number, title, date, page and target."""

    cells: tuple[str, str, str, str]
    to: ReferenceTarget | None = None
    style: Type = _LINE


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths of exhibit numbers and dates with the gutter after, and of pages with the gutter before."""

    mark_pt: float
    date_pt: float
    page_pt: float


def index_boxes(setter: TextSetter, composition: Composition, span_of: PageOf) -> list[LineBox]:
    """Return the line boxes of the index."""
    words = Translator(composition.language)
    title = kept(line_boxes(setter.lines(words("Index"), page_style.PART), page_style.PART))
    title[0] = replace(title[0], anchors=("index",), outline=(1, words("Index")))
    set_ = [*title, LineBox(height_pt=page_style.AFTER_PART_TITLE, keeps_next=True)]
    parts = list(_part_entries(setter, composition))
    exhibits = list(_exhibit_entries(composition, span_of))
    head = _Entry((words("Exhibit"), words("Document"), words("Date"), words("Page")), style=_HEAD)
    columns = _columns(setter, [*parts, head, *(entry for _, entry in exhibits)])
    for entry in parts:
        set_ += _row(setter, entry, columns)
    return [*set_, *_exhibits(setter, exhibits, head, columns)] if exhibits else set_


def _part_entries(setter: TextSetter, composition: Composition) -> Iterator[_Entry]:
    for number, part in enumerate(composition.parts, start=1):
        target = ReferenceTarget(anchor=part.anchor)
        page = setter.page(target)
        yield _Entry((letter(number), part.title, "", page), target)


def _exhibit_entries(composition: Composition, span_of: PageOf) -> Iterator[tuple[str, _Entry]]:
    """Yield the section of each exhibit, and its line."""
    words = Translator(composition.language)
    for exhibit in composition.exhibits:
        target = ReferenceTarget(anchor=f"exhibit:{exhibit.key}")
        left_out = words("Not in this copy; a page takes its place.") if exhibit.is_placeholder else ""
        title = "\n".join(filter(None, (exhibit.title, exhibit.source, left_out)))
        cells = (exhibit.mark, title, exhibit.dated, span_of(target))
        yield exhibit.section, _Entry(cells, target)


def _columns(setter: TextSetter, entries: Sequence[_Entry]) -> _Columns:
    """Return column widths that fit their content, within limits."""
    widths = [0.0, 0.0, 0.0]
    for entry in entries:
        for column, cell in enumerate((entry.cells[0], *entry.cells[2:])):
            natural = setter.one_line(cell, setter.fitted(entry.style)).width_pt if cell else 0.0
            widths[column] = max(widths[column], natural + page_style.GUTTER + _SLACK if cell else 0.0)
    mark_pt, date_pt, page_pt = widths
    return _Columns(
        min(mark_pt, setter.width_pt * _MARK_SHARE), min(date_pt, setter.width_pt * _DATE_SHARE), page_pt
    )


def _exhibits(
    setter: TextSetter, exhibits: Sequence[tuple[str, _Entry]], titles: _Entry, columns: _Columns
) -> list[LineBox]:
    head = _head(setter, titles, columns)
    set_ = [replace(head[0], before_pt=page_style.BEFORE_HEADING), *head[1:]]
    for section, group in groupby(exhibits, key=lambda pair: pair[0]):
        rows: list[LineBox] = []
        if section:
            style = setter.fitted(_SECTION)
            lines = setter.lines(section, style)
            rows += kept(line_boxes(lines, style, before_pt=_BEFORE_SECTION))
        for _, entry in group:
            rows += _row(setter, entry, columns)
        set_ += [replace(line_box, head=tuple(head)) for line_box in rows]
    set_[-1] = replace(set_[-1], keeps_next=True)
    return [*set_, _rule(setter, page_style.RULE)]


def _head(setter: TextSetter, titles: _Entry, columns: _Columns) -> list[LineBox]:
    rule = RuledLine(0, setter.width_pt, page_style.RULE / 2, page_style.RULE)
    above = LineBox(height_pt=_ROOM + page_style.RULE, rules=(rule,))
    row = [replace(line_box, before_pt=0) for line_box in _row(setter, titles, columns)]
    return kept([above, *row, _rule(setter, page_style.HAIRLINE)])


def _rule(setter: TextSetter, weight_pt: float) -> LineBox:
    rule = RuledLine(0, setter.width_pt, _ROOM + weight_pt / 2, weight_pt)
    return LineBox(height_pt=_ROOM + weight_pt, rules=(rule,))


def _row(setter: TextSetter, entry: _Entry, columns: _Columns) -> list[LineBox]:
    """Return a line box for each line; the page number is on the first, at the right edge."""
    cells = list(_cells(setter, entry, columns))
    set_: list[LineBox] = []
    for at in range(max(len(lines) for _, lines in cells)):
        present = [(left_pt, lines[at]) for left_pt, lines in cells if at < len(lines)]
        sizes = [height(line, setter.fitted(entry.style)) for _, line in present]
        down_pt = max(down for _, down in sizes)
        line_box = LineBox(
            height_pt=down_pt + max(whole - down for whole, down in sizes),
            lines=tuple(PlacedText(left_pt, down_pt, line) for left_pt, line in present),
            before_pt=0 if at else _BETWEEN_ENTRIES,
            keeps_next=True,
            to=entry.to,
        )
        set_.append(line_box)
    set_[-1] = replace(set_[-1], keeps_next=False)
    return set_


def _cells(setter: TextSetter, entry: _Entry, columns: _Columns) -> Iterator[tuple[float, Sequence[SetLine]]]:
    """Yield the lines of each non-empty cell, with its left edge."""
    mark, title, dated, page = entry.cells
    style = setter.fitted(entry.style)
    if mark:
        yield 0.0, _in_column(setter, mark, style, columns.mark_pt - page_style.GUTTER)
    date_pt = columns.date_pt if dated else 0.0
    title_pt = setter.width_pt - columns.mark_pt - date_pt - columns.page_pt - page_style.GUTTER
    yield columns.mark_pt, setter.lines(title, style, width_pt=title_pt)
    if dated:
        left_pt = setter.width_pt - columns.page_pt - columns.date_pt
        yield left_pt, _in_column(setter, dated, style, columns.date_pt - page_style.GUTTER)
    number = setter.one_line(page, style)
    yield setter.width_pt - number.width_pt, [number]


def _in_column(setter: TextSetter, text: str, style: Type, width_pt: float) -> Sequence[SetLine]:
    """Return the lines of a cell; one line that begins at the left was set when columns were measured."""
    whole = setter.lines(text, style)
    is_short = len(whole) == 1 and whole[0].width_pt <= width_pt
    stands_left = is_short and not any(piece.x_pt for piece in whole[0].placed[:1])
    return whole if stands_left else setter.lines(text, style, width_pt=width_pt)
