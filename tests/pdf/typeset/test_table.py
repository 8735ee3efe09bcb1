from __future__ import annotations

from casebook.domain.dossier.composition import Pairs, Span, TextTable
from casebook.pdf.typeset.page_style import HAIRLINE, RULE
from casebook.pdf.typeset.table import pairs_strips, table_strips
from casebook.pdf.typeset.text_setter import TextSetter
from tests.pdf.setting import PROSE, front, one_part

HAND = TextSetter(width_pt=450, language="en")


def table(rows: int, text: str = "Short") -> TextTable:
    cells = tuple(((Span(f"Row {number}"),), (Span(text),)) for number in range(rows))
    return TextTable(head=("Date", "What happened"), rows=cells, widths=(0.3, 0.7))


def test_rules_stand_above_below_the_head_and_at_the_end_only() -> None:
    rules = [rule for strip in table_strips(HAND, table(3)) for rule in strip.rules]
    assert [rule.weight_pt for rule in rules] == [RULE, HAIRLINE, RULE]
    assert {(rule.left_pt, rule.right_pt) for rule in rules} == {(0, 450)}


def test_the_head_stands_on_every_page() -> None:
    set_ = front(one_part(table(120)))
    assert set_.page_count == 5
    assert set_.pdf.count(b" re f") == 3 + 2 * 3


def test_cells_of_a_row_share_a_baseline() -> None:
    row = table_strips(HAND, table(1, "王志远 བསྟན Latin"))[3]
    assert len({at.down_pt for at in row.lines}) == 1


def test_a_short_row_stays_whole_and_a_long_one_may_be_divided() -> None:
    short = table_strips(HAND, table(1, PROSE))
    assert all(strip.keeps_next for strip in short[:-1])
    long = table_strips(HAND, table(1, PROSE * 4))
    assert any(not strip.keeps_next for strip in long[:-1])
    assert long[3].keeps_next
    assert long[-2].keeps_next


def test_a_table_without_rows_has_its_head_and_rules() -> None:
    strips = table_strips(HAND, table(0))
    assert sum(len(strip.rules) for strip in strips) == 3


def test_pairs_stand_side_by_side_without_rules() -> None:
    strips = pairs_strips(HAND, Pairs(rows=(("Born", (Span("1979"),)), ("Languages", (Span(PROSE),)))))
    assert not any(strip.rules for strip in strips)
    assert [len(strip.lines) for strip in strips[:3]] == [2, 2, 1]
