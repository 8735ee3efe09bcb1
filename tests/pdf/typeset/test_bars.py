from __future__ import annotations

from casebook.domain.dossier.composition import BarChart, ChartBar
from casebook.pdf.typeset.bars import bar_chart_boxes
from casebook.pdf.typeset.text_setter import TextSetter

HAND = TextSetter(width_pt=450, language="en")


def test_a_number_that_is_hidden_has_no_bar() -> None:
    shown = ChartBar(label="Asylum", said="7", least=0.5, most=0.5)
    hidden = ChartBar(label="Removal", said="hidden", least=0.0, most=0.0, is_drawn=False)
    first, second = bar_chart_boxes(HAND, BarChart(rows=(shown, hidden)))
    assert first.rules
    assert not second.rules
