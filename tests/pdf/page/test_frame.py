from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary

from casebook.pdf.page.frame import Frame, frame_of


def _at(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """A point given in points as seen, in the page's own units."""
    a, b, c, d, e, f = frame.upright_at(0, 0)
    return (a * x + c * y + e, b * x + d * y + f)


@pytest.mark.parametrize(
    ("turn", "low_left", "up", "top_left"),
    [
        (0, (10, 20), (10, 30), (10, 720)),
        (90, (510, 20), (500, 20), (10, 20)),
        (180, (510, 720), (510, 710), (510, 20)),
        (270, (10, 720), (20, 720), (510, 720)),
    ],
)
def test_points_are_found_on_turned_pages(
    turn: int, low_left: tuple[int, int], up: tuple[int, int], top_left: tuple[int, int]
) -> None:
    frame = Frame(10, 20, 510, 720, turn, 1)
    assert _at(frame, 0, 0) == pytest.approx(low_left)
    assert _at(frame, 0, 10) == pytest.approx(up)
    assert frame.beginning == pytest.approx(top_left)
    assert _at(frame, 0, frame.height_pt) == pytest.approx(top_left)


def test_width_and_height_are_as_seen() -> None:
    assert (Frame(0, 0, 100, 300, 90, 1).width_pt, Frame(0, 0, 100, 300, 90, 1).height_pt) == (300, 100)
    assert Frame(0, 0, 100, 300, 0, 2).width_pt == 200


@given(
    turn=st.sampled_from([0, 90, 180, 270]),
    unit=st.floats(0.1, 10),
    across=st.floats(0, 1),
    up=st.floats(0, 1),
)
def test_every_point_seen_lies_within_the_box(turn: int, unit: float, across: float, up: float) -> None:
    frame = Frame(-50, 30, 400, 900, turn, unit)
    x, y = _at(frame, across * frame.width_pt, up * frame.height_pt)
    assert -50.001 <= x <= 400.001
    assert 29.999 <= y <= 900.001


def test_the_crop_box_counts_within_the_media_box() -> None:
    page = Dictionary(MediaBox=Array([0, 0, 200, 300]), CropBox=Array([250, 280, 20, -10]))
    assert frame_of(page) == Frame(20, 0, 200, 280, 0, 1)


def test_a_crop_box_beside_the_page_is_passed_over() -> None:
    page = Dictionary(MediaBox=Array([0, 0, 200, 300]), CropBox=Array([400, 400, 500, 500]))
    assert frame_of(page) == Frame(0, 0, 200, 300, 0, 1)


@pytest.mark.parametrize(("said", "turn"), [(-90, 270), (450, 90), (0, 0), (100, 90)])
def test_odd_turns_are_understood(said: int, turn: int) -> None:
    assert frame_of(Dictionary(MediaBox=Array([0, 0, 10, 10]), Rotate=said)).turn_degrees == turn


@pytest.mark.parametrize("box", [Array([0, 0, 10]), Array(["a", "b", "c", "d"]), 7])
def test_a_box_that_is_none_is_refused(box: object) -> None:
    page = Dictionary()
    page.MediaBox = box
    with pytest.raises(ValueError, match="four numbers"):
        frame_of(page)
