from __future__ import annotations

import re

from casebook.domain.dossier.composition import Span
from casebook.pdf.typeset.fonts.embed import FontsUsed
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.ink import Ink
from casebook.pdf.typeset.lines import set_lines
from casebook.pdf.typeset.page_style import USUAL
from casebook.pdf.typeset.text import words


def inked(text: str) -> list[str]:
    """The operators of a line that starts at 100, 500."""
    (line,) = set_lines(words((Span(text),), USUAL.body), 450, "ragged")
    fonts = FontsUsed()
    for one in line.placed:
        fonts.note(one.piece.shaped)
        fonts.note(shape(one.piece.shaped.face, " "))
    fonts.assign_codes()
    return Ink(fonts).line(line.placed, 100, 500)


def test_latin_words_are_one_row_with_their_spaces() -> None:
    begin, row, end = inked("ab ba")
    assert (begin, end) == ("BT", "ET")
    assert re.fullmatch(r"/NotoSerif-Regular 12\.00 Tf 1 0 0 1 100\.000 500\.000 Tm \[<(\w{4}){5}>\] TJ", row)


def test_kerning_is_a_number_in_the_row() -> None:
    assert re.search(r"<\w{4}> \d+ <\w{4}>", inked("AV")[1])


def test_another_face_starts_another_row() -> None:
    assert inked("a 王 b")[1].count(" TJ") == 3


def test_dots_are_paths_after_the_letters() -> None:
    operators = inked("ت")
    assert operators[2] == "ET"
    assert operators[3].endswith("h f")


def test_an_empty_line_leaves_nothing() -> None:
    assert Ink(FontsUsed()).line((), 0, 0) == []
