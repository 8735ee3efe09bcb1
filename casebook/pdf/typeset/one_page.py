"""A sheet of paper that is always one page: two columns of short sections in the largest type that fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.composition import Line
from casebook.domain.dossier.paper import PAPERS_PT, Paper
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.line_box import LineBox, RuledLine
from casebook.pdf.typeset.page import PageSequence
from casebook.pdf.typeset.page_style import HAIRLINE, MM, TextColumn
from casebook.pdf.typeset.sheet import SheetSequence
from casebook.pdf.typeset.text import Type
from casebook.pdf.typeset.text_setter import TextSetter, line_boxes

SIZES_PT = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
"""Sizes that are tried, the largest first; a page of usual length is set in 8 points or more."""
_LEADING = 1.27
_TITLE = Type(size_pt=17, leading_pt=21, weight="bold")
_MARGIN_PT = 13 * MM
_BETWEEN_PT = 16.0
_RULE_ROOM_PT = 3.0
_INDENT = 0.9
"""Indent of the second line of an item, in sizes of its type."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SheetSection:
    """A heading and its items.

    Attributes:
        items: each a paragraph with a point before it.
    """

    title: str
    items: Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OnePage:
    """What a page says.

    Attributes:
        title: at the top and in the metadata.
        lead: below it across the page.
        sections: in the order in which they are read, down the left column and then the right one.
        foot: across the page below the columns, in small type.
        language: BCP 47 tag.
    """

    title: str
    lead: Sequence[Line]
    sections: Sequence[SheetSection]
    foot: Sequence[Line]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _SetPage:
    """Line boxes of a page, and where its areas begin and end."""

    head: list[LineBox]
    left: list[LineBox]
    right: list[LineBox]
    foot: list[LineBox]

    @property
    def height_pt(self) -> float:
        """Return the height that it takes."""
        columns = max(_height(self.left), _height(self.right))
        return _height(self.head) + columns + _height(self.foot) + 2 * _BETWEEN_PT


def set_one_page(page: OnePage, paper: Paper = "A4") -> bytes:
    """Return the page as a PDF of one sheet.

    Raises:
        InvalidInput: it holds more than a page takes in the smallest type, or no font has a character.
    """
    return fitted(page, paper)[0]


def fitted(page: OnePage, paper: Paper = "A4") -> tuple[bytes, float]:
    """Return the page as a PDF, and the size of its type in points; raises as `set_one_page` does."""
    try:
        for size_pt in SIZES_PT:
            set_page = _set(page, paper, size_pt)
            if set_page.height_pt <= PAPERS_PT[paper][1] - 2 * _MARGIN_PT:
                return _drawn(page, set_page, paper), size_pt
    finally:
        # SECURITY: shaped words outlive no document.
        shape.cache_clear()
    raise InvalidInput("This does not fit on one page.", remedy="Leave something out.")


def _set(page: OnePage, paper: Paper, size_pt: float) -> _SetPage:
    width_pt = PAPERS_PT[paper][0] - 2 * _MARGIN_PT
    whole = TextSetter(width_pt=width_pt, language=page.language, writes_out=True)
    half = replace(whole, width_pt=(width_pt - _BETWEEN_PT) / 2)
    body = _type(size_pt)
    lead, small = _type(size_pt + 1), _type(max(size_pt - 1, SIZES_PT[-1]))
    head = line_boxes(whole.lines(page.title, _TITLE), _TITLE)
    for line in page.lead:
        head += line_boxes(whole.lines(line, lead), lead, before_pt=3)
    foot: list[LineBox] = []
    for line in page.foot:
        foot += line_boxes(whole.lines(line, small), small, before_pt=1)
    sections = [_section(half, section, body) for section in page.sections]
    at = min(range(len(sections) + 1), key=lambda place: _longer(sections, place))
    return _SetPage(head=head, left=_joined(sections[:at]), right=_joined(sections[at:]), foot=foot)


def _type(size_pt: float) -> Type:
    return Type(size_pt=size_pt, leading_pt=size_pt * _LEADING, quiet_pt=size_pt * 0.86)


def _section(setter: TextSetter, section: SheetSection, body: Type) -> list[LineBox]:
    heading = replace(body, size_pt=body.size_pt + 1, leading_pt=body.leading_pt + 1.5, weight="bold")
    boxes = line_boxes(setter.lines(section.title, heading), heading, before_pt=body.size_pt * 0.75)
    rule = RuledLine(0, setter.width_pt, _RULE_ROOM_PT / 2, HAIRLINE)
    boxes.append(LineBox(height_pt=_RULE_ROOM_PT, rules=(rule,)))
    indent_pt = body.size_pt * _INDENT
    for item in section.items:
        lines = setter.lines(item, body, width_pt=setter.width_pt - indent_pt)
        set_ = line_boxes(lines, body, x_pt=indent_pt, before_pt=body.size_pt * 0.22)
        point = replace(set_[0].lines[0], x_pt=0.0, line=setter.one_line("•", body))
        boxes += [replace(set_[0], lines=(point, *set_[0].lines)), *set_[1:]]
    return boxes


def _joined(sections: Sequence[list[LineBox]]) -> list[LineBox]:
    return [box for section in sections for box in section]


def _longer(sections: Sequence[list[LineBox]], at: int) -> float:
    """Return the height of the longer column where the right one begins with a section."""
    return max(_height(_joined(sections[:at])), _height(_joined(sections[at:])))


def _height(boxes: Sequence[LineBox]) -> float:
    """Return the height of an area, without the space above its first box."""
    return sum(box.height_pt + (box.before_pt if at else 0) for at, box in enumerate(boxes))


def _drawn(page: OnePage, set_page: _SetPage, paper: Paper) -> bytes:
    width_pt, height_pt = PAPERS_PT[paper]
    left_pt, right_pt = _MARGIN_PT, width_pt - _MARGIN_PT
    top_pt, bottom_pt = height_pt - _MARGIN_PT, _MARGIN_PT
    columns_pt = top_pt - _height(set_page.head) - _BETWEEN_PT / 2
    middle_pt = (left_pt + right_pt) / 2
    foot_pt = bottom_pt + _height(set_page.foot)
    sheets = SheetSequence(paper, title=page.title, language=page.language)
    sheets.turn()
    for boxes, area in (
        (set_page.head, TextColumn(left_pt, bottom_pt, right_pt, top_pt)),
        (set_page.left, TextColumn(left_pt, bottom_pt, middle_pt - _BETWEEN_PT / 2, columns_pt)),
        (set_page.right, TextColumn(middle_pt + _BETWEEN_PT / 2, bottom_pt, right_pt, columns_pt)),
        (set_page.foot, TextColumn(left_pt, bottom_pt - 1, right_pt, foot_pt)),
    ):
        PageSequence(sheets, area, lambda _: None).fill(boxes)
    sheets.rule(left_pt, right_pt, foot_pt + _BETWEEN_PT / 4, HAIRLINE)
    return sheets.finish()
