from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from casebook.domain.agenda.timeline import Lane, Mark, TimelineBar
from casebook.ui.widgets.charts.timescale import PlacedMark, Room, merged, placed

START = date(2026, 1, 1)
ROOM = Room(reach=1000, dot=10, gap=10, most=200, is_mirrored=False)


def _x(on: date) -> float:
    return float((on - START).days * 4)


def _width(words: str) -> int:
    return 7 * len(words)


@given(st.lists(st.tuples(st.integers(0, 240), st.text(min_size=1, max_size=40)), max_size=25))
def test_words_never_run_over_the_next_dot(stated: list[tuple[int, str]]) -> None:
    marks = [Mark(title=title, on=START + timedelta(days=days)) for days, title in stated]
    dots = placed(marks, _x, _width, ROOM)
    assert len(dots) == len(marks)
    for row in range(2):
        line: list[PlacedMark] = [each for each in dots if each.row == row]
        for first, then in pairwise(line):
            if first.label_width:
                assert first.x + ROOM.gap + first.label_width <= then.x - ROOM.dot / 2


def test_a_proceeding_and_its_appeal_share_a_lane() -> None:
    first = Lane(
        title="extradition", bars=(TimelineBar(title="a", begins_on=START, ends_on=date(2026, 2, 1)),)
    )
    appeal = Lane(
        title="extradition", bars=(TimelineBar(title="b", begins_on=date(2026, 2, 5), ends_on=None),)
    )
    rival = Lane(
        title="extradition", bars=(TimelineBar(title="c", begins_on=date(2026, 2, 1), ends_on=None),)
    )
    assert [len(lane.bars) for lane in merged((first, appeal))] == [2]
    assert [len(lane.bars) for lane in merged((first, appeal, rival))] == [2, 1]
