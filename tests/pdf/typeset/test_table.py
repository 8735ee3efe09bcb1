from __future__ import annotations

from casebook.domain.dossier.composition import Pairs, Span, TextTable
from casebook.pdf.typeset.page_style import HAIRLINE, RULE
from casebook.pdf.typeset.table import pairs_boxes, table_boxes
from casebook.pdf.typeset.text_setter import TextSetter
from tests.pdf.setting import PROSE, front, one_part

HAND = TextSetter(width_pt=450, language="en")


def table(rows: int, text: str = "Short") -> TextTable:
    cells = tuple(((Span(f"Row {number}"),), (Span(text),)) for number in range(rows))
    return TextTable(head=("Date", "What happened"), rows=cells, widths=(0.3, 0.7))


def test_rules_stand_above_below_the_head_and_at_the_end_only() -> None:
    rules = [rule for line_box in table_boxes(HAND, table(3)) for rule in line_box.rules]
    assert [rule.weight_pt for rule in rules] == [RULE, HAIRLINE, RULE]
    assert {(rule.left_pt, rule.right_pt) for rule in rules} == {(0, 450)}


def test_the_head_stands_on_every_page() -> None:
    set_ = front(one_part(table(120)))
    assert set_.page_count == 5
    assert set_.pdf.count(b" re f") == 3 + 2 * 3


def test_cells_of_a_row_share_a_baseline() -> None:
    row = table_boxes(HAND, table(1, "王志远 བསྟན Latin"))[3]
    assert len({at.down_pt for at in row.lines}) == 1


def test_a_short_row_stays_whole_and_a_long_one_may_be_divided() -> None:
    short = table_boxes(HAND, table(1, PROSE))
    assert all(line_box.keeps_next for line_box in short[:-1])
    long = table_boxes(HAND, table(1, PROSE * 4))
    assert any(not line_box.keeps_next for line_box in long[:-1])
    assert long[3].keeps_next
    assert long[-2].keeps_next


def test_a_table_without_rows_has_its_head_and_rules() -> None:
    line_boxes = table_boxes(HAND, table(0))
    assert sum(len(line_box.rules) for line_box in line_boxes) == 3


def test_pairs_stand_side_by_side_without_rules() -> None:
    line_boxes = pairs_boxes(HAND, Pairs(rows=(("Born", (Span("1979"),)), ("Languages", (Span(PROSE),)))))
    assert not any(line_box.rules for line_box in line_boxes)
    assert [len(line_box.lines) for line_box in line_boxes[:3]] == [2, 2, 1]
