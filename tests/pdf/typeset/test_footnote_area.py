"""Footnotes on set pages: where they stand, what they leave to the text, and that all of it can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.domain.dossier.composition import Block, Span, TextParagraph, TextTable
from casebook.domain.dossier.text_numbering import TextNumbering, numbered
from casebook.domain.dossier.typesetting import Typesetting
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.footnote_area import FootnoteArea
from casebook.pdf.typeset.line_box import LineBox
from casebook.pdf.typeset.render import SetPages
from casebook.pdf.typeset.section import part_boxes
from casebook.pdf.typeset.text_setter import TextSetter
from tests.pdf.setting import PROSE, address, as_pdfium_reads, as_poppler_reads, front, links, one_part

LINE = LineBox(height_pt=10)
ROOM_PT = 14


def note(text: str) -> Span:
    return Span("", note=(Span(text),))


def set_(*blocks: Block) -> SetPages:
    return front(one_part(*blocks))


def pages_of(made: SetPages, folder: Path) -> list[str]:
    return as_poppler_reads(made.pdf, folder, "-layout").split("\f")[:-1]


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it(tmp_path: Path) -> None:
    blocks = [
        TextParagraph(line=(Span(f"Before {number}"), note(f"Said in {number}."), Span(f". {PROSE}")))
        for number in range(1, 31)
    ]
    set_pages = set_(*blocks)
    for page in pages_of(set_pages, tmp_path)[1:]:
        called = re.findall(r"Before (\d+)", page)
        assert re.findall(r"Said in (\d+)\.", page) == called
        assert page.rindex("Before") < page.index("Said in")
    assert "Before 12¹²" in as_pdfium_reads(set_pages.pdf)
    assert set_pages.pdf == set_(*blocks).pdf


def test_call_and_note_lead_to_each_other() -> None:
    set_pages = set_(TextParagraph(line=(Span(f"{PROSE} Held."), note("Said."))))
    found = {(page, to) for page, to, _ in links(set_pages.pdf)}
    assert {(1, address("note:1")), (1, address("call:1"))} <= found
    assert (set_pages.anchors["note:1"], set_pages.anchors["call:1"]) == (1, 1)
    assert set_pages.tops["note:1"] < set_pages.tops["call:1"]


def test_a_long_note_runs_over_and_no_line_of_it_is_lost_or_alone(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(900))
    set_pages = set_(
        TextParagraph(line=(Span("Held."), note(long))),
        *(TextParagraph(line=(Span(f"{PROSE} Again."), note(f"Later {number}."))) for number in range(3)),
    )
    pages = pages_of(set_pages, tmp_path)[1:]
    assert re.findall(r"word(\d+)", " ".join(pages)) == [str(number) for number in range(900)]
    assert len([page for page in pages if "word" in page]) >= 2
    whole = " ".join(pages)
    assert whole.index("word899") < whole.index("Later 0") < whole.index("Later 2")


def test_a_note_at_the_very_end_gets_pages_of_its_own(tmp_path: Path) -> None:
    made = set_(TextParagraph(line=(Span("End."), note(" ".join(f"word{number}" for number in range(2500))))))
    assert "word2499" in pages_of(made, tmp_path)[-1]


def test_notes_of_tables_stand_beneath_the_page_of_their_row(tmp_path: Path) -> None:
    rows = tuple(((Span(f"Row {number}"), note(f"Said in {number}.")),) for number in range(60))
    made = set_(TextTable(head=("Facts",), rows=rows, widths=(1.0,)))
    pages = pages_of(made, tmp_path)[1:]
    rows_by_page = [re.findall(r"Row (\d+)", page) for page in pages]
    assert [re.findall(r"Said in (\d+)", page) for page in pages] == rows_by_page
    assert [int(row) for page in rows_by_page for row in page] == list(range(60))


@pytest.mark.parametrize(("ordered", "least"), [(Typesetting(), 9.5), (Typesetting(least_note_pt=12), 12)])
def test_notes_are_as_large_as_the_forum_orders(ordered: Typesetting, least: float) -> None:
    whole = numbered(one_part(TextParagraph(line=(Span("Held."), note("Said.")))))
    hand = TextSetter(width_pt=450, language="en").in_types(page_style.types_of(ordered, 700))
    noted = [line_box for line_box in part_boxes(hand, whole.parts[0], TextNumbering()) if line_box.notes]
    pieces = [one.piece for at in noted[0].notes[0][0].lines for one in at.line.placed]
    assert [(piece.text, piece.size_pt) for piece in pieces] == [("1", least), ("Said.", least)]


def test_a_short_note_moves_whole_and_a_long_one_leaves_two_lines_per_page() -> None:
    def fitting(lines: int, free: int) -> int:
        foot = FootnoteArea()
        foot.take([(LINE,) * lines], ROOM_PT + 10 * free)
        return len(foot.line_boxes)

    assert [fitting(4, free) for free in (3, 4)] == [0, 4]
    assert [fitting(9, free) for free in (1, 2, 5, 8, 9)] == [0, 2, 5, 7, 9]
    assert FootnoteArea().least_pt([(LINE,) * 9, (LINE,)]) == ROOM_PT + 30


def test_a_note_behind_one_that_waits_waits_too() -> None:
    foot = FootnoteArea()
    foot.take([(LINE,) * 9, (LINE,)], ROOM_PT + 40)
    assert (len(foot.line_boxes), foot.is_over) == (4, True)
    foot.turn(700)
    assert (len(foot.line_boxes), foot.is_over) == (6, False)
    assert foot.height_pt == ROOM_PT + 60
