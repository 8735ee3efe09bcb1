"""Typesets the cover: court and case number at the top, the title in the middle, other lines below."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.composition import Cover
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.line_box import height
from casebook.pdf.typeset.lines import SetLine
from casebook.pdf.typeset.page import put_line
from casebook.pdf.typeset.page_style import TextColumn
from casebook.pdf.typeset.sheet import SheetSequence
from casebook.pdf.typeset.text import Type
from casebook.pdf.typeset.text_setter import TextSetter

_COURT = Type(size_pt=15, leading_pt=21)
_NUMBER = Type(size_pt=11, leading_pt=18)
_PARTIES = Type(size_pt=14, leading_pt=22, weight="italic")
_TITLE = Type(size_pt=28, leading_pt=36)
_LINE = Type(size_pt=11, leading_pt=18)
_RULE_PT = 60.0
_MIDDLE = 0.66
"""Height of the parties on the page as a share, less on a full cover."""
_SHARES = (1.0, 0.8, 0.64, 0.5)
"""Size factors, tried in turn until a long cover fits its page."""
_MIN_PT = 9.0


def set_cover(sheets: SheetSequence, column: TextColumn, setter: TextSetter, cover: Cover) -> None:
    """Set the cover on the current sheet, in the largest sizes in which it fits.

    Raises:
        InvalidInput: there is no room for all that it says.
    """
    for share in _SHARES:
        head, body = _head(column, setter, cover, share), _body(column, setter, cover, share)
        top_pt = column.top_pt - 18
        middle_pt = column.bottom_pt + max(column.height_pt * _MIDDLE, body.height_pt)
        start_pt = min(middle_pt, top_pt - head.height_pt)
        if start_pt - body.height_pt >= column.bottom_pt:
            head.put_on(sheets, top_pt)
            body.put_on(sheets, start_pt)
            return
    raise InvalidInput(
        "The text does not fit on the cover.",
        field="cover",
        remedy="Shorten the title, the parties or the other lines on the cover.",
    )


def _head(column: TextColumn, setter: TextSetter, cover: Cover, share: float) -> _Stack:
    stack = _Stack(column, setter, share)
    stack.add(cover.court, _COURT)
    stack.height_pt += 4
    stack.add(cover.number, _NUMBER)
    return stack


def _body(column: TextColumn, setter: TextSetter, cover: Cover, share: float) -> _Stack:
    stack = _Stack(column, setter, share)
    if cover.parties:
        stack.add(cover.parties, _PARTIES)
        stack.height_pt += 22
    stack.rules.append(stack.height_pt)
    stack.height_pt += 16
    stack.add(cover.title, _TITLE)
    stack.height_pt += 20
    stack.rules.append(stack.height_pt)
    if cover.lines:
        stack.height_pt += 28
    for line in cover.lines:
        stack.add(line, _LINE)
    return stack


@dataclass(slots=True)
class _Stack:
    """Lines and rules one below the other, each with its distance from the top.

    Attributes:
        share: of the usual sizes.
        height_pt: down to the end of what was added.
    """

    column: TextColumn
    setter: TextSetter
    share: float
    height_pt: float = 0.0
    lines: list[tuple[SetLine, float]] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)

    def add(self, text: str, style: Type) -> None:
        """Add a centred text."""
        size_pt = max(style.size_pt * self.share, _MIN_PT, self.setter.least_pt)
        leading_pt = style.leading_pt * size_pt / style.size_pt
        style = replace(style, size_pt=size_pt, leading_pt=leading_pt)
        for line in self.setter.lines(text, style, "centred") if text else ():
            height_pt, down_pt = height(line, style)
            self.lines.append((line, self.height_pt + down_pt))
            self.height_pt += height_pt

    def put_on(self, sheets: SheetSequence, top_pt: float) -> None:
        """Draw it on the current sheet, from a height downwards."""
        middle_pt = (self.column.left_pt + self.column.right_pt) / 2
        for down_pt in self.rules:
            y_pt = top_pt - down_pt
            sheets.rule(middle_pt - _RULE_PT, middle_pt + _RULE_PT, y_pt, page_style.HAIRLINE)
        for line, down_pt in self.lines:
            put_line(sheets, line, self.column.left_pt, top_pt - down_pt)
