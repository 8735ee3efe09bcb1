"""Typesets the divider page before an exhibit: its number, title, date and note."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import Exhibit
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.line_box import height
from casebook.pdf.typeset.page import put_line
from casebook.pdf.typeset.page_style import TextColumn
from casebook.pdf.typeset.sheet import SheetSequence
from casebook.pdf.typeset.text import Type
from casebook.pdf.typeset.text_setter import TextSetter

_WORD = Type(size_pt=13, leading_pt=20, weight="italic")
_MARK = Type(size_pt=64, leading_pt=78)
_TITLE = Type(size_pt=16, leading_pt=23)
_DATE = Type(size_pt=11, leading_pt=17)
_NOTE = Type(size_pt=11, leading_pt=17, weight="italic")
_TOP = 0.72
_TITLE_SHARE = 0.8
_RULE_PT = 30.0


def set_divider(sheets: SheetSequence, column: TextColumn, setter: TextSetter, exhibit: Exhibit) -> None:
    """Set the divider of an exhibit on the current sheet."""
    words = Translator(setter.language)
    y_pt = column.bottom_pt + column.height_pt * _TOP
    y_pt = _centred(sheets, column, setter, (words("Exhibit"), _WORD), y_pt)
    y_pt = _centred(sheets, column, setter, (exhibit.mark, _MARK), y_pt) - 22
    middle_pt = (column.left_pt + column.right_pt) / 2
    sheets.rule(middle_pt - _RULE_PT, middle_pt + _RULE_PT, y_pt, page_style.HAIRLINE)
    y_pt = _centred(sheets, column, setter, (exhibit.title, _TITLE), y_pt - 22) - 8
    y_pt = _centred(sheets, column, setter, (exhibit.dated, _DATE), y_pt) - 14
    y_pt = _centred(sheets, column, setter, (exhibit.source, _DATE), y_pt)
    _centred(sheets, column, setter, (exhibit.note, _NOTE), y_pt)


def _centred(
    sheets: SheetSequence, column: TextColumn, setter: TextSetter, heading: tuple[str, Type], top_pt: float
) -> float:
    """Set a centred text from a height downwards; returns the height below it."""
    text, style = heading[0], setter.fitted(heading[1])
    width_pt = column.width_pt * _TITLE_SHARE
    left_pt = column.left_pt + (column.width_pt - width_pt) / 2
    for line in setter.lines(text, style, "centred", width_pt) if text else ():
        height_pt, down_pt = height(line, style)
        put_line(sheets, line, left_pt, top_pt - down_pt)
        top_pt -= height_pt
    return top_pt
