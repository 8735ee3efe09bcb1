from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.composition import (
    Composition,
    DossierPart,
    Heading,
    Pairs,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.dossier.text_numbering import TextNumbering
from casebook.pdf.typeset.line_box import LineBox
from casebook.pdf.typeset.page_style import INDENT, LABEL_GAP, LABEL_HANGS
from casebook.pdf.typeset.section import part_boxes, sheet_boxes
from casebook.pdf.typeset.text_setter import TextSetter
from tests.pdf.setting import PROSE, front, saying


def set_part(*blocks: object, numbers: TextNumbering | None = None) -> list[LineBox]:
    part = DossierPart(title="Facts", anchor="part:1", blocks=blocks)  # type: ignore[arg-type]
    hand = TextSetter(width_pt=450, language="en", page_of=lambda _: "9")
    return list(part_boxes(hand, part, numbers or TextNumbering()))


def labels(line_boxes: list[LineBox]) -> list[str]:
    """What hangs in the margin."""
    hung = [at.line for line_box in line_boxes for at in line_box.lines if at.x_pt == -LABEL_HANGS]
    return ["".join(one.piece.text for one in line.placed) for line in hung]


def test_parts_are_lettered_and_headings_numbered_under_them() -> None:
    numbers = TextNumbering()
    headings = [
        Heading(text="One"),
        Heading(text="Sub", level=3),
        Heading(text="Two"),
        Heading(text="S", level=3),
    ]
    assert labels(set_part(*headings, numbers=numbers)) == ["A", "A.1", "A.1.1", "A.2", "A.2.1"]
    assert labels(set_part(Heading(text="Again"), numbers=numbers)) == ["B", "B.1"]


def test_a_sheet_of_its_own_has_headings_without_numbers() -> None:
    part = DossierPart(title="Sheet", anchor="sheet", blocks=(Heading(text="One"), Heading(text="Two")))
    boxes = list(sheet_boxes(TextSetter(width_pt=450, language="en"), part))
    assert labels(boxes) == []
    assert [box.outline for box in boxes if box.outline] == [(2, "One"), (2, "Two")]


def test_paragraph_numbers_run_through_all_parts() -> None:
    numbers = TextNumbering()
    paragraphs = [TextParagraph(line=(Span("x"),), is_numbered=number != 1) for number in range(3)]
    assert labels(set_part(*paragraphs, numbers=numbers)) == ["A", "1", "2"]
    assert labels(set_part(*paragraphs, numbers=numbers)) == ["B", "3", "4"]


def test_letters_past_z_leave_room_before_their_text() -> None:
    subs = [TextParagraph(line=(Span(PROSE),), style="sub") for _ in range(26 * 27 + 1)]
    set_ = [line_box for line_box in set_part(*subs) if len(line_box.lines) == 2][1:]
    positions = [
        (line_box.lines[0].x_pt, line_box.lines[0].line.width_pt, line_box.lines[1].x_pt) for line_box in set_
    ]
    assert [said(set_[at]) for at in (0, 25, 26, -1)] == ["(a)", "(z)", "(aa)", "(aaa)"]
    assert {x_pt for x_pt, _, _ in positions[:26]} == {0.0}
    assert {text_pt for _, _, text_pt in positions} == {INDENT}
    assert all(x_pt + wide_pt <= INDENT - LABEL_GAP + 0.001 for x_pt, wide_pt, _ in positions)


def said(line_box: LineBox) -> str:
    return "".join(one.piece.text for one in line_box.lines[0].line.placed)


def test_headings_have_bookmarks_and_anchors() -> None:
    line_boxes = set_part(Heading(text="Named", anchor="h:1"), Heading(text="Other"))
    found = [(line_box.outline, line_box.anchors) for line_box in line_boxes if line_box.outline]
    assert found == [
        ((1, "A  Facts"), ("part:1",)),
        ((2, "A.1  Named"), ("h:1",)),
        ((2, "A.2  Other"), ("heading:A.2",)),
    ]


def test_a_heading_keeps_with_two_lines_of_what_follows() -> None:
    line_boxes = set_part(Heading(text="Heading"), *saying(PROSE))
    free = next(number for number, line_box in enumerate(line_boxes) if not line_box.keeps_next)
    lines = [line_box for line_box in line_boxes[: free + 1] if line_box.lines]
    assert len(lines) == 4


def test_a_reference_stays_under_its_paragraph() -> None:
    line_boxes = set_part(TextParagraph(line=(Span(PROSE),), reference=(Span("S4 · para. 22"),)))
    assert line_boxes[-2].keeps_next
    assert line_boxes[-1].height_pt < line_boxes[-2].height_pt


def test_quiet_paragraphs_are_small() -> None:
    loud, quiet = (set_part(TextParagraph(line=(Span("x", emphasis=e),)))[-1] for e in ("plain", "quiet"))
    assert quiet.height_pt < loud.height_pt


def test_a_paragraph_can_be_pointed_at() -> None:
    assert set_part(TextParagraph(line=(Span("x"),), anchor="source:1"))[-1].anchors == ("source:1",)


def test_a_character_no_font_has_is_told_with_its_place_and_nothing_else() -> None:
    with pytest.raises(InvalidInput) as caught:
        set_part(*saying("fine"), TextParagraph(line=(Span("secret \ue123"),)))
    assert "U+E123 (section A)" in str(caught.value.title)
    assert "secret" not in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "block",
    [
        Heading(text="Re: \N{PAGE FACING UP}"),
        TextParagraph(line=(), reference=(Span("Re: \N{PAGE FACING UP}"),)),
        TextTable(head=("a",), rows=(((Span("Re: \N{PAGE FACING UP}"),),),), widths=(1,)),
        Pairs(rows=(("a", (Span("Re: \N{PAGE FACING UP}"),)),)),
    ],
)
def test_a_character_no_font_has_is_written_out_in_headings_and_lists(block: object) -> None:
    lines = [at.line for line_box in set_part(block) for at in line_box.lines]
    assert "Re: [page facing up]" in [" ".join(one.piece.text for one in line.placed) for line in lines]


def test_an_empty_part_is_a_page_with_a_title() -> None:
    composition = Composition(
        title="", language="en", parts=(DossierPart(title="None", anchor="p", blocks=()),)
    )
    assert front(composition).anchors == {"index": 0, "p": 1}
