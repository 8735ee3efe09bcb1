from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from casebook.host.protocol.render_protocol import MAX_PIXELS, MAX_SIDE_PT, MAX_SIDE_PX, fitting

side = some.floats(1, MAX_SIDE_PT)


@given(side, side, some.floats(1e-4, 1e3))
def test_no_page_is_drawn_larger_than_the_bounds(width_pt: float, height_pt: float, scale: float) -> None:
    width, height = fitting(width_pt, height_pt, scale)
    assert 1 <= width <= MAX_SIDE_PX
    assert 1 <= height <= MAX_SIDE_PX
    assert width * height <= MAX_PIXELS


@given(some.floats(10, 2000), some.floats(10, 2000), some.floats(0.1, 3))
def test_a_page_within_the_bounds_is_drawn_as_asked(width_pt: float, height_pt: float, scale: float) -> None:
    width, height = fitting(width_pt, height_pt, scale)
    assert abs(width - width_pt * scale) <= 1
    assert abs(height - height_pt * scale) <= 1
