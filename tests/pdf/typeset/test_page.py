from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.domain.dossier.composition import Span
from casebook.pdf.typeset.line_box import LineBox, RuledLine
from casebook.pdf.typeset.page import PageSequence
from casebook.pdf.typeset.page_style import USUAL, TextColumn
from casebook.pdf.typeset.sheet import SheetSequence
from casebook.pdf.typeset.text_setter import TextSetter, kept, line_boxes
from tests.pdf.setting import PROSE

COLUMN = TextColumn(70, 70, 520, 770)


def pages() -> PageSequence:
    made = PageSequence(SheetSequence("A4", title="", language="en"), COLUMN, lambda _: None)
    made.turn()
    return made


def marked(name: str, height_pt: float = 100, *, keeps_next: bool = False, before_pt: float = 0) -> LineBox:
    return LineBox(height_pt=height_pt, anchors=(name,), keeps_next=keeps_next, before_pt=before_pt)


def test_strips_go_on_to_the_next_page() -> None:
    filled = pages()
    filled.fill([marked(str(number)) for number in range(9)])
    assert [filled.anchors[str(number)] for number in range(9)] == [0] * 6 + [1] * 3


def test_what_belongs_together_turns_together() -> None:
    filled = pages()
    chain = [marked("heading", keeps_next=True), marked("first", keeps_next=True), marked("second")]
    filled.fill([marked("before", 500), *chain])
    assert [filled.anchors[name] for name in ("before", "heading", "first", "second")] == [0, 1, 1, 1]


def test_what_is_too_tall_for_a_page_is_divided_all_the_same() -> None:
    filled = pages()
    filled.fill(kept([marked(str(number)) for number in range(10)]))
    assert [filled.anchors[str(number)] for number in (0, 6, 7, 9)] == [0, 0, 1, 1]


def test_space_above_is_left_out_at_the_top_of_a_page() -> None:
    filled = pages()
    filled.fill([marked(str(number), 350, before_pt=20) for number in range(4)])
    assert [filled.anchors[str(number)] for number in range(4)] == [0, 1, 2, 3]
    filled = pages()
    filled.fill([marked("a", 680, before_pt=20), marked("b", 20)])
    assert filled.anchors == {"a": 0, "b": 0}


def test_the_last_page_is_no_stub() -> None:
    filled = pages()
    filled.fill([marked(str(number), 50) for number in range(15)])
    assert [filled.anchors[str(number)] for number in (9, 10, 14)] == [0, 1, 1]
    filled = pages()
    filled.fill([marked("short", 50)])
    assert filled.anchors == {"short": 0}


def test_a_head_is_set_again_on_each_page() -> None:
    filled = pages()
    head = LineBox(height_pt=10, rules=(RuledLine(0, 450, 1, 0.8),))
    filled.fill([head, *(replace(marked(str(number)), head=(head,)) for number in range(14))])
    assert [filled.anchors[str(number)] for number in (5, 6, 10, 11)] == [0, 1, 1, 2]
    assert filled.sheets.finish().count(b" re f") == 3


@pytest.mark.parametrize("before_pt", range(580, 700, 8))
def test_no_line_of_a_paragraph_is_left_alone(before_pt: int) -> None:
    hand = TextSetter(width_pt=COLUMN.width_pt, language="en")
    lines = line_boxes(hand.lines((Span(PROSE * 2),), USUAL.body, "justified"), USUAL.body)
    named = [replace(line_box, anchors=(str(number),)) for number, line_box in enumerate(lines)]
    filled = pages()
    filled.fill([marked("before", before_pt), *named])
    on_first = sum(page == 0 for name, page in filled.anchors.items() if name != "before")
    assert on_first != 1
    assert len(lines) - on_first != 1


def test_a_bookmark_leads_to_its_page() -> None:
    filled = pages()
    filled.fill([marked("before", 650), replace(marked("h"), outline=(2, "A.1  Heading"))])
    (entry,) = filled.outline
    assert (entry.level, entry.title, entry.anchor, entry.page) == (2, "A.1  Heading", "h", 1)
