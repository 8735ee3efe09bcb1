"""The cover: court and number at the head, what this is in the middle, the rest below."""

from __future__ import annotations

from casebook.domain.composition import Cover
from casebook.pdf import press
from casebook.pdf.hand import Hand
from casebook.pdf.page import put_line
from casebook.pdf.press import Column
from casebook.pdf.sheet import Sheets
from casebook.pdf.strip import height
from casebook.pdf.text import Type

_COURT = Type(size_pt=15, leading_pt=21)
_NUMBER = Type(size_pt=11, leading_pt=18)
_PARTIES = Type(size_pt=14, leading_pt=22, weight="italic")
_TITLE = Type(size_pt=28, leading_pt=36)
_LINE = Type(size_pt=11, leading_pt=18)
_RULE_PT = 60.0


def set_cover(sheets: Sheets, column: Column, hand: Hand, cover: Cover) -> None:
    """Set the cover on the sheet at hand.

    Raises:
        Uncovered: no font has a character.
    """
    y_pt = _centred(sheets, column, hand, cover.court, _COURT, column.top_pt - 18)
    _centred(sheets, column, hand, cover.number, _NUMBER, y_pt - 4)
    y_pt = column.bottom_pt + column.height_pt * 0.66
    if cover.parties:
        y_pt = _centred(sheets, column, hand, cover.parties, _PARTIES, y_pt) - 22
    middle_pt = (column.left_pt + column.right_pt) / 2
    sheets.rule(middle_pt - _RULE_PT, middle_pt + _RULE_PT, y_pt, press.HAIRLINE)
    y_pt = _centred(sheets, column, hand, cover.title, _TITLE, y_pt - 16) - 20
    sheets.rule(middle_pt - _RULE_PT, middle_pt + _RULE_PT, y_pt, press.HAIRLINE)
    y_pt -= 28
    for line in cover.lines:
        y_pt = _centred(sheets, column, hand, line, _LINE, y_pt)


def _centred(sheets: Sheets, column: Column, hand: Hand, text: str, style: Type, top_pt: float) -> float:
    """Set a text centred from a height downwards; the height below it."""
    for line in hand.lines(text, style, "centred") if text else ():
        height_pt, down_pt = height(line, style)
        put_line(sheets, line, column.left_pt, top_pt - down_pt)
        top_pt -= height_pt
    return top_pt
