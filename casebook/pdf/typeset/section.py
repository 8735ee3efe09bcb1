"""Line boxes of a part's blocks: headings lettered and numbered, paragraphs numbered in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from casebook.base.message import Message
from casebook.domain.dossier.composition import (
    BarChart,
    Block,
    DossierPart,
    FormFields,
    Heading,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.drawings.shaded_map import ShadedMap
from casebook.domain.dossier.text_numbering import TextNumbering, letter
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.bars import bar_chart_boxes
from casebook.pdf.typeset.blanks import form_field_boxes
from casebook.pdf.typeset.line_box import LineBox, PlacedText, height
from casebook.pdf.typeset.map_drawing import map_boxes
from casebook.pdf.typeset.noting import with_notes
from casebook.pdf.typeset.table import pairs_boxes, table_boxes
from casebook.pdf.typeset.text import Type
from casebook.pdf.typeset.text_setter import TextSetter, kept, line_boxes, placed
from casebook.pdf.typeset.time_chart import time_chart_boxes

_MAX_KEPT_LINES = 14
"""More lines are not kept on one page: it would end far too early."""
_INDENTS = {
    "sub": (page_style.INDENT, 0.0),
    "bullet": (page_style.INDENT, 0.0),
    "quotation": (page_style.INDENT, page_style.INDENT),
}
"""Left and right indent of each paragraph style."""


def numbered_title(number: int, part: DossierPart) -> str:
    """Return the title of a part as in the index and bookmarks."""
    return f"{letter(number)}  {part.title}"


def part_boxes(setter: TextSetter, part: DossierPart, numbers: TextNumbering) -> Iterator[LineBox]:
    """Yield a part: its title, then its blocks, each set on demand.

    Raises:
        InvalidInput: no font has a character; names section and place by number.
    """
    numbers.next_part()
    yield from _title(setter.writing_out(), part, numbers)
    yield from _blocks(setter, part, numbers)


def sheet_boxes(setter: TextSetter, part: DossierPart) -> Iterator[LineBox]:
    """Yield a part that is a sheet of its own, whose title has no letter.

    Raises:
        InvalidInput: no font has a character; names the place by number.
    """
    title = setter.writing_out().lines(part.title, page_style.PART)
    yield from _headed(line_boxes(title, page_style.PART))
    yield from _blocks(setter, part, TextNumbering(part=1, is_sheet=True))


def _blocks(setter: TextSetter, part: DossierPart, numbers: TextNumbering) -> Iterator[LineBox]:
    for at, block in enumerate(part.blocks, start=1):
        section = Message("section {section}", section=letter(numbers.part))
        with placed(section, partial(_place_in, block, numbers)):
            set_ = [*with_notes(setter, block, _block(setter, block, numbers))]
        if at == 1 and set_:
            set_[0] = replace(set_[0], before_pt=0)
        yield from set_


def _place_in(block: Block, numbers: TextNumbering, code_point: int) -> Message:
    """Return where in a block a character stands, by numbers that are printed."""
    section, sign = letter(numbers.part), chr(code_point)
    if isinstance(block, TextParagraph) and block.is_numbered:
        is_counted = not any(sign in span.text for span in block.line)  # it stands in what follows the text
        number = numbers.paragraph + (0 if is_counted else 1)
        return Message("section {section}, paragraph {number}", section=section, number=number)
    if numbers.heading:
        heading = f"{section}.{numbers.heading}"
        return Message("section {section}, under heading {heading}", section=section, heading=heading)
    return Message("section {section}", section=section)


def _title(setter: TextSetter, part: DossierPart, numbers: TextNumbering) -> list[LineBox]:
    title = line_boxes(setter.lines(part.title, page_style.PART), page_style.PART)
    title[0] = replace(
        _labelled(setter, title[0], letter(numbers.part), page_style.PART),
        anchors=(part.anchor,),
        before_pt=page_style.BEFORE_PART,
        outline=(1, numbered_title(numbers.part, part)),
        number=letter(numbers.part),
    )
    return _headed(title)


def _headed(title: Sequence[LineBox]) -> list[LineBox]:
    return [*kept(title), LineBox(height_pt=page_style.AFTER_PART_TITLE, keeps_next=True)]


def _block(setter: TextSetter, block: Block, numbers: TextNumbering) -> list[LineBox]:
    if isinstance(block, TextParagraph):
        return _paragraph(setter, block, numbers)
    setter = setter.writing_out()  # headings, lists, tables and charts say what files and records say
    if isinstance(block, Heading):
        return _heading(setter, block, numbers)
    if isinstance(block, BarChart | TimeChart | ShadedMap):
        return _drawn(setter, block)
    if isinstance(block, FormFields):
        return form_field_boxes(setter, block)
    return table_boxes(setter, block) if isinstance(block, TextTable) else pairs_boxes(setter, block)


def _drawn(setter: TextSetter, block: BarChart | TimeChart | ShadedMap) -> list[LineBox]:
    if isinstance(block, BarChart):
        return bar_chart_boxes(setter, block)
    return time_chart_boxes(setter, block) if isinstance(block, TimeChart) else map_boxes(setter, block)


def _heading(setter: TextSetter, heading: Heading, numbers: TextNumbering) -> list[LineBox]:
    is_main = heading.level == 2  # noqa: PLR2004 - the level of the domain
    style = setter.types.heading if is_main else setter.types.subheading
    before_pt = page_style.BEFORE_HEADING if is_main else page_style.BEFORE_SUBHEADING
    number = numbers.next_heading(heading.level)
    set_ = kept(line_boxes(setter.lines(heading.text, style), style, before_pt=before_pt))
    anchor = heading.anchor or f"heading:{number}"
    if number:
        set_[0] = _labelled(setter, set_[0], number, style)
    outline = (heading.level, f"{number}  {heading.text}".strip())
    set_[0] = replace(set_[0], anchors=(anchor,), outline=outline, number=number)
    return [*set_, LineBox(height_pt=page_style.AFTER_HEADING, keeps_next=True)]


def _paragraph(setter: TextSetter, paragraph: TextParagraph, numbers: TextNumbering) -> list[LineBox]:
    line, style = paragraph.line, setter.types.body
    if line and all(span.emphasis == "quiet" for span in line):
        line = tuple(replace(span, emphasis="plain") for span in line)
        style = setter.types.small
    indent_pt, outdent_pt = _INDENTS.get(paragraph.style, (0.0, 0.0))
    lines = setter.lines(line, style, "justified", setter.width_pt - indent_pt - outdent_pt)
    set_ = line_boxes(lines, style, x_pt=indent_pt, before_pt=page_style.BETWEEN_PARAGRAPHS)
    if label := numbers.next_paragraph(paragraph):
        set_[0] = _labelled(setter, set_[0], label, style, _hangs(setter, paragraph, label, style))
    if paragraph.is_numbered:
        set_[0] = replace(set_[0], number=label)
    if paragraph.anchor:
        set_[0] = replace(set_[0], anchors=(paragraph.anchor,))
    if paragraph.reference:
        set_[-1] = replace(set_[-1], keeps_next=True)
        set_ += _reference(setter, paragraph)
    if len(set_) <= _MAX_KEPT_LINES and paragraph.keeps:
        set_ = kept(set_)
    if paragraph.keeps:
        set_[-1] = replace(set_[-1], keeps_next=paragraph.keeps == "next")
    return set_


def _hangs(setter: TextSetter, paragraph: TextParagraph, label: str, style: Type) -> float:
    """Return the start of a paragraph label; one too wide for the indent extends to the left."""
    if paragraph.is_numbered:
        return -page_style.LABEL_HANGS
    wide_pt = setter.one_line(label, style).width_pt
    return min(0.0, page_style.INDENT - page_style.LABEL_GAP - wide_pt)


def _reference(setter: TextSetter, paragraph: TextParagraph) -> Sequence[LineBox]:
    lines = setter.writing_out().lines(paragraph.reference, setter.types.small)
    return line_boxes(lines, setter.types.small, before_pt=page_style.BEFORE_REFERENCE)


def _labelled(
    setter: TextSetter, line_box: LineBox, label: str, style: Type, x_pt: float = -page_style.LABEL_HANGS
) -> LineBox:
    """Return a line box with a number on the baseline of its first line, by default in the margin."""
    line = setter.one_line(label, style)
    down_pt = line_box.lines[0].down_pt if line_box.lines else height(line, style)[1]
    return replace(line_box, lines=(PlacedText(x_pt, down_pt, line), *line_box.lines))
