from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from casebook.domain.dossier.composition import ChartLane, ChartSpan, Span, TextParagraph, TimeChart
from casebook.pdf.typeset.line_box import LineBox, PlacedText
from casebook.pdf.typeset.text_setter import TextSetter
from casebook.pdf.typeset.time_chart import time_chart_boxes
from tests.pdf.setting import as_poppler_reads, front, one_part

HAND = TextSetter(width_pt=450, language="en")


def stretch(title: str, begins: float, ends: float | None = None) -> ChartSpan:
    return ChartSpan(title=title, said="a day", begins=begins, ends=begins if ends is None else ends)


def course(*stretches: ChartSpan) -> TimeChart:
    return TimeChart(lanes=(ChartLane(title="extradition", stretches=stretches),), ticks=(("2025", 0.5),))


def shown(line_boxes: list[LineBox]) -> list[list[tuple[float, float]]]:
    """From where to where each strip shows words, the names of the lanes left out."""

    def extent(at: PlacedText) -> tuple[float, float]:
        return at.x_pt, at.x_pt + at.line.width_pt

    return [sorted(extent(at) for at in line_box.lines if at.x_pt > 0) for line_box in line_boxes[1:]]


def test_words_never_run_over_each_other_and_none_is_lost(tmp_path: Path) -> None:
    stretches = [stretch(f"Something happened, number {number}", number / 60) for number in range(60)]
    line_boxes = time_chart_boxes(HAND, course(*stretches))
    rows = [row for row in shown(line_boxes) if row]
    assert sum(map(len, rows)) == 60
    assert all(first[1] < then[0] for row in rows for first, then in pairwise(row))
    assert all(left > 0 and right <= HAND.width_pt for row in rows for left, right in row)
    text = as_poppler_reads(front(one_part(course(*stretches))).pdf, tmp_path)
    assert all(each.title in " ".join(text.split()) for each in stretches)


def test_what_ends_at_the_edge_has_its_words_before_it() -> None:
    (row,) = [row for row in shown(time_chart_boxes(HAND, course(stretch("The last hearing", 1.0)))) if row]
    assert row[0][1] < HAND.width_pt


def test_an_axis_repeats_on_a_new_page_and_crowded_months_go_unnamed() -> None:
    lanes = tuple(ChartLane(title=str(at), stretches=(stretch("x", 0.1),)) for at in range(3))
    ticks = tuple((f"March 202{at}", 0.4 + at / 100) for at in range(4))
    line_boxes = time_chart_boxes(HAND, TimeChart(lanes=lanes, ticks=ticks))
    axis = line_boxes[1].head[0]
    assert len(axis.lines) == 1
    assert all(line_box.head == (axis,) for line_box in line_boxes[1:-1])


def test_a_bar_across_the_chart_has_its_words_whole_below_it() -> None:
    title = "Decision served on counsel"
    (row,) = [row for row in shown(time_chart_boxes(HAND, course(stretch(title, 0.0, 1.0)))) if row]
    ((left, right),) = row
    assert right <= HAND.width_pt
    assert right - left >= HAND.one_line(title, HAND.types.table).width_pt


def test_a_chart_that_is_whole_is_not_torn_over_two_pages(tmp_path: Path) -> None:
    lanes = tuple(ChartLane(title=f"Stage {at}", stretches=(stretch("x", at / 10),)) for at in range(9))
    filling = tuple(TextParagraph(line=(Span(f"Line {at}"),)) for at in range(23))
    for is_whole in (False, True):
        chart = TimeChart(lanes=lanes, ticks=(("2025", 0.5),), is_whole=is_whole)
        pages = as_poppler_reads(front(one_part(*filling, chart, *filling)).pdf, tmp_path).split("\f")
        on = [place for place, page in enumerate(pages) for at in range(9) if f"Stage {at}" in page]
        assert len(on) == 9
        assert (len(set(on)) == 1) is is_whole
